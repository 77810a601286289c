#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dangol::ui {

// The width of a piece of text, in any unit.
using MeasureText = std::function<float(std::string_view)>;

// Breaks text into lines no wider than width: at spaces, and inside a word only when that word alone is wider than a
// line. A newline always breaks. The last of max_lines lines is ellipsised when there is more. Ensures: at least one
// line (empty for empty text); no line begins or ends with a space; UTF-8 sequences stay whole. Requires: max_lines
// >= 1.
[[nodiscard]] std::vector<std::string> breakLines(std::string_view text, float width, std::size_t max_lines,
                                                  const MeasureText& measure);

// As breakLines, but in as few lines: a line a sentence where that takes no more of them, else all lines about equally
// long, so that no word is left alone on the last one.
[[nodiscard]] std::vector<std::string> breakLinesEvenly(std::string_view text, float width, std::size_t max_lines,
                                                        const MeasureText& measure);

// The text, or as much of its beginning as fits together with "…".
[[nodiscard]] std::string ellipsise(std::string_view text, float width, const MeasureText& measure);

}  // namespace dangol::ui
