#include "presence.hpp"

#include <algorithm>

namespace dangol::enroll {
namespace {

bool showTogether(const Presence& a, const Presence& b) {
  return std::ranges::any_of(a.moments, [&](int moment) { return b.moments.contains(moment); });
}

bool lookAlike(const Presence& a, const Presence& b, double limit) {
  return std::ranges::any_of(a.shots, [&](const vision::Shot& one) {
    return std::ranges::any_of(
        b.shots, [&](const vision::Shot& other) { return vision::distance(one.embedding, other.embedding) <= limit; });
  });
}

void append(Presence& to, Presence&& from) {
  to.tracks.insert(to.tracks.end(), from.tracks.begin(), from.tracks.end());
  to.moments.merge(from.moments);
  to.width_sum_px += from.width_sum_px;
  std::ranges::move(from.shots, std::back_inserter(to.shots));
  std::ranges::move(from.refused, std::back_inserter(to.refused));
}

}  // namespace

std::vector<Presence> joinPresences(std::vector<Presence> presences, double same_person_distance) {
  for (std::size_t i = 0; i < presences.size();) {
    const auto same = std::find_if(
        presences.begin() + static_cast<std::ptrdiff_t>(i) + 1, presences.end(), [&](const Presence& other) {
          return !showTogether(presences[i], other) && lookAlike(presences[i], other, same_person_distance);
        });
    if (same == presences.end()) {
      ++i;
      continue;
    }
    append(presences[i], std::move(*same));
    presences.erase(same);
    i = 0;  // the larger one may now look like one that was compared before
  }
  std::ranges::stable_sort(presences, std::ranges::greater{}, &Presence::width_sum_px);
  return presences;
}

bool comparable(const Presence& first, const Presence& other) {
  return !other.shots.empty() && 2 * other.moments.size() >= first.moments.size() &&
         2 * other.width_px() >= first.width_px();
}

}  // namespace dangol::enroll
