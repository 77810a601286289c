#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dangol/gallery/attendance.hpp"

// Working time, from what people did at the kiosk and what managers corrected. Pure: the clock is passed in. Reentrant.
//
// Durations are differences of UTC moments, so neither daylight saving nor a journey changes them; days are those of
// the clock on the wall where the shift began. Moments count in whole seconds.
namespace dangol::checkin {

struct AttendancePolicy {
  std::chrono::minutes forgottenAfter{std::chrono::hours{15}};  // a shift that nobody ended by then ends there
  std::chrono::minutes longShift{std::chrono::hours{12}};       // more work than this in one shift is flagged
  std::chrono::minutes shortestRest{std::chrono::hours{11}};    // less rest between two days' shifts is flagged
  std::chrono::seconds duplicateWindow{60};                     // the same again within it is one and the same

  // Nothing is negative, and forgottenAfter is at least a minute.
  [[nodiscard]] bool valid() const;
};

// A moment, and the local clock's difference from UTC there and then.
struct LocalMoment {
  std::chrono::sys_seconds at;
  std::chrono::minutes offset{0};
  [[nodiscard]] std::chrono::local_seconds local() const {
    return std::chrono::local_seconds{(at + offset).time_since_epoch()};
  }
  [[nodiscard]] std::chrono::local_days day() const { return std::chrono::floor<std::chrono::days>(local()); }
  friend bool operator==(const LocalMoment&, const LocalMoment&) = default;
};

// Something that counts: done at the kiosk and not taken back, or put there by a correction.
struct AttendanceMark {
  gallery::EventId id;
  LocalMoment moment;
  gallery::AttendanceAction action = gallery::AttendanceAction::ClockIn;
  std::string task{};
  bool corrected = false;
  bool alert = false;
  friend bool operator==(const AttendanceMark&, const AttendanceMark&) = default;
};

// What counts of one person's records, in the order of time; of one second, in the order in which it was stored. An
// undo or a correction that names no record of this person's stored before it takes nothing away.
// Requires: records of one person, in the order in which they were stored.
[[nodiscard]] std::vector<AttendanceMark> marksOf(std::span<const gallery::AttendanceRecord> records);

// One stay at work.
struct Shift {
  struct TaskTime {
    std::string task;
    std::chrono::seconds worked{0};
    friend bool operator==(const TaskTime&, const TaskTime&) = default;
  };
  LocalMoment start;
  std::optional<LocalMoment> end{};  // none: it lasts
  std::chrono::seconds worked{0};    // breaks taken off; of a shift that lasts, up to its newest mark
  std::chrono::seconds breaks{0};
  std::vector<TaskTime> tasks{};  // in the order in which they were begun, each once; their sum is `worked`
  bool forgottenOut = false;      // nobody ended it: it ends where the policy says, to be corrected
  bool longShift = false;
  bool restTooShort = false;  // before it
  bool corrected = false;     // a manager's correction is part of it
  bool alert = false;         // an answer that somebody has to know about
  friend bool operator==(const Shift&, const Shift&) = default;
};

enum class Presence { Out, Working, OnBreak };
// A stable snake_case name: "on_break".
[[nodiscard]] std::string_view name(Presence presence);

struct AttendanceHistory {
  std::vector<Shift> shifts;              // in the order of time; only the last one can last
  std::vector<AttendanceMark> misfits{};  // what made no sense when it happened (out without in), and was passed over
  Presence presence = Presence::Out;
  std::optional<LocalMoment> since{};        // of the presence; none: never came
  std::optional<AttendanceMark> lastMark{};  // that was not passed over
};

// Reads marks in their order:
//   in          while out begins a shift; while in it does not fit;
//   out         ends the shift, and the break in it; while out it does not fit;
//   break start while working, break end while on a break; otherwise they do not fit;
//   change task while working or on a break; otherwise it does not fit.
// What does not fit is passed over and named, unless it only repeats the mark before within the duplicate window. A
// shift that began more than forgottenAfter before the next mark, or before now, ended forgottenAfter after it began,
// and is flagged. Requires: policy.valid(), and marks as marksOf gives them.
[[nodiscard]] AttendanceHistory historyOf(std::span<const AttendanceMark> marks, const AttendancePolicy& policy,
                                          std::chrono::sys_seconds now);

// What somebody may do next, the most likely first: the automatic choice.
[[nodiscard]] std::vector<gallery::AttendanceAction> nextActions(Presence presence);

enum class ClockVerdict {
  Fine,
  Duplicate,      // the same was done a moment ago
  DoesNotFit,     // out without in, in without out
  ClockWentBack,  // the newest mark is later than now: the clock is wrong, and nothing can be recorded by it
};
// Whether the action may be recorded now. Requires: the history of the same moment.
[[nodiscard]] ClockVerdict judge(const AttendanceHistory& history, gallery::AttendanceAction action,
                                 const AttendancePolicy& policy, std::chrono::sys_seconds now);

}  // namespace dangol::checkin
