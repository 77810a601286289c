#include "dangol/vision/face_tracker.hpp"

#include <algorithm>
#include <cmath>

namespace dangol::vision {
namespace {

// How well a detection continues a track, 0 (not at all) to 1. A face that was hidden may have moved on a little.
float continuity(const FaceBox& before, const FaceBox& now, float smallest_overlap) {
  const float overlap = intersectionOverUnion(before, now);
  if (overlap >= smallest_overlap) return overlap;
  const float larger = static_cast<float>(std::max(before.width_px, now.width_px));
  const float smaller = static_cast<float>(std::min(before.width_px, now.width_px));
  const float moved = std::hypot(before.centre().x_px - now.centre().x_px, before.centre().y_px - now.centre().y_px);
  if (smaller <= 0 || larger > 1.5F * smaller || moved > 0.7F * larger) return 0;
  return smallest_overlap * (1 - moved / larger) * 0.99F;
}

}  // namespace

const std::vector<Track>& FaceTracker::update(std::span<const Detection> detections, SteadyTime at) {
  for (Track& track : tracks_) track.seenNow = false;
  std::erase_if(tracks_, [&](const Track& track) { return at - track.lastSeen > options_.forget_after; });

  struct Pair {
    float score;
    std::size_t track;
    std::size_t detection;
  };
  std::vector<Pair> pairs;
  for (std::size_t t = 0; t < tracks_.size(); ++t) {
    for (std::size_t d = 0; d < detections.size(); ++d) {
      const float score = continuity(tracks_[t].box, detections[d].box, options_.smallest_overlap);
      if (score > 0) pairs.push_back({score, t, d});
    }
  }
  std::ranges::stable_sort(pairs, std::ranges::greater{}, &Pair::score);

  std::vector<bool> taken(detections.size(), false);
  for (const Pair& pair : pairs) {
    Track& track = tracks_[pair.track];
    if (track.seenNow || taken[pair.detection]) continue;
    taken[pair.detection] = true;
    track.box = detections[pair.detection].box;
    track.score = detections[pair.detection].score;
    track.lastSeen = at;
    track.seenNow = true;
  }
  for (std::size_t d = 0; d < detections.size(); ++d) {
    if (taken[d]) continue;
    tracks_.push_back({TrackId{nextId_++}, detections[d].box, detections[d].score, at, at, true});
  }
  std::ranges::stable_sort(tracks_, std::ranges::greater{}, [](const Track& track) { return track.box.width_px; });
  return tracks_;
}

}  // namespace dangol::vision
