#pragma once

#include <cassert>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace dangol::vision {

// The clock of frames and of every duration. Never the wall clock: that one may be set back.
using SteadyTime = std::chrono::steady_clock::time_point;

// A borrowed view of 8-bit pixels, row by row. Valid as long as what it was made from. Reentrant.
// RgbView has three bytes a pixel in the order R, G, B; GrayView has one.
template <int Channels>
struct ImageView {
  const std::uint8_t* data = nullptr;
  int width_px = 0;
  int height_px = 0;
  std::ptrdiff_t stride_bytes = 0;

  [[nodiscard]] const std::uint8_t* row(int y) const { return data + y * stride_bytes; }
  [[nodiscard]] bool empty() const { return width_px <= 0 || height_px <= 0; }

  // The part of this view inside the rectangle, sharing the same pixels. Requires: the rectangle lies within the view.
  [[nodiscard]] ImageView crop(int left, int top, int width, int height) const {
    assert(left >= 0 && top >= 0 && left + width <= width_px && top + height <= height_px);
    return {row(top) + std::ptrdiff_t{left} * Channels, width, height, stride_bytes};
  }
};
using RgbView = ImageView<3>;
using GrayView = ImageView<1>;

// Owned 8-bit pixels without padding between rows: what a still picture is read into and a frame is made of.
template <int Channels>
class Image {
 public:
  Image() = default;
  // Requires: width_px and height_px at least 1. The pixels are zero.
  Image(int width_px, int height_px)
      : width_px_(width_px),
        height_px_(height_px),
        pixels_(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px) * Channels) {
    assert(width_px >= 1 && height_px >= 1);
  }

  [[nodiscard]] int width_px() const { return width_px_; }
  [[nodiscard]] int height_px() const { return height_px_; }
  [[nodiscard]] bool empty() const { return pixels_.empty(); }
  [[nodiscard]] std::uint8_t* data() { return pixels_.data(); }
  [[nodiscard]] ImageView<Channels> view() const {
    return {pixels_.data(), width_px_, height_px_, std::ptrdiff_t{width_px_} * Channels};
  }

 private:
  int width_px_ = 0;
  int height_px_ = 0;
  std::vector<std::uint8_t> pixels_;
};
using RgbImage = Image<3>;
using GrayImage = Image<1>;

// One picture from a camera. Immutable once published, so every thread may read it: thread-safe.
class Frame {
 public:
  // sequence: counts from 0 within one opened source, without gaps at the source.
  // capturedAt: when the source delivered the picture. A file read as fast as possible reports the time at which the
  // picture would have been delivered at the file's own frame rate, so that decisions do not depend on how fast it is
  // read.
  Frame(RgbImage image, std::uint64_t sequence, SteadyTime capturedAt)
      : image_(std::move(image)), sequence_(sequence), capturedAt_(capturedAt) {}

  [[nodiscard]] RgbView view() const { return image_.view(); }
  [[nodiscard]] std::uint64_t sequence() const { return sequence_; }
  [[nodiscard]] SteadyTime capturedAt() const { return capturedAt_; }

 private:
  RgbImage image_;
  std::uint64_t sequence_;
  SteadyTime capturedAt_;
};
using FramePtr = std::shared_ptr<const Frame>;

}  // namespace dangol::vision
