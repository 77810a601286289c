#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "dangol/vision/embedding.hpp"

// The gallery's value types. No SQL, no threads, no I/O: the decision logic uses them too.
namespace dangol::gallery {

// Milliseconds since 1970 in UTC: what is stored and what people read, never what durations are measured with.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

// A UUIDv7 in its canonical text form, one type for each kind of row so that they cannot be mixed up.
template <class Tag>
struct Id {
  std::string value;
  [[nodiscard]] bool empty() const { return value.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;
};
using PersonId = Id<struct PersonTag>;
using TemplateId = Id<struct TemplateTag>;
using EventId = Id<struct EventTag>;

enum class PersonKind { Customer, Staff };

struct Person {
  PersonId id;
  std::string name;
  PersonKind kind = PersonKind::Customer;
  std::string language;  // BCP 47: "ko" or "en"; empty: the kiosk's own
  WallTime enrolledAt;
  std::int64_t revision = 0;
  int templates = 0;
};

struct NewPerson {
  std::string name;
  PersonKind kind = PersonKind::Customer;
  std::string language{};
};

// One enrolled picture's embedding.
struct Template {
  TemplateId id;
  PersonId person;
  vision::Embedding embedding;
  float quality = 0;   // FaceQuality::overall of the picture it was made from
  std::string origin;  // where it came from, for the owner: "photo 2.jpg", "visit.mp4 at 00:12"
  WallTime createdAt;
};

struct NewTemplate {
  vision::Embedding embedding;
  float quality = 0;
  std::string origin;
};

enum class EventType {
  Greeted,
  GreetingUndone,  // "not me": names the greeting, which does not count as a visit
  Enrolled,
  TemplatesAdded,
  Renamed,
  Removed,
  RoleChanged,
  StaffRecordChanged,
  ConsentGiven,
  ConsentWithdrawn,
  PinSet,
  PinCleared,
  BadgeAdded,
  BadgeRemoved,
  Denied,  // a PIN, badge or badge reader was not believed
  AdminEntered,
  // Attendance: see attendance.hpp.
  ClockedIn,
  ClockedOut,
  BreakStarted,
  BreakEnded,
  TaskChanged,
  AttendanceUndone,
  AttendanceCorrected
};

// What happened, for ever: events are never changed or deleted.
struct Event {
  EventId id;
  WallTime at;
  std::chrono::minutes localOffset{0};  // local time minus UTC when it happened
  EventType type = EventType::Greeted;
  std::optional<PersonId> person;
  std::string detail;  // a JSON object, may be "{}"; never personal data
};

struct NewEvent {
  WallTime at{};
  std::chrono::minutes localOffset{0};
  EventType type = EventType::Greeted;
  std::optional<PersonId> person{};
  std::string detail = "{}";
};

// How the kiosk came to know who somebody is.
enum class Method { Face, Pin, Badge };

// How close a probe is to one template.
struct TemplateMatch {
  TemplateId id;
  double distance = 0;  // Euclidean
};

// How close a probe is to one person.
struct PersonMatch {
  PersonId person;
  double distance = 0;                   // to the nearest of the person's templates
  std::vector<TemplateMatch> templates;  // the nearest few, nearest first
};

}  // namespace dangol::gallery

template <class Tag>
struct std::hash<dangol::gallery::Id<Tag>> {
  std::size_t operator()(const dangol::gallery::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.value);
  }
};
