// A year of 200 people against a plan that knows what it has to come to.

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "dangol/checkin/timesheet.hpp"
#include "simulated_year.hpp"

using namespace dangol;
using bench::SimulatedYear;
using std::chrono::seconds;

namespace {

std::vector<gallery::PersonId> people(int count) {
  std::vector<gallery::PersonId> ids;
  for (int i = 0; i < count; ++i) ids.push_back({std::to_string(i) + "p"});
  return ids;
}

SimulatedYear::Day dayOf(const checkin::TimesheetDay& day) {
  SimulatedYear::Day found;
  found.worked = day.worked;
  found.breaks = day.breaks;
  found.shifts = static_cast<int>(day.shifts.size());
  found.misfits = static_cast<int>(day.misfits.size());
  for (const checkin::Shift& shift : day.shifts) {
    found.forgottenOut = found.forgottenOut || shift.forgottenOut;
    found.corrected = found.corrected || shift.corrected;
    found.restTooShort = found.restTooShort || shift.restTooShort;
    found.longShift = found.longShift || shift.longShift;
  }
  return found;
}

std::map<SimulatedYear::DayOf, SimulatedYear::Day> reported(const SimulatedYear& year) {
  std::map<gallery::PersonId, std::vector<gallery::AttendanceRecord>> records;
  for (const auto* part : {&year.entries(), &year.changes()}) {
    for (const auto& record : *part) {
      records[std::visit([](const auto& each) { return each.person; }, record)].push_back(record);
    }
  }
  std::map<SimulatedYear::DayOf, SimulatedYear::Day> days;
  for (const auto& [person, theirs] : records) {
    const auto history =
        checkin::historyOf(checkin::marksOf(theirs), {}, std::chrono::sys_days{std::chrono::year{2027} / 2 / 1});
    const auto sheet = checkin::timesheetOf(history, std::chrono::local_days{std::chrono::year{2026} / 1 / 1},
                                            std::chrono::local_days{std::chrono::year{2027} / 1 / 1}, {});
    seconds worked{0};
    for (const auto& day : sheet.days) {
      days[{person, day.day}] = dayOf(day);
      worked += day.worked;
    }
    CHECK(sheet.worked == worked);
    CHECK(sheet.paid == worked);
  }
  return days;
}

}  // namespace

TEST_CASE("a year of 200 people comes to what their plan says on every day") {
  for (const std::uint32_t seed : {1U, 2U}) {
    CAPTURE(seed);
    const SimulatedYear year(people(200), seed);
    CHECK(year.entries().size() + year.changes().size() > 290'000);
    const auto found = reported(year);
    CHECK(found.size() == year.days().size());
    int wrong = 0;
    std::map<std::string, int> seen;
    for (const auto& [of, expected] : year.days()) {
      const auto day = found.find(of);
      wrong += day == found.end() || !(day->second == expected) ? 1 : 0;
      seen["forgotten"] += expected.forgottenOut ? 1 : 0;
      seen["corrected"] += expected.corrected ? 1 : 0;
      seen["misfits"] += expected.misfits > 0 ? 1 : 0;
      seen["rest"] += expected.restTooShort ? 1 : 0;
      seen["long"] += expected.longShift ? 1 : 0;
    }
    CHECK(wrong == 0);
    for (const auto& [what, times] : seen) {
      CAPTURE(what);
      CHECK(times > 50);
    }
  }
}
