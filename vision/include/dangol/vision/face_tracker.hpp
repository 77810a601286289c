#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

#include "dangol/vision/face.hpp"
#include "dangol/vision/frame.hpp"

namespace dangol::vision {

// One person's presence in front of the camera. Never reused within one run.
enum class TrackId : std::uint64_t {};

struct Track {
  TrackId id{};
  FaceBox box;      // where it was last seen
  float score = 0;  // the detector's confidence then
  SteadyTime firstSeen;
  SteadyTime lastSeen;
  bool seenNow = false;  // whether the newest frame shows it
};

// Follows faces from frame to frame by overlap and motion. Reentrant; not thread-safe.
class FaceTracker {
 public:
  struct Options {
    float smallest_overlap = 0.3F;                 // intersection over union that continues a track
    std::chrono::milliseconds forget_after{1000};  // survives a blink, a turn of the head, a hand before the face
  };
  explicit FaceTracker(Options options) : options_(options) {}

  // Takes the detections of one frame; returns every living track, the largest face first.
  // Requires: times that never go back.
  const std::vector<Track>& update(std::span<const Detection> detections, SteadyTime at);

  [[nodiscard]] const std::vector<Track>& tracks() const { return tracks_; }

 private:
  Options options_;
  std::vector<Track> tracks_;
  std::uint64_t nextId_ = 1;
};

}  // namespace dangol::vision
