#include "dangol/checkin/attendance.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "aborts.hpp"
#include "dangol/checkin/timesheet.hpp"

namespace {

using namespace dangol;
using namespace std::chrono_literals;
using checkin::AttendanceMark;
using checkin::AttendancePolicy;
using checkin::ClockVerdict;
using checkin::historyOf;
using checkin::marksOf;
using checkin::Presence;
using gallery::AttendanceAction;
using gallery::AttendanceCorrection;
using gallery::AttendanceEntry;
using gallery::AttendanceRecord;
using gallery::AttendanceUndo;
using gallery::EventId;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_seconds;
using Action = AttendanceAction;

const gallery::PersonId kMina{"mina"};

// 2 March 2026, so many hours and minutes after midnight UTC.
sys_seconds at(int hour, int minute = 0) {
  return std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours{hour} + minutes{minute};
}

class Records {
 public:
  EventId entry(Action action, sys_seconds when, minutes offset = 9h, const std::string& task = "") {
    const EventId id{std::to_string(all.size()) + "e"};
    all.emplace_back(AttendanceEntry{id, kMina, when, offset, action, gallery::Method::Face, task, "", false});
    return id;
  }
  void undo(const EventId& id, sys_seconds when) {
    all.emplace_back(AttendanceUndo{{std::to_string(all.size()) + "u"}, kMina, when, 9h, id});
  }
  EventId correct(std::optional<EventId> replaces, std::optional<AttendanceCorrection::Entry> entry) {
    const EventId id{std::to_string(all.size()) + "c"};
    all.emplace_back(
        AttendanceCorrection{id, kMina, at(100), 9h, {}, "as told", std::move(replaces), std::move(entry)});
    return id;
  }
  [[nodiscard]] checkin::AttendanceHistory history(sys_seconds now, const AttendancePolicy& policy = {}) const {
    return historyOf(marksOf(all), policy, now);
  }
  std::vector<AttendanceRecord> all;
};

#ifndef NDEBUG
TEST_CASE("attendance with a limit that makes no sense is refused where assertions are on") {
  AttendancePolicy policy;
  policy.forgottenAfter = 0min;
  CHECK(dangol::test::aborts([&] { static_cast<void>(historyOf({}, policy, at(0))); }));
}
#endif

TEST_CASE("what does not fit is passed over and named") {
  Records records;
  records.entry(Action::ClockOut, at(1));
  records.entry(Action::BreakStart, at(2));
  records.entry(Action::ChangeTask, at(2, 30), 9h, "bar");
  records.entry(Action::ClockIn, at(3));
  records.entry(Action::BreakEnd, at(4));
  records.entry(Action::ClockIn, at(5));
  records.entry(Action::ClockOut, at(6));
  const auto history = records.history(at(10));
  CHECK(history.misfits.size() == 5);
  REQUIRE(history.shifts.size() == 1);
  CHECK(history.shifts[0].worked == 3h);
  CHECK(history.presence == Presence::Out);
}

TEST_CASE("nobody who never came is in") {
  const auto history = historyOf({}, {}, at(0));
  CHECK(history.presence == Presence::Out);
  CHECK_FALSE(history.since);
  CHECK(checkin::nextActions(history.presence) == std::vector{Action::ClockIn});
}

TEST_CASE("a shift with a break counts both") {
  Records records;
  records.entry(Action::ClockIn, at(0));
  records.entry(Action::BreakStart, at(3));
  records.entry(Action::BreakEnd, at(3, 45));
  records.entry(Action::ClockOut, at(8));
  const auto history = records.history(at(9));
  REQUIRE(history.shifts.size() == 1);
  CHECK(history.shifts[0].worked == 7h + 15min);
  CHECK(history.shifts[0].breaks == 45min);
  CHECK(history.misfits.empty());
}

TEST_CASE("going home ends the break") {
  Records records;
  records.entry(Action::ClockIn, at(0));
  records.entry(Action::BreakStart, at(3));
  records.entry(Action::ClockOut, at(4));
  const auto history = records.history(at(9));
  CHECK(history.shifts[0].worked == 3h);
  CHECK(history.shifts[0].breaks == 1h);
}

TEST_CASE("a forgotten clock-out ends at the limit whether somebody comes again or not") {
  Records records;
  records.entry(Action::ClockIn, at(0));
  CHECK(records.history(at(15)).presence == Presence::Working);
  const auto ended = records.history(at(15, 1));
  CHECK(ended.presence == Presence::Out);
  REQUIRE(ended.shifts.size() == 1);
  CHECK(ended.shifts[0].forgottenOut);
  CHECK(ended.shifts[0].longShift);
  CHECK(ended.shifts[0].end->at == at(15));

  records.entry(Action::ClockIn, at(24));
  const auto next = records.history(at(25));
  REQUIRE(next.shifts.size() == 2);
  CHECK(next.shifts[0].forgottenOut);
  CHECK(next.shifts[1].restTooShort);  // 9 hours after what is taken for its end
  CHECK(next.presence == Presence::Working);
}

TEST_CASE("a clock-out after the limit fits nothing and a correction repairs the day") {
  Records records;
  records.entry(Action::ClockIn, at(0));
  const EventId late = records.entry(Action::ClockOut, at(16));
  const auto before = records.history(at(30));
  CHECK(before.shifts[0].forgottenOut);
  CHECK(before.misfits.size() == 1);

  records.correct(late, AttendanceCorrection::Entry{at(9), 9h, Action::ClockOut});
  const auto after = records.history(at(30));
  CHECK(after.misfits.empty());
  REQUIRE(after.shifts.size() == 1);
  CHECK(after.shifts[0].worked == 9h);
  CHECK(after.shifts[0].corrected);
  CHECK_FALSE(after.shifts[0].forgottenOut);
}

TEST_CASE("a correction can be corrected and one that only takes away leaves nothing") {
  Records records;
  const EventId in = records.entry(Action::ClockIn, at(0));
  records.entry(Action::ClockOut, at(8));
  const EventId first = records.correct(in, AttendanceCorrection::Entry{at(1), 9h, Action::ClockIn});
  CHECK(records.history(at(9)).shifts[0].worked == 7h);
  const EventId second = records.correct(first, AttendanceCorrection::Entry{at(2), 9h, Action::ClockIn});
  CHECK(records.history(at(9)).shifts[0].worked == 6h);
  records.correct(second, {});
  CHECK(records.history(at(9)).shifts.empty());
  CHECK(records.history(at(9)).misfits.size() == 1);
}

TEST_CASE("taking back what is not there changes nothing") {
  Records records;
  records.undo({"7e"}, at(0));
  records.entry(Action::ClockIn, at(0));
  const EventId out = records.entry(Action::ClockOut, at(1));
  records.undo(out, at(1, 1));
  records.undo(out, at(1, 1));
  records.undo({"nothing"}, at(1, 1));
  const auto history = records.history(at(2));
  CHECK(history.presence == Presence::Working);
  CHECK(history.misfits.empty());
}

TEST_CASE("touching twice is touching once") {
  Records records;
  records.entry(Action::ClockIn, at(0));
  records.entry(Action::ClockIn, at(0) + 60s);
  CHECK(records.history(at(1)).misfits.empty());
  records.entry(Action::ClockIn, at(0) + 61s);
  CHECK(records.history(at(1)).misfits.size() == 1);
}

TEST_CASE("a night belongs to the day on which it began and daylight saving takes no hour of it") {
  // Central Europe, 29 March 2026: 02:00 becomes 03:00 at 01:00 UTC.
  const sys_seconds evening = std::chrono::sys_days{std::chrono::year{2026} / 3 / 28} + 21h;
  Records records;
  records.entry(Action::ClockIn, evening, 1h);
  records.entry(Action::ClockOut, evening + 8h, 2h);
  const auto history = records.history(evening + 9h);
  const auto sheet = checkin::timesheetOf(history, std::chrono::local_days{std::chrono::year{2026} / 3 / 28},
                                          std::chrono::local_days{std::chrono::year{2026} / 3 / 29}, {});
  REQUIRE(sheet.days.size() == 1);
  CHECK(sheet.worked == 8h);
  CHECK(sheet.days[0].shifts[0].start.local().time_since_epoch() % 24h == 22h);
  CHECK(sheet.days[0].shifts[0].end->local().time_since_epoch() % 24h == 7h);
}

TEST_CASE("rest counts between days and not between two shifts of one") {
  Records records;
  records.entry(Action::ClockIn, at(0));
  records.entry(Action::ClockOut, at(4));
  records.entry(Action::ClockIn, at(8));
  records.entry(Action::ClockOut, at(14));
  records.entry(Action::ClockIn, at(24));
  const auto history = records.history(at(24));
  REQUIRE(history.shifts.size() == 3);
  CHECK_FALSE(history.shifts[1].restTooShort);
  CHECK(history.shifts[2].restTooShort);
}

TEST_CASE("tasks share a shift's work between them") {
  Records records;
  records.entry(Action::ClockIn, at(0), 9h, "bar");
  records.entry(Action::ChangeTask, at(2), 9h, "kitchen");
  records.entry(Action::BreakStart, at(3));
  records.entry(Action::BreakEnd, at(4));
  records.entry(Action::ChangeTask, at(5), 9h, "bar");
  records.entry(Action::ClockOut, at(8));
  const auto history = records.history(at(9));
  const std::vector<checkin::Shift::TaskTime> expected{{"bar", 5h}, {"kitchen", 2h}};
  CHECK(history.shifts[0].tasks == expected);
}

TEST_CASE("the same again within the window or against the state or a clock set back is not recorded") {
  Records records;
  records.entry(Action::ClockIn, at(1));
  const auto soon = records.history(at(1) + 30s);
  CHECK(checkin::judge(soon, Action::ClockIn, {}, at(1) + 30s) == ClockVerdict::Duplicate);
  CHECK(checkin::judge(soon, Action::ClockOut, {}, at(1) + 30s) == ClockVerdict::Fine);
  const auto later = records.history(at(3));
  CHECK(checkin::judge(later, Action::ClockIn, {}, at(3)) == ClockVerdict::DoesNotFit);
  CHECK(checkin::judge(later, Action::BreakEnd, {}, at(3)) == ClockVerdict::DoesNotFit);
  CHECK(checkin::judge(records.history(at(0)), Action::ClockOut, {}, at(0)) == ClockVerdict::ClockWentBack);
}

TEST_CASE("rounding is off unless asked for and goes the way that is said") {
  using checkin::Rounding;
  CHECK(Rounding{}.rounded(7h + 7min + 29s) == 7h + 7min + 29s);
  const Rounding nearest{15min, Rounding::Way::Nearest};
  CHECK(nearest.rounded(7h + 7min + 29s) == 7h);
  CHECK(nearest.rounded(7h + 7min + 30s) == 7h + 15min);
  CHECK(Rounding{15min, Rounding::Way::Down}.rounded(7h + 14min + 59s) == 7h);
  CHECK(Rounding{15min, Rounding::Way::Up}.rounded(7h + 1s) == 7h + 15min);
  CHECK(Rounding{15min, Rounding::Way::Up}.rounded(7h) == 7h);
}

// Marks on whole minutes, as they come.
std::vector<AttendanceMark> anyMarks() {
  std::vector<AttendanceMark> marks;
  sys_seconds when = at(0);
  for (int i = 0, count = *rc::gen::inRange(0, 14); i < count; ++i) {
    when += minutes{*rc::gen::inRange(0, 300)};
    marks.push_back(
        {{std::to_string(i)},
         {when, minutes{*rc::gen::element(0, 60, 120, -300)}},
         *rc::gen::element(Action::ClockIn, Action::ClockOut, Action::BreakStart, Action::BreakEnd, Action::ChangeTask),
         *rc::gen::element(std::string("bar"), std::string("kitchen"))});
  }
  return marks;
}

TEST_CASE("every minute of a shift is work or a break as somebody who looked then would have said") {
  const AttendancePolicy policy{.forgottenAfter = 6h, .duplicateWindow = 60s};
  rc::check([&] {
    const auto marks = anyMarks();
    const sys_seconds now = marks.empty() ? at(1) : marks.back().moment.at + 7h;
    const auto history = historyOf(marks, policy, now);
    seconds working{0};
    seconds onBreak{0};
    std::vector<AttendanceMark> soFar;
    std::size_t next = 0;
    for (sys_seconds minute = at(0); minute < now; minute += 1min) {
      while (next < marks.size() && marks[next].moment.at <= minute) soFar.push_back(marks[next++]);
      // Whoever is forgotten is so from the limit on.
      const Presence presence = historyOf(soFar, policy, minute + 1s).presence;
      if (presence == Presence::Working) working += 60s;
      if (presence == Presence::OnBreak) onBreak += 60s;
    }
    for (const auto& shift : history.shifts) {
      RC_ASSERT(shift.end.has_value());
      RC_ASSERT(shift.worked + shift.breaks == shift.end->at - shift.start.at);
      seconds tasks{0};
      for (const auto& task : shift.tasks) tasks += task.worked;
      RC_ASSERT(tasks == shift.worked);
      RC_ASSERT(shift.worked + shift.breaks <= policy.forgottenAfter);
      working -= shift.worked;
      onBreak -= shift.breaks;
    }
    RC_ASSERT(working == 0s);
    RC_ASSERT(onBreak == 0s);
  });
}

TEST_CASE("what the clocks on the wall say changes no duration") {
  rc::check([] {
    auto marks = anyMarks();
    const auto now = at(200);
    const auto before = historyOf(marks, {}, now);
    for (auto& mark : marks) mark.moment.offset = 0min;
    const auto after = historyOf(marks, {}, now);
    RC_ASSERT(before.shifts.size() == after.shifts.size());
    for (std::size_t i = 0; i < before.shifts.size(); ++i) {
      RC_ASSERT(before.shifts[i].worked == after.shifts[i].worked);
      RC_ASSERT(before.shifts[i].breaks == after.shifts[i].breaks);
    }
  });
}

TEST_CASE("what judge allows always fits when it is recorded") {
  rc::check([] {
    auto marks = anyMarks();
    const sys_seconds now = (marks.empty() ? at(0) : marks.back().moment.at) + minutes{*rc::gen::inRange(0, 1000)};
    const auto action = *rc::gen::element(Action::ClockIn, Action::ClockOut, Action::BreakStart, Action::BreakEnd);
    const auto before = historyOf(marks, {}, now);
    const auto verdict = checkin::judge(before, action, {}, now);
    marks.push_back({{"new"}, {now, 0min}, action});
    const auto after = historyOf(marks, {}, now);
    if (verdict == ClockVerdict::Fine) RC_ASSERT(after.misfits.size() == before.misfits.size());
    if (verdict == ClockVerdict::Fine) RC_ASSERT(after.presence != before.presence);
    if (verdict == ClockVerdict::DoesNotFit) RC_ASSERT(after.presence == before.presence);
  });
}

}  // namespace
