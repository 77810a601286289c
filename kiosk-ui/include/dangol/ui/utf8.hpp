#pragma once

#include <string>
#include <string_view>

namespace dangol::ui {

// Reads one code point and removes it from the front of text. A malformed sequence gives U+FFFD and consumes one byte.
// Requires: text is not empty. Reentrant.
[[nodiscard]] char32_t takeCodePoint(std::string_view& text);
void appendCodePoint(std::string& text, char32_t codePoint);

}  // namespace dangol::ui
