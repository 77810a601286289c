#include "dangol/checkin/visit_filter.hpp"

#include <cassert>
#include <functional>

namespace dangol::checkin {

VisitFilter::VisitFilter(std::chrono::milliseconds window) : window_(window) {
  assert(window >= std::chrono::milliseconds::zero());
}

bool VisitFilter::beginsVisit(const gallery::PersonId& person, Purpose purpose, vision::SteadyTime at) {
  const auto [entry, isNew] = lastSeen_.try_emplace(Key{person, purpose}, at);
  assert(at >= entry->second);
  const bool begins = isNew || at - entry->second > window_;
  entry->second = at;
  // Only a visit that begins can add an entry, so forgetting then is often enough, and a visit is rare next to a frame.
  if (begins) std::erase_if(lastSeen_, [&](const auto& seen) { return at - seen.second > window_; });
  return begins;
}

void VisitFilter::forget(const gallery::PersonId& person, Purpose purpose) { lastSeen_.erase(Key{person, purpose}); }

std::size_t VisitFilter::KeyHash::operator()(const Key& key) const noexcept {
  constexpr std::size_t kPurposes = 3;
  return std::hash<gallery::PersonId>{}(key.person) * kPurposes + static_cast<std::size_t>(key.purpose);
}

std::string_view name(Purpose purpose) {
  switch (purpose) {
    case Purpose::Greeting:
      return "greeting";
    case Purpose::Attendance:
      return "attendance";
    case Purpose::Access:
      return "access";
  }
  return {};
}

}  // namespace dangol::checkin
