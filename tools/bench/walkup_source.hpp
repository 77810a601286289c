#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "dangol/capture/camera_source.hpp"

namespace dangol::bench {

// A stretch of a recording: somebody who is suddenly there and stays for a while.
struct WalkUp {
  std::string video;
  std::string person;             // who it truly is; empty: nobody who is enrolled
  std::uint64_t first_frame = 0;  // of the video
  std::uint64_t frames = 0;
};

// A camera in front of which one walk-up after another happens in real time, with an empty room (even grey) before
// each. Bound to the thread that calls next(); startOf() is thread-safe.
class WalkUpSource final : public capture::CameraSource {
 public:
  // Requires: walk-ups of one video next to each other and in its order; fps above 0.
  WalkUpSource(std::vector<WalkUp> walkUps, double fps, std::chrono::milliseconds gap);

  [[nodiscard]] capture::ReadResult next(std::stop_token stop) override;
  [[nodiscard]] std::string name() const override { return "walk-ups"; }
  [[nodiscard]] bool live() const override { return true; }

  // The walk-up that was going on when the camera took this frame. Nothing during the first gap.
  [[nodiscard]] std::optional<std::size_t> walkUpAt(vision::SteadyTime frameAt) const;

 private:
  [[nodiscard]] vision::FramePtr pictureOf(const WalkUp& walkUp);
  [[nodiscard]] vision::FramePtr deliver(vision::RgbView picture);

  std::vector<WalkUp> walkUps_;
  std::chrono::nanoseconds step_;
  std::uint64_t gapFrames_;
  vision::RgbImage room_{400, 300};

  std::unique_ptr<capture::CameraSource> video_;
  std::string videoName_;
  std::uint64_t videoFrame_ = 0;
  std::size_t walkUp_ = 0;
  std::uint64_t frameOfWalkUp_ = 0;  // counts the gap too
  std::uint64_t sequence_ = 0;
  std::optional<vision::SteadyTime> begin_;

  mutable std::mutex mutex_;
  std::vector<vision::SteadyTime> starts_;
};

// A camera that sees nobody: an even room, 640×480 at 30 frames a second, with a camera's noise. Bound to the thread
// that calls next().
class EmptyRoomSource final : public capture::CameraSource {
 public:
  EmptyRoomSource();

  [[nodiscard]] capture::ReadResult next(std::stop_token stop) override;
  [[nodiscard]] std::string name() const override { return "empty room"; }
  [[nodiscard]] bool live() const override { return true; }

 private:
  std::vector<vision::RgbImage> pictures_;  // made beforehand: making noise would cost more than recognition
  std::uint64_t sequence_ = 0;
  std::optional<vision::SteadyTime> begin_;
};

}  // namespace dangol::bench
