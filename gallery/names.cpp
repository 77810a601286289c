#include <array>
#include <cstddef>

#include "dangol/gallery/attendance.hpp"
#include "dangol/gallery/gallery.hpp"

namespace dangol::gallery {

namespace {

struct NamedEvent {
  EventType type;
  std::string_view name;
};

constexpr std::array kNamedEvents{
    NamedEvent{EventType::Greeted, "greeted"},
    NamedEvent{EventType::GreetingUndone, "greeting_undone"},
    NamedEvent{EventType::Enrolled, "enrolled"},
    NamedEvent{EventType::TemplatesAdded, "templates_added"},
    NamedEvent{EventType::Renamed, "renamed"},
    NamedEvent{EventType::Removed, "removed"},
    NamedEvent{EventType::RoleChanged, "role_changed"},
    NamedEvent{EventType::StaffRecordChanged, "staff_record_changed"},
    NamedEvent{EventType::ConsentGiven, "consent_given"},
    NamedEvent{EventType::ConsentWithdrawn, "consent_withdrawn"},
    NamedEvent{EventType::PinSet, "pin_set"},
    NamedEvent{EventType::PinCleared, "pin_cleared"},
    NamedEvent{EventType::BadgeAdded, "badge_added"},
    NamedEvent{EventType::BadgeRemoved, "badge_removed"},
    NamedEvent{EventType::Denied, "denied"},
    NamedEvent{EventType::AdminEntered, "admin_entered"},
    NamedEvent{EventType::ClockedIn, "clocked_in"},
    NamedEvent{EventType::ClockedOut, "clocked_out"},
    NamedEvent{EventType::BreakStarted, "break_started"},
    NamedEvent{EventType::BreakEnded, "break_ended"},
    NamedEvent{EventType::TaskChanged, "task_changed"},
    NamedEvent{EventType::AttendanceUndone, "attendance_undone"},
    NamedEvent{EventType::AttendanceCorrected, "attendance_corrected"},
    NamedEvent{EventType::LookAlikeNoted, "look_alike_noted"},
    NamedEvent{EventType::LookAlikeDismissed, "look_alike_dismissed"},
};

constexpr auto kEventTypes = [] {
  std::array<EventType, kNamedEvents.size()> types{};
  for (std::size_t i = 0; i < types.size(); ++i) types[i] = kNamedEvents[i].type;
  return types;
}();

// In the enumeration's order and without a gap, so that a type is its own place in the list.
static_assert([] {
  for (std::size_t i = 0; i < kEventTypes.size(); ++i) {
    if (static_cast<std::size_t>(kEventTypes[i]) != i) return false;
  }
  return true;
}() && static_cast<std::size_t>(EventType::LookAlikeDismissed) + 1 == kEventTypes.size());

}  // namespace

std::string_view name(EventType type) { return kNamedEvents[static_cast<std::size_t>(type)].name; }

std::span<const EventType> eventTypes() { return kEventTypes; }

std::optional<EventType> eventTypeFromName(std::string_view wanted) {
  for (const NamedEvent& each : kNamedEvents) {
    if (each.name == wanted) return each.type;
  }
  return std::nullopt;
}

std::string_view name(PersonKind kind) {
  switch (kind) {
    case PersonKind::Customer:
      return "customer";
    case PersonKind::Staff:
      return "staff";
  }
  return "unknown";
}

std::optional<PersonKind> personKindFromName(std::string_view wanted) {
  for (const PersonKind kind : {PersonKind::Customer, PersonKind::Staff}) {
    if (name(kind) == wanted) return kind;
  }
  return std::nullopt;
}

std::string_view name(Method method) {
  switch (method) {
    case Method::Face:
      return "face";
    case Method::Pin:
      return "pin";
    case Method::Badge:
      return "badge";
  }
  return "unknown";
}

std::optional<Method> methodFromName(std::string_view wanted) {
  for (const Method method : {Method::Face, Method::Pin, Method::Badge}) {
    if (name(method) == wanted) return method;
  }
  return std::nullopt;
}

std::string_view name(AttendanceAction action) {
  switch (action) {
    case AttendanceAction::ClockIn:
      return "clock_in";
    case AttendanceAction::ClockOut:
      return "clock_out";
    case AttendanceAction::BreakStart:
      return "break_start";
    case AttendanceAction::BreakEnd:
      return "break_end";
    case AttendanceAction::ChangeTask:
      return "change_task";
  }
  return "unknown";
}

std::optional<AttendanceAction> attendanceActionFromName(std::string_view wanted) {
  for (const auto action : {AttendanceAction::ClockIn, AttendanceAction::ClockOut, AttendanceAction::BreakStart,
                            AttendanceAction::BreakEnd, AttendanceAction::ChangeTask}) {
    if (name(action) == wanted) return action;
  }
  return std::nullopt;
}

std::string_view name(LookAlikeSource source) {
  switch (source) {
    case LookAlikeSource::Similarity:
      return "similarity";
    case LookAlikeSource::NotMe:
      return "not_me";
  }
  return "unknown";
}

std::optional<LookAlikeSource> lookAlikeSourceFromName(std::string_view wanted) {
  for (const LookAlikeSource source : {LookAlikeSource::Similarity, LookAlikeSource::NotMe}) {
    if (name(source) == wanted) return source;
  }
  return std::nullopt;
}

}  // namespace dangol::gallery
