#include "dangol/ui/admin_wording.hpp"

#include <doctest/doctest.h>

#include "dangol/ui/wording.hpp"

using namespace dangol::ui;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::minutes kSeoul{540};
const WallTime kEightThirteen = std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + 8h + 13min - kSeoul;

}  // namespace

TEST_CASE("a time of the day in both languages") {
  CHECK(timeWords(Language::Korean, kEightThirteen, kSeoul) == "오전 8:13");
  CHECK(timeWords(Language::English, kEightThirteen, kSeoul) == "8:13 AM");
}

TEST_CASE("what somebody at work does and since when") {
  CHECK(workStateWords(Language::Korean, WorkState::In, kEightThirteen, kSeoul) == "오전 8:13부터 근무 중");
  CHECK(workStateWords(Language::English, WorkState::OnBreak, kEightThirteen, kSeoul) == "On a break since 8:13 AM");
  CHECK(workStateWords(Language::English, WorkState::Out, kEightThirteen, kSeoul) == "Not at work");
  CHECK(workStateWords(Language::Korean, WorkState::In, std::nullopt, kSeoul) == "근무 중");
}

TEST_CASE("rewards take the particle of what they are") {
  CHECK(rewardWords(Language::Korean, {"쿠키", 0}) == "오늘은 쿠키를 드려요.");
  CHECK(rewardWords(Language::Korean, {"아메리카노 한 잔", 3}) == "3번 더 오시면 아메리카노 한 잔을 드려요.");
  CHECK(rewardWords(Language::English, {"a cookie", 2}) == "Just 2 more until a cookie.");
  CHECK(rewardShortWords(Language::Korean, {"쿠키", 0}) == "오늘 쿠키");
}

TEST_CASE("events of people who were forgotten since name nobody") {
  using Kind = AdminEventsScreen::Kind;
  CHECK(eventWords(Language::English, Kind::Greeted, "Sample Regular") == "Greeted Sample Regular");
  CHECK(eventWords(Language::English, Kind::Greeted, "") == "Greeted somebody");
  CHECK(eventWords(Language::Korean, Kind::Refused, "김단골") == "문을 열지 않았어요");
}

TEST_CASE("one is not many") {
  CHECK(peopleCountWords(Language::English, 1) == "1 person");
  CHECK(peopleCountWords(Language::English, 0) == "0 people");
  CHECK(eventCountWords(Language::English, 1) == "1 event");
  CHECK(eventCountWords(Language::Korean, 7) == "7건");
}

TEST_CASE("a wrong and a locked PIN have words and nothing wrong has none") {
  CHECK(pinProblemWords(Language::Korean, PinScreen::Problem::None, 0).empty());
  CHECK(pinProblemWords(Language::English, PinScreen::Problem::Wrong, 0) == "That PIN is not right. Please try again.");
  CHECK(pinProblemWords(Language::English, PinScreen::Problem::Locked, 27) ==
        "Too many tries. Please wait 27 seconds.");
}

TEST_CASE("latency is told only once it was measured") {
  AdminDiagnosticsScreen::Histogram histogram;
  CHECK(latencyWords(Language::English, histogram) == "Not measured yet");
  histogram.count = 12;
  histogram.p50_ms = 411.6;
  histogram.p95_ms = 880;
  CHECK(latencyWords(Language::English, histogram) == "12 times · half within 412 ms · 95% within 880 ms");
}
