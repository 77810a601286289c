#include "dangol/ui/text_entry.hpp"

#include <doctest/doctest.h>

#include <string_view>

using namespace dangol::ui;

namespace {

void type(TextEntry& entry, std::u32string_view letters) {
  for (const char32_t letter : letters) entry.handle(TypeKey{letter});
}

}  // namespace

TEST_CASE("what is typed is shown while it is composed") {
  TextEntry entry;
  type(entry, U"ㄱㅣ");
  CHECK(entry.typed().text == "기");
  type(entry, U"ㅁ ㄷ");
  CHECK(entry.typed().text == "김 ㄷ");
}

TEST_CASE("erasing takes strokes of the open syllable and then whole letters") {
  TextEntry entry;
  type(entry, U"ㄱㅏㄴㅏㄷ");
  CHECK(entry.typed().text == "가낟");
  for (const char* left : {"가나", "가ㄴ", "가", "", ""}) {
    entry.handle(EraseKey{});
    CHECK(entry.typed().text == left);
  }
}

TEST_CASE("changing the layout ends the syllable and the shift") {
  TextEntry entry;
  type(entry, U"ㄱㅏ");
  entry.handle(ShiftKey{});
  CHECK(entry.typed().shift);
  entry.handle(LayoutKey{});
  CHECK(entry.typed().layout == KeyboardLayout::Latin);
  CHECK_FALSE(entry.typed().shift);
  entry.handle(LayoutKey{});
  type(entry, U"ㄴ");
  CHECK(entry.typed().text == "가ㄴ");
}

TEST_CASE("shift is for one letter") {
  TextEntry entry(KeyboardLayout::Latin);
  entry.handle(ShiftKey{});
  type(entry, U"S");
  CHECK_FALSE(entry.typed().shift);
}

TEST_CASE("no more than forty letters and no control characters") {
  TextEntry entry;
  for (int i = 0; i < 60; ++i) type(entry, U"ㄱㅏ");
  CHECK(entry.typed().text.size() == 40 * 3);
  TextEntry other;
  type(other, U"\n\t\x7F");
  CHECK(other.typed().text.empty());
}

TEST_CASE("spaces at the ends and double ones are not part of a name") {
  TextEntry entry(KeyboardLayout::Latin);
  type(entry, U"  Sample   Regular  ");
  CHECK(entry.trimmed() == "Sample Regular");
  CHECK(TextEntry().trimmed().empty());
}

TEST_CASE("other actions change nothing") {
  TextEntry entry;
  type(entry, U"ㄱ");
  entry.handle(Dismiss{});
  entry.handle(PinDigit{1});
  CHECK(entry.typed().text == "ㄱ");
}
