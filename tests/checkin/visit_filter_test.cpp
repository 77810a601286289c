#include "dangol/checkin/visit_filter.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <chrono>
#include <map>
#include <string>
#include <utility>

#include "aborts.hpp"

namespace {

using namespace std::chrono_literals;
using dangol::checkin::Purpose;
using dangol::checkin::VisitFilter;
using dangol::gallery::PersonId;
using dangol::vision::SteadyTime;

const PersonId kMina{"mina"};
const PersonId kJoon{"joon"};
constexpr SteadyTime kStart{1000s};

#ifndef NDEBUG
TEST_CASE("VisitFilter refuses a negative window and a time that goes back where assertions are on") {
  CHECK(dangol::test::aborts([] { const VisitFilter filter(-1ms); }));
  CHECK(dangol::test::aborts([] {
    VisitFilter filter(60s);
    static_cast<void>(filter.beginsVisit(kMina, Purpose::Greeting, kStart));
    static_cast<void>(filter.beginsVisit(kMina, Purpose::Greeting, kStart - 1ms));
  }));
}
#endif

TEST_CASE("VisitFilter counts an hour at the counter as one visit") {
  VisitFilter filter(60s);
  int visits = 0;
  for (auto at = kStart; at <= kStart + 1h; at += 1s) visits += filter.beginsVisit(kMina, Purpose::Greeting, at);
  CHECK(visits == 1);
  CHECK_FALSE(filter.beginsVisit(kMina, Purpose::Greeting, kStart + 1h + 60s));
}

TEST_CASE("VisitFilter begins a second visit only when the window has passed since the last sighting") {
  VisitFilter filter(60s);
  CHECK(filter.beginsVisit(kMina, Purpose::Greeting, kStart));
  SUBCASE("at the end of the window it is the same visit") {
    CHECK_FALSE(filter.beginsVisit(kMina, Purpose::Greeting, kStart + 60s));
    CHECK_FALSE(filter.beginsVisit(kMina, Purpose::Greeting, kStart + 120s));
    CHECK(filter.beginsVisit(kMina, Purpose::Greeting, kStart + 180s + 1ms));
  }
  SUBCASE("after it, it is a new one") { CHECK(filter.beginsVisit(kMina, Purpose::Greeting, kStart + 60s + 1ms)); }
}

TEST_CASE("VisitFilter keeps two people apart") {
  VisitFilter filter(60s);
  CHECK(filter.beginsVisit(kMina, Purpose::Greeting, kStart));
  CHECK(filter.beginsVisit(kJoon, Purpose::Greeting, kStart));
  CHECK_FALSE(filter.beginsVisit(kMina, Purpose::Greeting, kStart + 50s));
  CHECK(filter.beginsVisit(kJoon, Purpose::Greeting, kStart + 70s));
  CHECK_FALSE(filter.beginsVisit(kMina, Purpose::Greeting, kStart + 70s));
}

TEST_CASE("VisitFilter keeps purposes apart") {
  VisitFilter filter(60s);
  CHECK(filter.beginsVisit(kMina, Purpose::Greeting, kStart));
  CHECK(filter.beginsVisit(kMina, Purpose::Attendance, kStart + 30s));
  CHECK(filter.beginsVisit(kMina, Purpose::Access, kStart + 30s));
  CHECK_FALSE(filter.beginsVisit(kMina, Purpose::Greeting, kStart + 30s));
  CHECK(filter.beginsVisit(kMina, Purpose::Greeting, kStart + 91s));
  CHECK(filter.beginsVisit(kMina, Purpose::Attendance, kStart + 91s));
}

TEST_CASE("VisitFilter with no window takes only sightings of the same moment together") {
  VisitFilter filter(0ms);
  CHECK(filter.beginsVisit(kMina, Purpose::Greeting, kStart));
  CHECK_FALSE(filter.beginsVisit(kMina, Purpose::Greeting, kStart));
  CHECK(filter.beginsVisit(kMina, Purpose::Greeting, kStart + 1ms));
}

TEST_CASE("VisitFilter forgets whoever was not seen within the window") {
  VisitFilter filter(60s);
  for (int i = 0; i < 10'000; ++i) {
    const auto at = kStart + i * 1s;
    CHECK(filter.beginsVisit(PersonId{std::to_string(i)}, Purpose::Greeting, at));
    CHECK(filter.remembered() <= 61);
  }
  CHECK(filter.beginsVisit(kMina, Purpose::Greeting, kStart + 24h));
  CHECK(filter.remembered() == 1);
}

TEST_CASE("VisitFilter property: answers as one that forgets nothing") {
  CHECK(rc::check([] {
    const auto window = std::chrono::milliseconds(*rc::gen::inRange(0, 20));
    VisitFilter filter(window);
    std::map<std::pair<PersonId, Purpose>, SteadyTime> lastSeen;
    auto at = kStart;
    const int sightings = *rc::gen::inRange(0, 100);
    for (int i = 0; i < sightings; ++i) {
      at += std::chrono::milliseconds(*rc::gen::inRange(0, 10));
      const PersonId person{std::string(1, *rc::gen::inRange('a', 'f'))};
      const auto purpose = *rc::gen::element(Purpose::Greeting, Purpose::Attendance, Purpose::Access);
      const auto previous = lastSeen.find({person, purpose});
      const bool expected = previous == lastSeen.end() || at - previous->second > window;
      RC_ASSERT(filter.beginsVisit(person, purpose, at) == expected);
      lastSeen[{person, purpose}] = at;
    }
  }));
}

TEST_CASE("Purpose has stable names") {
  CHECK(name(Purpose::Greeting) == "greeting");
  CHECK(name(Purpose::Attendance) == "attendance");
  CHECK(name(Purpose::Access) == "access");
}

TEST_CASE("VisitFilter lets a visit begin after a mistake was taken back and leaves other purposes alone") {
  VisitFilter filter(60s);
  CHECK(filter.beginsVisit(kMina, Purpose::Greeting, kStart));
  CHECK(filter.beginsVisit(kMina, Purpose::Attendance, kStart));
  CHECK(filter.beginsVisit(kJoon, Purpose::Greeting, kStart));
  filter.forget(kMina, Purpose::Greeting);
  filter.forget(PersonId{"nobody"}, Purpose::Greeting);
  CHECK(filter.beginsVisit(kMina, Purpose::Greeting, kStart + 1s));
  CHECK_FALSE(filter.beginsVisit(kMina, Purpose::Attendance, kStart + 1s));
  CHECK_FALSE(filter.beginsVisit(kJoon, Purpose::Greeting, kStart + 1s));
}

}  // namespace
