#include "dangol/vision/image_ops.hpp"

#include <opencv2/imgproc.hpp>

#include "opencv_views.hpp"

namespace dangol::vision {

GrayImage toGray(RgbView picture) {
  GrayImage gray(picture.width_px, picture.height_px);
  cv::Mat target(picture.height_px, picture.width_px, CV_8UC1, gray.data());
  cv::cvtColor(asMat(picture), target, cv::COLOR_RGB2GRAY);
  return gray;
}

RgbImage resized(RgbView picture, int width_px, int height_px) {
  RgbImage result(width_px, height_px);
  cv::Mat target(height_px, width_px, CV_8UC3, result.data());
  const bool shrinks = width_px < picture.width_px;
  cv::resize(asMat(picture), target, target.size(), 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
  return result;
}

}  // namespace dangol::vision
