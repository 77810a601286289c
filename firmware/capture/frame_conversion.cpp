#include "frame_conversion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "dangol/capture/camera_source.hpp"

namespace dangol::capture {

bool tooLarge(int width_px, int height_px) {
  return std::max(width_px, height_px) > kLongestSide_px || std::min(width_px, height_px) > kShorterSide_px;
}

std::string tooLargeReason(int width_px, int height_px) {
  return fmt::format("its pictures are {}x{} pixels, more than {}x{}; make them smaller", width_px, height_px,
                     kLongestSide_px, kShorterSide_px);
}

vision::RgbImage toRgb(const cv::Mat& picture) {
  if (picture.empty() || picture.depth() != CV_8U) return {};
  int conversion = cv::COLOR_BGR2RGB;
  if (picture.channels() == 1) {
    conversion = cv::COLOR_GRAY2RGB;
  } else if (picture.channels() == 4) {
    conversion = cv::COLOR_BGRA2RGB;
  } else if (picture.channels() != 3) {
    return {};
  }
  vision::RgbImage image(picture.cols, picture.rows);
  cv::Mat rgb(picture.rows, picture.cols, CV_8UC3, image.data());
  cv::cvtColor(picture, rgb, conversion);
  return image;
}

vision::RgbImage fitted(vision::RgbImage image) {
  if (image.empty() || !tooLarge(image.width_px(), image.height_px())) return image;
  const int longer = std::max(image.width_px(), image.height_px());
  const int shorter = std::min(image.width_px(), image.height_px());
  const double scale =
      std::min(static_cast<double>(kLongestSide_px) / longer, static_cast<double>(kShorterSide_px) / shorter);
  const auto scaled = [&](int side_px) { return std::max(1, static_cast<int>(std::floor(side_px * scale))); };
  vision::RgbImage result(scaled(image.width_px()), scaled(image.height_px()));
  const cv::Mat from(image.height_px(), image.width_px(), CV_8UC3, image.data());
  cv::Mat to(result.height_px(), result.width_px(), CV_8UC3, result.data());
  cv::resize(from, to, to.size(), 0, 0, cv::INTER_AREA);
  return result;
}

}  // namespace dangol::capture
