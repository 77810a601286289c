#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dangol/checkin/timesheet.hpp"
#include "dangol/gallery/gallery.hpp"
#include "report_table.hpp"

// What is on record, put together for an owner. The same records and the same period always give the same bytes.
namespace dangol::enroll {

// Days by the clock on the wall.
struct Period {
  std::chrono::local_days from;
  std::chrono::local_days until;  // not itself
};

// One person's working time. Somebody who was removed has an id and no name.
struct WorkingPerson {
  gallery::Person person;
  bool removed = false;
  checkin::AttendanceHistory history;
};
// Everybody on record, and all staff, by name, then by id. Throws gallery::GalleryError.
[[nodiscard]] std::vector<WorkingPerson> workingPeople(gallery::Gallery& gallery,
                                                       const checkin::AttendancePolicy& policy, gallery::WallTime now);

// A line for each shift, and each person's total.
[[nodiscard]] ReportTable timesheetReport(std::span<const WorkingPerson> people, const Period& period,
                                          const checkin::Rounding& rounding);

// What a payroll program imports: a line for each person and pay code.
struct PayrollLayout {
  std::vector<std::string> columns{"code", "pay_code", "hours"};  // any of payrollColumns(), in this order
  std::string payCode = "REG";                                    // of work without a task, or with one not named here
  std::map<std::string, std::string> payCodeOfTask{};
};
[[nodiscard]] std::span<const std::string_view> payrollColumns();
[[nodiscard]] ReportTable payrollReport(std::span<const WorkingPerson> people, const Period& period,
                                        const checkin::Rounding& rounding, const PayrollLayout& layout);
// Who worked in the period and has no code of the employer's.
[[nodiscard]] std::vector<std::string> withoutCode(std::span<const WorkingPerson> people, const Period& period);

// A line for each person, a column for each day.
[[nodiscard]] ReportTable attendanceReport(std::span<const WorkingPerson> people, const Period& period,
                                           const checkin::Rounding& rounding);

// A line for each day: greetings that were not taken back.
[[nodiscard]] ReportTable visitsReport(std::span<const gallery::Event> events, const Period& period);
// A line for each PIN or badge that was not believed.
[[nodiscard]] ReportTable deniedReport(std::span<const gallery::Event> events, const Period& period);

// Who is in now. For an evacuation: only they, with a box to be ticked.
[[nodiscard]] ReportTable whoReport(std::span<const WorkingPerson> people, bool rollCall);

// "2026-03-01" and "09:30" and "7:45:00".
[[nodiscard]] std::string dayText(std::chrono::local_days day);
[[nodiscard]] std::string minuteText(std::chrono::local_seconds time);
[[nodiscard]] std::string durationText(std::chrono::seconds duration);

}  // namespace dangol::enroll
