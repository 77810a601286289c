#include "dangol/ui/code_scanner.hpp"

#include <utility>

#include "dangol/ui/utf8.hpp"

namespace dangol::ui {

void CodeScanner::letter(char32_t letter, SteadyTime at) {
  if (last_ && at - *last_ > kLongestGap) {
    code_.clear();
    letters_ = 0;
  }
  last_ = at;
  if (++letters_ <= kLongest) appendCodePoint(code_, letter);
}

std::optional<std::string> CodeScanner::enter(SteadyTime at) {
  const bool inTime = last_ && at - *last_ <= kLongestGap;
  const std::size_t letters = std::exchange(letters_, 0);
  std::string code = std::exchange(code_, {});
  last_.reset();
  if (!inTime || letters < kShortest || letters > kLongest) return std::nullopt;
  return code;
}

}  // namespace dangol::ui
