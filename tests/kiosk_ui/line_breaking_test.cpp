#include "dangol/ui/line_breaking.hpp"

#include <doctest/doctest.h>

#include <string>

#include "dangol/ui/utf8.hpp"

using dangol::ui::breakLines;
using dangol::ui::breakLinesEvenly;
using dangol::ui::ellipsise;
using Lines = std::vector<std::string>;

namespace {

// Every letter is one wide.
float letters(std::string_view text) {
  float count = 0;
  while (!text.empty()) {
    static_cast<void>(dangol::ui::takeCodePoint(text));
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("empty text is one empty line") {
  CHECK(breakLines("", 10, 3, letters) == Lines{""});
  CHECK(breakLines("   ", 10, 3, letters) == Lines{""});
}

TEST_CASE("no room at all still gives one letter a line and ends") {
  CHECK(breakLines("가나다", 0, 5, letters) == Lines{"가", "나", "다"});
}

TEST_CASE("a word longer than a line is broken between letters and never inside one") {
  CHECK(breakLines("가나다라마바사", 3, 5, letters) == Lines{"가나다", "라마바", "사"});
}

TEST_CASE("what does not fit the last line is ellipsised") {
  CHECK(breakLines("하나 둘 셋 넷 다섯", 4, 2, letters) == Lines{"하나 둘", "셋 넷…"});
  CHECK(breakLines("하나\n둘\n셋", 9, 2, letters) == Lines{"하나", "둘 셋"});
  CHECK(ellipsise("단골손님", 3, letters) == "단골…");
  CHECK(ellipsise("단골", 3, letters) == "단골");
  CHECK(ellipsise("단골손님", 0, letters) == "…");
}

TEST_CASE("Korean breaks at spaces and not inside words") {
  CHECK(breakLines("얼굴은 이 기기 안에서만", 8, 3, letters) == Lines{"얼굴은 이 기기", "안에서만"});
}

TEST_CASE("lines neither begin nor end with a space") {
  CHECK(breakLines("  하나   둘  ", 3, 3, letters) == Lines{"하나", "둘"});
}

TEST_CASE("no word is left alone when the lines can be even") {
  CHECK(breakLines("가나 다라 마바 사", 8, 3, letters) == Lines{"가나 다라 마바", "사"});
  CHECK(breakLinesEvenly("가나 다라 마바 사", 8, 3, letters) == Lines{"가나 다라", "마바 사"});
}

TEST_CASE("evening out never breaks a word that fits") {
  CHECK(breakLinesEvenly("가나다라마바 사", 6, 3, letters) == Lines{"가나다라마바", "사"});
}

TEST_CASE("sentences get lines of their own when that takes no more lines") {
  CHECK(breakLinesEvenly("어두워요. 밝은 쪽으로", 10, 3, letters) == Lines{"어두워요.", "밝은 쪽으로"});
  CHECK(breakLinesEvenly("짧아요. 네", 10, 3, letters) == Lines{"짧아요. 네"});
  CHECK(breakLinesEvenly("네. 하나 둘 셋 넷", 7, 2, letters) == Lines{"네. 하나", "둘 셋 넷"});
}
