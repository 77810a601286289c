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
  // Only with seenNow: the face may be somebody else's, since it was hidden, or another face or track was about as good
  // a continuation. Whoever gives the track a name has to compare faces first.
  bool doubtful = false;
  Point velocity_px_s;  // of the box's centre

  // Where it should be by then, if it kept on moving for a moment.
  [[nodiscard]] FaceBox expectedAt(SteadyTime at) const;
};

// Follows faces from frame to frame by overlap and motion. Reentrant; not thread-safe.
class FaceTracker {
 public:
  struct Options {
    float smallest_overlap = 0.3F;                 // intersection over union that continues a track
    std::chrono::milliseconds forget_after{1200};  // survives a blink, a turn of the head, a second behind something
    std::chrono::milliseconds doubt_after{300};    // hidden for longer, somebody else may have come instead
    float doubt_ratio = 0.5F;                      // a rival this much as good a continuation makes it doubtful
  };
  explicit FaceTracker(Options options) : options_(options) {}

  // Takes the detections of one frame; returns every living track, the largest face first.
  // Requires: times that never go back.
  const std::vector<Track>& update(std::span<const Detection> detections, SteadyTime at);

  // Somebody else turned out to be in this track's place: from now on it is another one, with the id returned.
  // Requires: a living track.
  TrackId renew(TrackId track);

  [[nodiscard]] const std::vector<Track>& tracks() const { return tracks_; }

 private:
  void follow(Track& track, const Detection& detection, SteadyTime at) const;

  Options options_;
  std::vector<Track> tracks_;
  std::uint64_t nextId_ = 1;
};

}  // namespace dangol::vision
