#pragma once

#include <cstddef>
#include <string>

#include "dangol/ui/actions.hpp"
#include "dangol/ui/hangul_composer.hpp"
#include "dangol/ui/values.hpp"

namespace dangol::ui {

// A line of text that is typed letter by letter, with Hangul put together on the way. Reentrant.
class TextEntry {
 public:
  static constexpr std::size_t kLongest = 40;  // code points; more is not taken

  explicit TextEntry(KeyboardLayout layout = KeyboardLayout::Hangul) { typed_.layout = layout; }

  // Letters, erasing, shift and layout change the text; every other action does nothing.
  void handle(const UiAction& action);

  // As it is to be shown.
  [[nodiscard]] const TypedText& typed() const { return typed_; }
  // Without spaces at its ends and without two in a row.
  [[nodiscard]] std::string trimmed() const;

 private:
  void type(char32_t letter);
  void erase();
  void show();

  std::u32string done_;
  HangulComposer composer_;
  TypedText typed_;
};

}  // namespace dangol::ui
