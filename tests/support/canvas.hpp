#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

#include "dangol/vision/frame.hpp"

namespace dangol::test {

// A picture to put parts of other pictures on.
class Canvas {
 public:
  Canvas(int width_px, int height_px, std::uint8_t level = 128) : image_(width_px, height_px) {
    std::memset(image_.data(), level, static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px) * 3);
  }

  // What would lie outside is left out.
  Canvas& paste(vision::RgbView picture, int left, int top = 0) {
    const int from = std::max(0, -left);
    const int until = std::min(picture.width_px, image_.width_px() - left);
    for (int y = std::max(0, -top); y < std::min(picture.height_px, image_.height_px() - top) && from < until; ++y) {
      std::memcpy(image_.data() + ((top + y) * image_.width_px() + left + from) * 3, picture.row(y) + from * 3,
                  static_cast<std::size_t>(until - from) * 3);
    }
    return *this;
  }
  Canvas& cover(int left, int top, int width_px, int height_px, std::uint8_t level = 128) {
    return paste(Canvas(width_px, height_px, level).image_.view(), left, top);
  }

  [[nodiscard]] vision::RgbView view() const { return image_.view(); }
  [[nodiscard]] vision::FramePtr frame(std::uint64_t sequence, vision::SteadyTime at) const {
    return std::make_shared<vision::Frame>(image_, sequence, at);
  }

 private:
  vision::RgbImage image_;
};

}  // namespace dangol::test
