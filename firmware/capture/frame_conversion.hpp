#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "dangol/vision/frame.hpp"

namespace dangol::capture {

// Whether a source refuses pictures of this size: see kLongestSide_px.
[[nodiscard]] bool tooLarge(int width_px, int height_px);
[[nodiscard]] std::string tooLargeReason(int width_px, int height_px);

// OpenCV's picture (BGR, BGRA or grey, 8 bits) as ours: the one conversion a picture goes through.
// Empty when the picture is empty or of another kind.
[[nodiscard]] vision::RgbImage toRgb(const cv::Mat& picture);

// Made smaller, keeping its proportions, until it is not too large.
[[nodiscard]] vision::RgbImage fitted(vision::RgbImage image);

}  // namespace dangol::capture
