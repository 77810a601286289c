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
  AttendanceCorrected,
  // Pairs that are easily taken for each other.
  LookAlikeNoted,
  LookAlikeDismissed
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
  // What people are ranked by and decisions rest on, lower is more alike: see ScoreModel. Without a score model, the
  // mean squared distance to the same templates.
  double score = 0;
  double distance = 0;                     // Euclidean, to the first of the templates below: for people to read
  std::vector<TemplateMatch> templates{};  // those that match best, best first
  bool look_alike_of_first = false;        // noted as easily taken for the person who matches best
};

// Two enrolled people who are easily taken for each other.
enum class LookAlikeSource {
  Similarity,  // their templates are too close
  NotMe        // one was greeted as the other and said so
};
struct LookAlike {
  PersonId one;  // the smaller id
  PersonId other;
  LookAlikeSource source = LookAlikeSource::Similarity;
  std::optional<double> score{};  // how close they are, when that was measured
  bool dismissed = false;         // the owner says that they can be told apart
  WallTime notedAt{};
  friend bool operator==(const LookAlike&, const LookAlike&) = default;
};

}  // namespace dangol::gallery

template <class Tag>
struct std::hash<dangol::gallery::Id<Tag>> {
  std::size_t operator()(const dangol::gallery::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.value);
  }
};
