#include "dangol/ui/wording.hpp"

#include <doctest/doctest.h>

using namespace dangol::ui;
using namespace std::chrono_literals;

namespace {

WallTime utc(int hour, int minute) {
  return std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + std::chrono::hours(hour) +
         std::chrono::minutes(minute);
}

}  // namespace

TEST_CASE("a name that cannot be drawn is greeted as a guest") {
  CHECK(greetingWords(Language::Korean, "", false, {}, DayPart::Morning).name == "단골손님");
  CHECK(greetingWords(Language::English, "", false, {}, DayPart::Morning).name == "Dear regular");
}

TEST_CASE("a hidden name appears nowhere") {
  const auto words = greetingWords(Language::Korean, "김단골", true, 12, DayPart::Morning);
  for (const auto& part : {words.salutation, words.name, words.sentence}) {
    CHECK(part.find("김단골") == std::string::npos);
  }
}

TEST_CASE("braces in a name are only letters") {
  CHECK(greetingWords(Language::English, "{visit}", false, 3, DayPart::Noon).name == "{visit}");
}

TEST_CASE("a greeting is courteous and counts the visit") {
  const auto korean = greetingWords(Language::Korean, "김단골", false, 12, DayPart::Morning);
  CHECK(korean.salutation == "좋은 아침이에요");
  CHECK(korean.name == "김단골 님");
  CHECK(korean.sentence == "다시 만나서 반가워요. 오늘이 12번째 방문이에요.");
  const auto english = greetingWords(Language::English, "Sample Regular", false, 22, DayPart::Evening);
  CHECK(english.salutation == "Good evening");
  CHECK(english.name == "Sample Regular");
  CHECK(english.sentence == "Lovely to see you again. This is your 22nd visit.");
  CHECK(greetingWords(Language::English, "Sample Regular", false, 1, DayPart::Noon).sentence ==
        "Nice to meet you. See you again soon.");
  CHECK(greetingWords(Language::English, "Sample Regular", false, {}, DayPart::Noon).sentence ==
        "Lovely to see you again.");
}

TEST_CASE("the part of the day is the local one") {
  CHECK(dayPart(utc(20, 0), 9h) == DayPart::Morning);  // 05:00 on the next day in Seoul
  CHECK(dayPart(utc(19, 59), 9h) == DayPart::Night);
  CHECK(dayPart(utc(10, 59), 0h) == DayPart::Morning);
  CHECK(dayPart(utc(11, 0), 0h) == DayPart::Noon);
  CHECK(dayPart(utc(14, 0), 0h) == DayPart::Afternoon);
  CHECK(dayPart(utc(18, 0), 0h) == DayPart::Evening);
  CHECK(dayPart(utc(22, 0), 0h) == DayPart::Night);
  CHECK(dayPart(utc(2, 0), -5h) == DayPart::Evening);
}

TEST_CASE("the clock counts to twelve twice") {
  CHECK(clockWords(Language::Korean, utc(15, 0), 9h).time == "12:00");
  CHECK(clockWords(Language::Korean, utc(15, 0), 9h).half == "오전");
  CHECK(clockWords(Language::English, utc(12, 5), 0h).time == "12:05");
  CHECK(clockWords(Language::English, utc(12, 5), 0h).half == "PM");
  CHECK(clockWords(Language::English, utc(23, 59), 0h).time == "11:59");
}

TEST_CASE("the date is the local one") {
  CHECK(dateWords(Language::Korean, utc(14, 59), 9h) == "11월 21일 토요일");
  CHECK(dateWords(Language::Korean, utc(15, 0), 9h) == "11월 22일 일요일");
  CHECK(dateWords(Language::English, utc(14, 59), 9h) == "Saturday, 21 November");
}

TEST_CASE("English ordinals") {
  CHECK(englishOrdinal(1) == "1st");
  CHECK(englishOrdinal(2) == "2nd");
  CHECK(englishOrdinal(3) == "3rd");
  CHECK(englishOrdinal(4) == "4th");
  CHECK(englishOrdinal(10) == "10th");
  CHECK(englishOrdinal(11) == "11th");
  CHECK(englishOrdinal(12) == "12th");
  CHECK(englishOrdinal(13) == "13th");
  CHECK(englishOrdinal(21) == "21st");
  CHECK(englishOrdinal(112) == "112th");
}

TEST_CASE("the status line leaves out a latency that was not measured") {
  StatusFigures status{"0.1.0", 29.7, 124, 0ms};
  CHECK(statusWords(Language::English, status) == "0.1.0 · 30 fps · 124 people");
  status.latency = 640ms;
  CHECK(statusWords(Language::Korean, status) == "0.1.0 · 초당 30장 · 124명 · 640 ms");
}
