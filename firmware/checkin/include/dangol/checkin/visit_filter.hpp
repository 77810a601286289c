#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>
#include <unordered_map>

#include "dangol/gallery/types.hpp"
#include "dangol/vision/frame.hpp"

namespace dangol::checkin {

// What the kiosk recognises somebody for.
enum class Purpose { Greeting, Attendance, Access };
// A stable snake_case name: "greeting", "attendance", "access".
[[nodiscard]] std::string_view name(Purpose purpose);

// Tells a new visit from standing at the counter: per person and purpose, a sighting no later than the window after
// the previous sighting belongs to the same visit, however long it lasts. Keeps in memory only what was sighted within
// the window before the newest visit began, or since. Pure: times are passed in. Reentrant; not thread-safe.
class VisitFilter {
 public:
  // Requires: a window that is not negative.
  explicit VisitFilter(std::chrono::milliseconds window);

  // Notes a sighting; true when it begins a visit. Requires: times that never go back.
  [[nodiscard]] bool beginsVisit(const gallery::PersonId& person, Purpose purpose, vision::SteadyTime at);

  // It was somebody else: the person has not been sighted, and their own next sighting begins a visit.
  void forget(const gallery::PersonId& person, Purpose purpose);

  // How many persons, counted once for each purpose, are kept in memory.
  [[nodiscard]] std::size_t remembered() const { return lastSeen_.size(); }

 private:
  struct Key {
    gallery::PersonId person;
    Purpose purpose;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept;
  };
  std::chrono::milliseconds window_;
  std::unordered_map<Key, vision::SteadyTime, KeyHash> lastSeen_;
};

}  // namespace dangol::checkin
