#include "dangol/vision/template_picker.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <string_view>

namespace dangol::vision {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();
using Numbers = std::vector<std::size_t>;

double distanceToNearest(std::span<const Shot> shots, std::size_t shot, const Numbers& others) {
  double nearest = kFar;
  for (const std::size_t other : others) {
    if (other != shot) nearest = std::min(nearest, distance(shots[shot].embedding, shots[other].embedding));
  }
  return nearest;
}

// The good shots in groups of those that vouch for each other.
std::vector<Numbers> groups(std::span<const Shot> shots, const Numbers& good, double limit) {
  std::vector<Numbers> found;
  Numbers left = good;
  while (!left.empty()) {
    Numbers group{left.front()};
    left.erase(left.begin());
    for (std::size_t reached = 0; reached < group.size(); ++reached) {
      const Embedding& from = shots[group[reached]].embedding;
      const auto apart = std::stable_partition(
          left.begin(), left.end(), [&](std::size_t other) { return distance(from, shots[other].embedding) > limit; });
      group.insert(group.end(), apart, left.end());
      left.erase(apart, left.end());
    }
    std::sort(group.begin(), group.end());
    found.push_back(std::move(group));
  }
  return found;
}

// The one largest group; empty when there is none.
Numbers theOnePerson(std::vector<Numbers> found) {
  std::stable_sort(found.begin(), found.end(), [](const Numbers& a, const Numbers& b) { return a.size() > b.size(); });
  if (found.empty() || (found.size() > 1 && found[0].size() == found[1].size())) return {};
  return found[0];
}

struct Candidate {
  std::size_t shot;
  double nearest = kFar;  // distance to the nearest picked one
};

double worth(std::span<const Shot> shots, const Candidate& candidate) {
  const double quality = shots[candidate.shot].report.quality.overall;
  return candidate.nearest == kFar ? quality : quality * candidate.nearest;
}

}  // namespace

TemplatePick TemplatePicker::pick(std::span<const Shot> shots) const {
  assert(options_.most >= 1);
  TemplatePick result;
  Numbers good;
  for (std::size_t i = 0; i < shots.size(); ++i) {
    if (shots[i].report.good()) {
      good.push_back(i);
    } else {
      result.refused.push_back({i, ShotRefusal::BadQuality, 0});
    }
  }

  const Numbers person = theOnePerson(groups(shots, good, options_.same_person_distance));
  for (const std::size_t shot : good) {
    if (std::binary_search(person.begin(), person.end(), shot)) continue;
    result.refused.push_back(
        {shot, ShotRefusal::Outlier, distanceToNearest(shots, shot, person.empty() ? good : person)});
  }

  std::vector<Candidate> left;
  for (const std::size_t shot : person) left.push_back({shot});
  while (!left.empty() && result.picked.size() < options_.most) {
    // Only those that may still be picked compete: a superb copy of a picked shot must not end the search.
    const double floor =
        result.picked.size() < options_.fewest ? options_.same_shot_distance : options_.smallest_difference;
    auto best = left.end();
    for (auto candidate = left.begin(); candidate != left.end(); ++candidate) {
      if (candidate->nearest < floor) continue;
      if (best == left.end() || worth(shots, *candidate) > worth(shots, *best)) best = candidate;
    }
    if (best == left.end()) break;
    const std::size_t chosen = best->shot;
    result.picked.push_back(chosen);
    left.erase(best);
    for (Candidate& candidate : left) {
      candidate.nearest =
          std::min(candidate.nearest, distance(shots[candidate.shot].embedding, shots[chosen].embedding));
    }
  }
  const double floor =
      result.picked.size() < options_.fewest ? options_.same_shot_distance : options_.smallest_difference;
  for (const Candidate& candidate : left) {
    const ShotRefusal why = candidate.nearest < floor ? ShotRefusal::TooAlike : ShotRefusal::NotNeeded;
    result.refused.push_back({candidate.shot, why, candidate.nearest});
  }
  std::sort(result.refused.begin(), result.refused.end(),
            [](const RefusedShot& a, const RefusedShot& b) { return a.shot < b.shot; });
  return result;
}

std::string_view name(ShotRefusal refusal) {
  switch (refusal) {
    case ShotRefusal::BadQuality:
      return "bad_quality";
    case ShotRefusal::Outlier:
      return "outlier";
    case ShotRefusal::TooAlike:
      return "too_alike";
    case ShotRefusal::NotNeeded:
      return "not_needed";
  }
  return "";
}

}  // namespace dangol::vision
