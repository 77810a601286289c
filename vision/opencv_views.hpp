#pragma once

// Our pictures as OpenCV matrices over the same pixels. OpenCV has no constant matrix: these must only be read.
// Private to vision.

#include <opencv2/core/mat.hpp>

#include "dangol/vision/frame.hpp"

namespace dangol::vision {

inline cv::Mat asMat(const GrayView& view) {
  return {view.height_px, view.width_px, CV_8UC1, const_cast<std::uint8_t*>(view.data),
          static_cast<std::size_t>(view.stride_bytes)};
}

inline cv::Mat asMat(const RgbView& view) {
  return {view.height_px, view.width_px, CV_8UC3, const_cast<std::uint8_t*>(view.data),
          static_cast<std::size_t>(view.stride_bytes)};
}

}  // namespace dangol::vision
