#include "walkup_source.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>
#include <thread>
#include <utility>

namespace dangol::bench {

WalkUpSource::WalkUpSource(std::vector<WalkUp> walkUps, double fps, std::chrono::milliseconds gap)
    : walkUps_(std::move(walkUps)),
      step_(std::chrono::nanoseconds(std::llround(1e9 / fps))),
      gapFrames_(static_cast<std::uint64_t>(gap / step_)) {
  std::memset(room_.data(), 128, static_cast<std::size_t>(room_.width_px() * room_.height_px() * 3));
}

capture::ReadResult WalkUpSource::next(std::stop_token stop) {
  if (!begin_) begin_ = std::chrono::steady_clock::now();
  if (walkUp_ == walkUps_.size()) return {capture::ReadStatus::End, nullptr, ""};
  const WalkUp& walkUp = walkUps_[walkUp_];
  const bool gap = frameOfWalkUp_ < gapFrames_;
  vision::FramePtr picture = gap ? nullptr : pictureOf(walkUp);
  if (!gap && !picture) return {capture::ReadStatus::End, nullptr, ""};

  std::this_thread::sleep_until(*begin_ + step_ * static_cast<std::int64_t>(sequence_));
  if (stop.stop_requested()) return {capture::ReadStatus::Lost, nullptr, "stopping"};
  vision::FramePtr frame = deliver(gap ? room_.view() : picture->view());
  if (frameOfWalkUp_ == gapFrames_) {
    const std::lock_guard lock(mutex_);
    starts_.push_back(frame->capturedAt());
  }
  if (++frameOfWalkUp_ == gapFrames_ + walkUp.frames) {
    ++walkUp_;
    frameOfWalkUp_ = 0;
  }
  return {capture::ReadStatus::Frame, std::move(frame), ""};
}

// The frame of the video that is due; what lies before it is passed over.
vision::FramePtr WalkUpSource::pictureOf(const WalkUp& walkUp) {
  if (videoName_ != walkUp.video) {
    capture::SourceOptions options;
    options.pacing = capture::Pacing::AsFastAsPossible;
    video_ = capture::openSource(walkUp.video, options);
    videoName_ = walkUp.video;
    videoFrame_ = 0;
  }
  const std::uint64_t wanted = walkUp.first_frame + (frameOfWalkUp_ - gapFrames_);
  vision::FramePtr frame;
  while (videoFrame_ <= wanted) {
    frame = video_->next({}).frame;
    if (!frame) return nullptr;
    ++videoFrame_;
  }
  return frame;
}

vision::FramePtr WalkUpSource::deliver(vision::RgbView picture) {
  vision::RgbImage copy(picture.width_px, picture.height_px);
  for (int y = 0; y < picture.height_px; ++y) {
    const auto bytes = static_cast<std::size_t>(picture.width_px) * 3;
    std::memcpy(copy.data() + static_cast<std::size_t>(y) * bytes, picture.row(y), bytes);
  }
  return std::make_shared<vision::Frame>(std::move(copy), sequence_++, std::chrono::steady_clock::now());
}

std::optional<std::size_t> WalkUpSource::walkUpAt(vision::SteadyTime frameAt) const {
  const std::lock_guard lock(mutex_);
  const auto after = std::ranges::upper_bound(starts_, frameAt);
  if (after == starts_.begin()) return std::nullopt;
  return static_cast<std::size_t>(after - starts_.begin() - 1);
}

EmptyRoomSource::EmptyRoomSource() {
  constexpr int kPictures = 16;
  std::mt19937 random(1);
  std::normal_distribution<float> noise(0, 4);
  for (int i = 0; i < kPictures; ++i) {
    vision::RgbImage picture(640, 480);
    const std::size_t bytes = std::size_t{640} * 480 * 3;
    for (std::size_t b = 0; b < bytes; ++b) {
      const float wall = 90 + 60 * static_cast<float>(b) / static_cast<float>(bytes);
      picture.data()[b] = static_cast<std::uint8_t>(wall + noise(random));
    }
    pictures_.push_back(std::move(picture));
  }
}

capture::ReadResult EmptyRoomSource::next(std::stop_token stop) {
  if (!begin_) begin_ = std::chrono::steady_clock::now();
  constexpr std::chrono::nanoseconds kStep{1'000'000'000 / 30};
  std::this_thread::sleep_until(*begin_ + kStep * static_cast<std::int64_t>(sequence_));
  if (stop.stop_requested()) return {capture::ReadStatus::Lost, nullptr, "stopping"};
  auto frame = std::make_shared<vision::Frame>(pictures_[sequence_ % pictures_.size()], sequence_,
                                               std::chrono::steady_clock::now());
  ++sequence_;
  return {capture::ReadStatus::Frame, std::move(frame), ""};
}

}  // namespace dangol::bench
