#include "dangol/ui/hangul_composer.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using dangol::ui::HangulComposer;

namespace {

std::u32string typed(std::u32string_view letters) {
  HangulComposer composer;
  std::u32string text;
  for (const char32_t letter : letters) text += composer.type(letter);
  return text + composer.finish();
}

}  // namespace

TEST_CASE("letters come together to syllables") {
  CHECK(typed(U"") == U"");
  CHECK(typed(U"ㄱ") == U"ㄱ");
  CHECK(typed(U"ㅏ") == U"ㅏ");
  CHECK(typed(U"ㄱㅏ") == U"가");
  CHECK(typed(U"ㄱㅣㅁㄷㅏㄴㄱㅗㄹ") == U"김단골");
  CHECK(typed(U"ㅎㅣㅎ") == U"힣");
}

TEST_CASE("a final consonant goes over to the next vowel") {
  CHECK(typed(U"ㅇㅏㄴㅏ") == U"아나");
  CHECK(typed(U"ㄷㅏㄹㄱㅣ") == U"달기");
  CHECK(typed(U"ㄷㅏㄹㄱㄱㅣ") == U"닭기");
  CHECK(typed(U"ㅇㅓㅂㅅㅓ") == U"업서");
  CHECK(typed(U"ㅇㅓㅂㅅㅇㅓ") == U"없어");
}

TEST_CASE("vowels and finals of two strokes") {
  CHECK(typed(U"ㄱㅗㅏ") == U"과");
  CHECK(typed(U"ㅇㅡㅣㅅㅏ") == U"의사");
  CHECK(typed(U"ㅇㅜㅓㄴ") == U"원");
  CHECK(typed(U"ㅂㅜㅔㄹㄱ") == U"뷁");
  CHECK(typed(U"ㄱㅏㅏ") == U"가ㅏ");
  CHECK(typed(U"ㅗㅏ") == U"ㅘ");
}

TEST_CASE("doubled consonants end a syllable only where they can") {
  CHECK(typed(U"ㅇㅣㅆ") == U"있");
  CHECK(typed(U"ㅇㅣㅆㅇㅓ") == U"있어");
  CHECK(typed(U"ㅇㅏㅃㅏ") == U"아빠");
  CHECK(typed(U"ㄱㄱ") == U"ㄱㄱ");
  CHECK(typed(U"ㄲㅏㄲ") == U"깎");
}

TEST_CASE("a cluster alone begins no syllable") { CHECK(typed(U"ㄳㅏ") == U"ㄳㅏ"); }

TEST_CASE("erasing takes one stroke at a time") {
  HangulComposer composer;
  CHECK_FALSE(composer.erase());
  for (const char32_t letter : std::u32string_view(U"ㅂㅜㅔㄹㄱ")) CHECK(composer.type(letter).empty());
  CHECK(composer.composing() == U'뷁');
  for (const char32_t left : std::u32string_view(U"뷀붸부ㅂ")) {
    CHECK(composer.erase());
    CHECK(composer.composing() == left);
  }
  CHECK(composer.erase());
  CHECK(composer.composing() == 0);
  CHECK_FALSE(composer.erase());
}

TEST_CASE("every syllable can be typed and erased to nothing") {
  // Each initial, vowel and single final; what is typed is what Unicode computes.
  const std::u32string_view initials = U"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
  const std::u32string_view vowels = U"ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
  const std::u32string_view finals = U"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
  char32_t expected = U'가';
  int wrong = 0;
  for (const char32_t initial : initials) {
    for (const char32_t vowel : vowels) {
      wrong += typed(std::u32string{initial, vowel}) == std::u32string(1, expected++) ? 0 : 1;
      for (const char32_t last : finals) {
        wrong += typed(std::u32string{initial, vowel, last}) == std::u32string(1, expected++) ? 0 : 1;
      }
    }
  }
  CHECK(wrong == 0);
  CHECK(expected == U'힣' + 1);
}
