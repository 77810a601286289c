#include "reports.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

namespace dangol::enroll {
namespace {

using checkin::Presence;
using checkin::Shift;
using checkin::TimesheetDay;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::seconds;
using Align = ReportTable::Align;

constexpr std::size_t kShownId = 13;  // of somebody without a name: the time in a UUIDv7 tells people apart

std::string nameOf(const WorkingPerson& each) {
  return each.removed ? fmt::format("({})", each.person.id.value.substr(0, kShownId)) : each.person.name;
}

Cell personCell(const WorkingPerson& each) { return Cell::of(nameOf(each)); }

// Seconds are exact; hours are for people, to two decimals, half a hundredth up.
double hours(seconds duration) { return static_cast<double>((duration.count() * 100 + 1800) / 3600) / 100; }

Cell durationCell(seconds duration) {
  const std::string text = durationText(duration);
  return {{text, text}, text};
}
Cell hoursCell(seconds duration) {
  const std::string text = fmt::format("{:.2f}", hours(duration));
  return {{text, text}, hours(duration)};
}

struct Issue {
  std::string_view key;
  Words words;
};

// What is worth a look, in words.
std::vector<Issue> issuesOf(const Shift& shift) {
  std::vector<Issue> issues;
  if (!shift.end) issues.push_back({"still_in", {"still in", "근무 중"}});
  if (shift.forgottenOut) issues.push_back({"forgotten_out", {"clock-out forgotten", "퇴근 기록 없음"}});
  if (shift.longShift) issues.push_back({"long_shift", {"long shift", "장시간 근무"}});
  if (shift.restTooShort) issues.push_back({"short_rest", {"short rest", "휴식 부족"}});
  if (shift.corrected) issues.push_back({"corrected", {"corrected", "수정됨"}});
  if (shift.alert) issues.push_back({"alert", {"answer to check", "답변 확인"}});
  return issues;
}

Cell issuesCell(const std::vector<Issue>& issues) {
  Cell cell{{}, ""};
  std::string keys;
  for (const Issue& issue : issues) {
    const std::string_view comma = keys.empty() ? "" : ", ";
    cell.text.english += fmt::format("{}{}", comma, issue.words.english);
    cell.text.korean += fmt::format("{}{}", comma, issue.words.korean);
    keys += fmt::format("{}{}", keys.empty() ? "" : " ", issue.key);
  }
  cell.value = keys;
  return cell;
}

std::string tasksText(const Shift& shift) {
  std::string text;
  for (const auto& task : shift.tasks) {
    if (task.task.empty()) continue;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", task.task, durationText(task.worked));
  }
  return text;
}

Words periodWords(const Period& period) {
  const std::string text = dayText(period.from) + " – " + dayText(period.until - days{1});
  return {text, text};
}

Words roundingWords(const checkin::Rounding& rounding) {
  if (rounding.step.count() == 0) return {"Times are not rounded.", "시간은 반올림하지 않았습니다."};
  const auto step = rounding.step.count();
  switch (rounding.way) {
    case checkin::Rounding::Way::Nearest:
      return {fmt::format("Each shift's paid time is rounded to the nearest {} minutes.", step),
              fmt::format("지급 시간은 근무마다 {}분 단위로 반올림했습니다.", step)};
    case checkin::Rounding::Way::Down:
      return {fmt::format("Each shift's paid time is rounded down to {} minutes.", step),
              fmt::format("지급 시간은 근무마다 {}분 단위로 내림했습니다.", step)};
    case checkin::Rounding::Way::Up:
      return {fmt::format("Each shift's paid time is rounded up to {} minutes.", step),
              fmt::format("지급 시간은 근무마다 {}분 단위로 올림했습니다.", step)};
  }
  return {};
}

const ReportTable::Column kCode{"code", {"CODE", "사번"}};
const ReportTable::Column kName{"name", {"NAME", "이름"}};
const ReportTable::Column kDate{"date", {"DATE", "날짜"}};

void addShift(ReportTable& table, const WorkingPerson& each, const TimesheetDay& day, const Shift& shift,
              const checkin::Rounding& rounding) {
  const std::string in = minuteText(shift.start.local());
  const std::string out = shift.end ? minuteText(shift.end->local()) : "";
  const bool nextDay = shift.end && shift.end->day() != day.day;
  Cell outCell{{out + (nextDay ? " +1" : ""), out + (nextDay ? " +1" : "")}, Json()};
  if (shift.end) outCell.value = dayText(shift.end->day()) + "T" + out;
  table.rows.push_back({{Cell::of(each.person.code),
                         personCell(each),
                         Cell::of(dayText(day.day)),
                         {{in, in}, dayText(day.day) + "T" + in},
                         outCell,
                         durationCell(shift.breaks),
                         durationCell(shift.worked),
                         hoursCell(rounding.rounded(shift.worked)),
                         Cell::of(tasksText(shift)),
                         issuesCell(issuesOf(shift))}});
}

void addMisfit(ReportTable& table, const WorkingPerson& each, const checkin::AttendanceMark& mark) {
  const std::string at = minuteText(mark.moment.local());
  const std::string what(gallery::name(mark.action));
  Cell note{{fmt::format("{} at {} does not fit", what, at), fmt::format("{} {} 기록이 맞지 않음", at, what)},
            "does_not_fit"};
  table.rows.push_back(
      {{Cell::of(each.person.code), personCell(each), Cell::of(dayText(mark.moment.day())), Cell::empty(),
        Cell::empty(), Cell::empty(), Cell::empty(), Cell::empty(), Cell::empty(), std::move(note)}});
}

bool within(const gallery::Event& event, const Period& period) {
  const local_seconds local{std::chrono::floor<seconds>(event.at + event.localOffset).time_since_epoch()};
  return local >= period.from && local < period.until;
}

local_seconds localOf(const gallery::Event& event) {
  return local_seconds{std::chrono::floor<seconds>(event.at + event.localOffset).time_since_epoch()};
}

std::string textIn(const Json& detail, const char* key) {
  const auto found = detail.find(key);
  return found != detail.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Json detailOf(const gallery::Event& event) {
  Json detail = Json::parse(event.detail, nullptr, false);
  return detail.is_object() ? detail : Json::object();
}

Cell countCell(std::int64_t count) { return {{std::to_string(count), std::to_string(count)}, count}; }

}  // namespace

std::string dayText(local_days day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string minuteText(local_seconds time) {
  const std::chrono::hh_mm_ss clock{time - std::chrono::floor<days>(time)};
  return fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
}

std::string durationText(seconds duration) {
  const auto all = duration.count();
  return fmt::format("{}:{:02}:{:02}", all / 3600, all / 60 % 60, all % 60);
}

ReportTable timesheetReport(std::span<const WorkingPerson> people, const Period& period,
                            const checkin::Rounding& rounding) {
  ReportTable table;
  table.title = {"Timesheet", "근무 시간표"};
  table.notes = {periodWords(period), roundingWords(rounding)};
  table.columns = {kCode,
                   kName,
                   kDate,
                   {"in", {"IN", "출근"}},
                   {"out", {"OUT", "퇴근"}},
                   {"breaks", {"BREAKS", "휴게"}, Align::Right},
                   {"worked", {"WORKED", "근무"}, Align::Right},
                   {"paid_hours", {"PAID HOURS", "지급 시간"}, Align::Right},
                   {"tasks", {"TASKS", "업무"}},
                   {"issues", {"TO CHECK", "확인할 점"}}};
  for (const WorkingPerson& each : people) {
    const auto sheet = checkin::timesheetOf(each.history, period.from, period.until, rounding);
    if (sheet.days.empty()) continue;
    for (const TimesheetDay& day : sheet.days) {
      for (const Shift& shift : day.shifts) addShift(table, each, day, shift, rounding);
      for (const auto& mark : day.misfits) addMisfit(table, each, mark);
    }
    Cell total{{fmt::format("{} days", sheet.days.size()), fmt::format("{}일", sheet.days.size())}, nullptr};
    table.rows.push_back(
        {{Cell::of(each.person.code), personCell(each), std::move(total), Cell::empty(), Cell::empty(),
          durationCell(sheet.breaks), durationCell(sheet.worked), hoursCell(sheet.paid), Cell::empty(), Cell::empty()},
         true});
  }
  return table;
}

std::span<const std::string_view> payrollColumns() {
  static constexpr std::array<std::string_view, 7> columns{"code", "name",  "pay_code", "hours",
                                                           "from", "until", "teams"};
  return columns;
}

ReportTable payrollReport(std::span<const WorkingPerson> people, const Period& period,
                          const checkin::Rounding& rounding, const PayrollLayout& layout) {
  ReportTable table;
  table.title = {"Payroll", "급여 시간"};
  table.notes = {periodWords(period), roundingWords(rounding)};
  for (const std::string& key : layout.columns) {
    table.columns.push_back({key, {key, key}, key == "hours" ? Align::Right : Align::Left});
  }
  for (const WorkingPerson& each : people) {
    std::map<std::string, seconds> paid;
    for (const auto& day : checkin::timesheetOf(each.history, period.from, period.until, rounding).days) {
      for (const Shift& shift : day.shifts) {
        // What rounding adds or takes goes to the task that was worked on longest.
        seconds difference = rounding.rounded(shift.worked) - shift.worked;
        const auto longest = std::ranges::max_element(shift.tasks, {}, &Shift::TaskTime::worked);
        for (auto task = shift.tasks.begin(); task != shift.tasks.end(); ++task) {
          const auto code = layout.payCodeOfTask.find(task->task);
          paid[code == layout.payCodeOfTask.end() ? layout.payCode : code->second] +=
              task->worked + (task == longest ? difference : seconds{0});
        }
      }
    }
    for (const auto& [code, time] : paid) {
      const std::map<std::string, Cell> cells{{"code", Cell::of(each.person.code)},
                                              {"name", personCell(each)},
                                              {"pay_code", Cell::of(code)},
                                              {"hours", hoursCell(time)},
                                              {"from", Cell::of(dayText(period.from))},
                                              {"until", Cell::of(dayText(period.until - days{1}))},
                                              {"teams", Cell::of(each.person.teams)}};
      ReportTable::Row row;
      for (const std::string& key : layout.columns) row.cells.push_back(cells.at(key));
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

std::vector<std::string> withoutCode(std::span<const WorkingPerson> people, const Period& period) {
  std::vector<std::string> names;
  for (const WorkingPerson& each : people) {
    if (!each.person.code.empty()) continue;
    if (!checkin::timesheetOf(each.history, period.from, period.until, {}).days.empty()) names.push_back(nameOf(each));
  }
  return names;
}

ReportTable attendanceReport(std::span<const WorkingPerson> people, const Period& period,
                             const checkin::Rounding& rounding) {
  ReportTable table;
  table.title = {"Attendance", "출근 현황"};
  table.notes = {periodWords(period), {"Hours a day; ! is to be checked.", "하루 근무 시간; !는 확인이 필요합니다."}};
  table.columns = {kCode, kName};
  for (auto day = period.from; day < period.until; day += days{1}) {
    const std::string date = dayText(day);
    table.columns.push_back({date, {date.substr(8), date.substr(8)}, Align::Right});
  }
  table.columns.push_back({"hours", {"HOURS", "합계"}, Align::Right});
  for (const WorkingPerson& each : people) {
    const auto sheet = checkin::timesheetOf(each.history, period.from, period.until, rounding);
    ReportTable::Row row{{Cell::of(each.person.code), personCell(each)}};
    auto next = sheet.days.begin();
    for (auto day = period.from; day < period.until; day += days{1}) {
      if (next == sheet.days.end() || next->day != day) {
        row.cells.push_back(Cell::empty());
        continue;
      }
      Cell cell = hoursCell(next->paid);
      const bool check = !next->misfits.empty() || std::ranges::any_of(next->shifts, &Shift::forgottenOut);
      if (check) cell.text = {cell.text.english + "!", cell.text.korean + "!"};
      row.cells.push_back(std::move(cell));
      ++next;
    }
    row.cells.push_back(hoursCell(sheet.paid));
    table.rows.push_back(std::move(row));
  }
  return table;
}

ReportTable visitsReport(std::span<const gallery::Event> events, const Period& period) {
  std::set<std::string> undone;
  for (const auto& event : events) {
    if (event.type == gallery::EventType::GreetingUndone) undone.insert(textIn(detailOf(event), "undoes"));
  }
  struct Day {
    std::int64_t visits = 0;
    std::set<gallery::PersonId> people;
    std::int64_t undone = 0;
  };
  std::map<local_days, Day> byDay;
  for (const auto& event : events) {
    if (event.type != gallery::EventType::Greeted || !within(event, period)) continue;
    Day& day = byDay[std::chrono::floor<days>(localOf(event))];
    if (undone.contains(event.id.value)) {
      ++day.undone;
      continue;
    }
    ++day.visits;
    if (event.person) day.people.insert(*event.person);
  }
  ReportTable table;
  table.title = {"Visits", "방문"};
  table.notes = {periodWords(period)};
  table.columns = {kDate,
                   {"visits", {"VISITS", "방문"}, Align::Right},
                   {"people", {"PEOPLE", "사람"}, Align::Right},
                   {"taken_back", {"NOT ME", "아님"}, Align::Right}};
  Day all;
  for (const auto& [day, of] : byDay) {
    table.rows.push_back({{Cell::of(dayText(day)), countCell(of.visits),
                           countCell(static_cast<std::int64_t>(of.people.size())), countCell(of.undone)}});
    all.visits += of.visits;
    all.undone += of.undone;
    all.people.insert(of.people.begin(), of.people.end());
  }
  table.rows.push_back({{{{"total", "합계"}, nullptr},
                         countCell(all.visits),
                         countCell(static_cast<std::int64_t>(all.people.size())),
                         countCell(all.undone)},
                        true});
  return table;
}

ReportTable deniedReport(std::span<const gallery::Event> events, const Period& period) {
  ReportTable table;
  table.title = {"Denied", "거부된 시도"};
  table.notes = {periodWords(period)};
  table.columns = {kDate,
                   {"time", {"TIME", "시각"}},
                   {"method", {"METHOD", "방법"}},
                   {"place", {"PLACE", "곳"}},
                   {"why", {"WHY", "이유"}}};
  for (const auto& event : events) {
    if (event.type != gallery::EventType::Denied || !within(event, period)) continue;
    const Json detail = detailOf(event);
    const local_seconds local = localOf(event);
    table.rows.push_back(
        {{Cell::of(dayText(std::chrono::floor<days>(local))), Cell::of(minuteText(local)),
          Cell::of(textIn(detail, "method")), Cell::of(textIn(detail, "place")), Cell::of(textIn(detail, "why"))}});
  }
  return table;
}

ReportTable whoReport(std::span<const WorkingPerson> people, bool rollCall) {
  ReportTable table;
  table.title = rollCall ? Words{"Roll call", "점호 명단"} : Words{"Who is in", "근무 현황"};
  table.columns = {
      kName, kCode, {"teams", {"TEAMS", "소속"}}, {"state", {"STATE", "상태"}}, {"since", {"SINCE", "부터"}}};
  if (rollCall) table.columns.insert(table.columns.begin(), {"seen", {"SEEN", "확인"}});
  std::size_t in = 0;
  for (const WorkingPerson& each : people) {
    const Presence presence = each.history.presence;
    in += presence == Presence::Out ? 0 : 1;
    if (each.removed || (rollCall && presence == Presence::Out)) continue;
    Cell state{{}, checkin::name(presence)};
    switch (presence) {
      case Presence::Out:
        state.text = {"out", "퇴근"};
        break;
      case Presence::Working:
        state.text = {"working", "근무"};
        break;
      case Presence::OnBreak:
        state.text = {"on a break", "휴게"};
        break;
    }
    Cell since = Cell::empty();
    if (each.history.since) {
      const local_seconds local = each.history.since->local();
      const std::string text = dayText(std::chrono::floor<days>(local)) + " " + minuteText(local);
      since = Cell::of(text);
    }
    ReportTable::Row row{{personCell(each), Cell::of(each.person.code), Cell::of(each.person.teams), std::move(state),
                          std::move(since)}};
    if (rollCall) row.cells.insert(row.cells.begin(), Cell{{"☐", "☐"}, nullptr});
    table.rows.push_back(std::move(row));
  }
  table.notes = {{fmt::format("{} in", in), fmt::format("{}명", in)}};
  return table;
}

}  // namespace dangol::enroll
