#pragma once

#include <set>
#include <span>
#include <vector>

#include "dangol/vision/face_tracker.hpp"
#include "dangol/vision/template_picker.hpp"
#include "refusal.hpp"

namespace dangol::enroll {

// What a video showed of one track, or of several that turned out to be one person.
struct Presence {
  std::vector<vision::TrackId> tracks;
  std::set<int> moments;  // the numbers of the moments it was seen in
  double width_sum_px = 0;
  std::vector<vision::Shot> shots;
  std::vector<Refusal> refused;

  [[nodiscard]] double width_px() const {
    return moments.empty() ? 0 : width_sum_px / static_cast<double>(moments.size());
  }
};

// Joins presences that never show in the same moment and have two shots within same_person_distance of each other.
// The one with the largest sum of widths comes first.
[[nodiscard]] std::vector<Presence> joinPresences(std::vector<Presence> presences, double same_person_distance);

// Whether the other could as well be the one who is meant: good shots, and at least half as many moments and half the
// width of the first.
[[nodiscard]] bool comparable(const Presence& first, const Presence& other);

}  // namespace dangol::enroll
