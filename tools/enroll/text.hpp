#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dangol::enroll {

// Text as it may be shown on a terminal: control characters, direction overrides and bytes that are not UTF-8 are
// spelled out ("\x1b"), so that the name of a file cannot move the cursor or pose as another. Requires: a UTF-8
// LC_CTYPE.
[[nodiscard]] std::string printable(std::string_view text);

// How many columns a terminal needs for it: Korean letters take two, combining marks none. Requires: printable text.
[[nodiscard]] int displayWidth(std::string_view text);

// Korean letters that are spelled as single sounds (jamo) put together: macOS names folders that way, and then a name
// typed elsewhere would not be found. Everything else stays as it is. Requires: a UTF-8 LC_CTYPE.
[[nodiscard]] std::string composeHangul(std::string_view text);

// Whether every byte belongs to a character. Requires: a UTF-8 LC_CTYPE.
[[nodiscard]] bool isUtf8(std::string_view text);

// Letters A to Z in lower case; everything else as it is.
[[nodiscard]] std::string asciiLower(std::string_view text);

// A whole number or a fraction without anything before or behind it; nothing otherwise.
[[nodiscard]] std::optional<double> parseNumber(std::string_view text);

// "1 picture", "3 pictures".
[[nodiscard]] std::string counted(std::size_t count, std::string_view singular, std::string_view plural);

}  // namespace dangol::enroll
