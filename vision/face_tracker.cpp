#include "dangol/vision/face_tracker.hpp"

#include <algorithm>
#include <cassert>
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

// Boxes jitter by a few pixels: a velocity is believed slowly, and not for long.
constexpr float kNewVelocityShare = 0.4F;
constexpr std::chrono::milliseconds kVelocityHolds{300};

struct Pair {
  float score;
  std::size_t track;
  std::size_t detection;
};

// The best score among the other pairs of the same track or the same detection.
float rivalOf(const Pair& pair, std::span<const Pair> pairs) {
  float best = 0;
  for (const Pair& other : pairs) {
    if ((other.track == pair.track) != (other.detection == pair.detection)) best = std::max(best, other.score);
  }
  return best;
}

}  // namespace

FaceBox Track::expectedAt(SteadyTime at) const {
  const float seconds =
      std::chrono::duration<float>(std::min<SteadyTime::duration>(at - lastSeen, kVelocityHolds)).count();
  FaceBox expected = box;
  expected.left_px += static_cast<int>(std::lround(velocity_px_s.x_px * seconds));
  expected.top_px += static_cast<int>(std::lround(velocity_px_s.y_px * seconds));
  return expected;
}

const std::vector<Track>& FaceTracker::update(std::span<const Detection> detections, SteadyTime at) {
  for (Track& track : tracks_) track.seenNow = track.doubtful = false;
  std::erase_if(tracks_, [&](const Track& track) { return at - track.lastSeen > options_.forget_after; });

  std::vector<Pair> pairs;
  for (std::size_t t = 0; t < tracks_.size(); ++t) {
    const FaceBox expected = tracks_[t].expectedAt(at);
    for (std::size_t d = 0; d < detections.size(); ++d) {
      const float score = continuity(expected, detections[d].box, options_.smallest_overlap);
      if (score > 0) pairs.push_back({score, t, d});
    }
  }
  std::ranges::stable_sort(pairs, std::ranges::greater{}, &Pair::score);

  std::vector<bool> taken(detections.size(), false);
  for (const Pair& pair : pairs) {
    Track& track = tracks_[pair.track];
    if (track.seenNow || taken[pair.detection]) continue;
    taken[pair.detection] = true;
    track.doubtful =
        at - track.lastSeen > options_.doubt_after || rivalOf(pair, pairs) >= options_.doubt_ratio * pair.score;
    follow(track, detections[pair.detection], at);
  }
  for (std::size_t d = 0; d < detections.size(); ++d) {
    if (taken[d]) continue;
    tracks_.push_back({.id = TrackId{nextId_++},
                       .box = detections[d].box,
                       .score = detections[d].score,
                       .firstSeen = at,
                       .lastSeen = at,
                       .seenNow = true,
                       .doubtful = false,
                       .velocity_px_s = {}});
  }
  std::ranges::stable_sort(tracks_, std::ranges::greater{}, [](const Track& track) { return track.box.width_px; });
  return tracks_;
}

void FaceTracker::follow(Track& track, const Detection& detection, SteadyTime at) const {
  const float seconds = std::chrono::duration<float>(at - track.lastSeen).count();
  if (at - track.lastSeen > options_.doubt_after) {
    track.velocity_px_s = {};
  } else if (seconds > 0) {
    const Point before = track.box.centre();
    const Point now = detection.box.centre();
    track.velocity_px_s.x_px += kNewVelocityShare * ((now.x_px - before.x_px) / seconds - track.velocity_px_s.x_px);
    track.velocity_px_s.y_px += kNewVelocityShare * ((now.y_px - before.y_px) / seconds - track.velocity_px_s.y_px);
  }
  track.box = detection.box;
  track.score = detection.score;
  track.lastSeen = at;
  track.seenNow = true;
}

TrackId FaceTracker::renew(TrackId id) {
  const auto track = std::ranges::find(tracks_, id, &Track::id);
  assert(track != tracks_.end());
  track->id = TrackId{nextId_++};
  track->firstSeen = track->lastSeen;
  track->doubtful = false;
  return track->id;
}

}  // namespace dangol::vision
