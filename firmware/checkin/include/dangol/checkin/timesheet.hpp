#pragma once

#include <chrono>
#include <vector>

#include "dangol/checkin/attendance.hpp"

namespace dangol::checkin {

// How a shift's working time becomes the time that is paid. Off unless somebody turns it on.
struct Rounding {
  enum class Way { Nearest, Down, Up };  // Nearest: half a step goes up
  std::chrono::minutes step{0};          // 0: not at all
  Way way = Way::Nearest;
  // Requires: neither is negative.
  [[nodiscard]] std::chrono::seconds rounded(std::chrono::seconds worked) const;
};

// One person's day: every shift that began on it by the clock on the wall, also when it ended on the next.
struct TimesheetDay {
  std::chrono::local_days day;
  std::vector<Shift> shifts;
  std::vector<AttendanceMark> misfits;  // what made no sense on that day
  std::chrono::seconds worked{0};
  std::chrono::seconds paid{0};  // the sum of the shifts' rounded times
  std::chrono::seconds breaks{0};
};

struct Timesheet {
  std::vector<TimesheetDay> days;  // those on which there is something, in order
  std::chrono::seconds worked{0};
  std::chrono::seconds paid{0};
  std::chrono::seconds breaks{0};
};

// The days from `from` on, before `until`. Pure. Reentrant.
[[nodiscard]] Timesheet timesheetOf(const AttendanceHistory& history, std::chrono::local_days from,
                                    std::chrono::local_days until, const Rounding& rounding);

}  // namespace dangol::checkin
