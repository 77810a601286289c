#include "dangol/checkin/timesheet.hpp"

#include <cassert>
#include <map>
#include <utility>

namespace dangol::checkin {

std::chrono::seconds Rounding::rounded(std::chrono::seconds worked) const {
  assert(step.count() >= 0 && worked.count() >= 0);
  const auto step_s = std::chrono::seconds{step}.count();
  if (step_s == 0) return worked;
  const auto whole = worked.count() / step_s;
  const auto rest = worked.count() % step_s;
  switch (way) {
    case Way::Nearest:
      return std::chrono::seconds{(whole + (2 * rest >= step_s ? 1 : 0)) * step_s};
    case Way::Down:
      return std::chrono::seconds{whole * step_s};
    case Way::Up:
      return std::chrono::seconds{(whole + (rest > 0 ? 1 : 0)) * step_s};
  }
  return worked;
}

Timesheet timesheetOf(const AttendanceHistory& history, std::chrono::local_days from, std::chrono::local_days until,
                      const Rounding& rounding) {
  std::map<std::chrono::local_days, TimesheetDay> days;
  const auto within = [&](std::chrono::local_days day) { return day >= from && day < until; };
  for (const Shift& shift : history.shifts) {
    if (within(shift.start.day())) days[shift.start.day()].shifts.push_back(shift);
  }
  for (const AttendanceMark& mark : history.misfits) {
    if (within(mark.moment.day())) days[mark.moment.day()].misfits.push_back(mark);
  }
  Timesheet sheet;
  for (auto& [date, day] : days) {
    day.day = date;
    for (const Shift& shift : day.shifts) {
      day.worked += shift.worked;
      day.paid += rounding.rounded(shift.worked);
      day.breaks += shift.breaks;
    }
    sheet.worked += day.worked;
    sheet.paid += day.paid;
    sheet.breaks += day.breaks;
    sheet.days.push_back(std::move(day));
  }
  return sheet;
}

}  // namespace dangol::checkin
