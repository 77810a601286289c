#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dangol::gallery {

// The characters of a UTF-8 text; nothing when it is not valid UTF-8 (overlong forms and surrogates are not).
// Reentrant.
[[nodiscard]] std::optional<std::u32string> decodeUtf8(std::string_view text);

// The text as it can be shown on one line: what is not valid UTF-8, or controls a terminal or the direction of writing,
// becomes U+FFFD, and what is longer is cut. Reentrant.
[[nodiscard]] std::string displayable(std::string_view text, std::size_t most_characters);

}  // namespace dangol::gallery
