#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "dangol/gallery/types.hpp"

// What is on record about people's working time. Nothing is ever edited: whoever takes something back or corrects it
// leaves a record of their own, which names the one it is about.
namespace dangol::gallery {

enum class AttendanceAction { ClockIn, ClockOut, BreakStart, BreakEnd, ChangeTask };

// One thing one person did, at the kiosk.
struct AttendanceEntry {
  EventId id;
  PersonId person;
  WallTime at;
  std::chrono::minutes localOffset{0};  // what the clock on the wall said then, minus UTC
  AttendanceAction action = AttendanceAction::ClockIn;
  Method method = Method::Face;
  std::string task;    // what the person works on from then on; empty: nothing in particular
  std::string answer;  // to the kiosk's question; empty: nothing was asked
  bool alert = false;  // the answer is one that somebody has to know about
  friend bool operator==(const AttendanceEntry&, const AttendanceEntry&) = default;
};

// The person took it back, a moment later.
struct AttendanceUndo {
  EventId id;
  PersonId person;
  WallTime at;
  std::chrono::minutes localOffset{0};
  EventId undoes;
  friend bool operator==(const AttendanceUndo&, const AttendanceUndo&) = default;
};

// A manager's correction: what no longer counts, what counts instead, or both.
struct AttendanceCorrection {
  struct Entry {
    WallTime at;
    std::chrono::minutes localOffset{0};
    AttendanceAction action = AttendanceAction::ClockIn;
    std::string task{};
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  EventId id;
  PersonId person;
  WallTime at;  // when it was corrected
  std::chrono::minutes localOffset{0};
  PersonId by;  // empty: the owner, in a terminal
  std::string reason;
  std::optional<EventId> replaces{};  // an entry, or a correction whose entry no longer counts
  std::optional<Entry> entry{};
  friend bool operator==(const AttendanceCorrection&, const AttendanceCorrection&) = default;
};

using AttendanceRecord = std::variant<AttendanceEntry, AttendanceUndo, AttendanceCorrection>;

// A stable snake_case name: "clock_in". And back; nothing for an unknown one.
[[nodiscard]] std::string_view name(AttendanceAction action);
[[nodiscard]] std::optional<AttendanceAction> attendanceActionFromName(std::string_view wanted);

}  // namespace dangol::gallery
