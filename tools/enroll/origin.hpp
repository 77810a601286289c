#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace dangol::enroll {

// A template remembers which picture it was made from, by the picture's content: "photo 2.jpg [blake2b 1f…]". Stored
// with the template in one transaction, so what was imported and what is recorded as imported can never differ.

// 32 hexadecimal digits (BLAKE2b, 128 bits) of a file's bytes; nothing when it cannot be read.
[[nodiscard]] std::optional<std::string> contentHash(const std::filesystem::path& file);

// A long file name is cut, so that a gallery keeps the hash whole.
[[nodiscard]] std::string pictureOrigin(const std::string& fileName, const std::optional<std::string>& hash);

// What an owner wants to read: the origin without its hash.
[[nodiscard]] std::string_view shownOrigin(std::string_view origin);
// The hash in an origin; nothing when it has none (a moment of a video).
[[nodiscard]] std::optional<std::string_view> hashInOrigin(std::string_view origin);

}  // namespace dangol::enroll
