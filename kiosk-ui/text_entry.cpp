#include "dangol/ui/text_entry.hpp"

#include <variant>

#include "dangol/ui/utf8.hpp"

namespace dangol::ui {

void TextEntry::handle(const UiAction& action) {
  if (const auto* key = std::get_if<TypeKey>(&action)) type(key->letter);
  if (std::holds_alternative<EraseKey>(action)) erase();
  if (std::holds_alternative<ShiftKey>(action)) typed_.shift = !typed_.shift;
  if (std::holds_alternative<LayoutKey>(action)) {
    done_ += composer_.finish();
    typed_.layout = typed_.layout == KeyboardLayout::Hangul ? KeyboardLayout::Latin : KeyboardLayout::Hangul;
    typed_.shift = false;
  }
  show();
}

void TextEntry::type(char32_t letter) {
  typed_.shift = false;
  const HangulComposer before = composer_;
  std::u32string added;
  if (HangulComposer::isLetter(letter)) {
    added = composer_.type(letter);
  } else {
    if (letter < 0x20 || letter == 0x7F) return;
    added = composer_.finish() + letter;
  }
  const std::size_t length = done_.size() + added.size() + (composer_.composing() == 0 ? 0 : 1);
  if (length > kLongest) {
    composer_ = before;
    return;
  }
  done_ += added;
}

void TextEntry::erase() {
  if (composer_.erase() || done_.empty()) return;
  done_.pop_back();
}

void TextEntry::show() {
  typed_.text.clear();
  for (const char32_t c : done_) appendCodePoint(typed_.text, c);
  if (composer_.composing() != 0) appendCodePoint(typed_.text, composer_.composing());
}

std::string TextEntry::trimmed() const {
  std::string words;
  for (const char c : typed_.text) {
    if (c == ' ' && (words.empty() || words.back() == ' ')) continue;
    words += c;
  }
  if (words.ends_with(' ')) words.pop_back();
  return words;
}

}  // namespace dangol::ui
