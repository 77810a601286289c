#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "dangol/ui/values.hpp"

namespace dangol::ui {

// Tells a reader for QR codes or badges, which types faster than anybody can and ends with Enter, from a person at a
// keyboard. Reentrant.
class CodeScanner {
 public:
  static constexpr std::chrono::milliseconds kLongestGap{60};  // between two letters of one code
  static constexpr std::size_t kShortest = 4;                  // letters; less is nobody's code
  static constexpr std::size_t kLongest = 512;                 // longer input is dropped whole

  // Requires: times that never go back.
  void letter(char32_t letter, SteadyTime at);
  // Enter: the code that it ends, or nothing.
  [[nodiscard]] std::optional<std::string> enter(SteadyTime at);

 private:
  std::string code_;
  std::size_t letters_ = 0;
  std::optional<SteadyTime> last_;
};

}  // namespace dangol::ui
