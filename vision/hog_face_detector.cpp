#include <dlib/image_processing/frontal_face_detector.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "dangol/vision/face_detector.hpp"
#include "dlib_views.hpp"
#include "opencv_views.hpp"

namespace dangol::vision {
namespace {

constexpr double kWindow_px = 80;  // dlib's frontal face detector was trained on 80 pixel windows
// An expected face is brought to this width: above the window, so that one a little smaller is found too.
constexpr double kExpected_px = 100;

}  // namespace

struct HogFaceDetector::Impl {
  std::vector<Detection> detect(GrayView picture, double scale);
  std::vector<Detection> detect(GrayView picture, const FaceBox& region, double scale);

  Options options;
  dlib::frontal_face_detector detector = dlib::get_frontal_face_detector();
  cv::Mat resized;
};

HogFaceDetector::HogFaceDetector(Options options) : impl_(std::make_unique<Impl>()) { impl_->options = options; }
HogFaceDetector::HogFaceDetector() : HogFaceDetector(Options{}) {}
HogFaceDetector::~HogFaceDetector() = default;
HogFaceDetector::HogFaceDetector(HogFaceDetector&&) noexcept = default;
HogFaceDetector& HogFaceDetector::operator=(HogFaceDetector&&) noexcept = default;

std::vector<Detection> HogFaceDetector::detect(GrayView picture) {
  return impl_->detect(picture, kWindow_px / impl_->options.smallest_face_px);
}

std::vector<Detection> HogFaceDetector::detect(GrayView picture, const FaceBox& region) {
  return impl_->detect(picture, region, kWindow_px / impl_->options.smallest_face_px);
}

std::vector<Detection> HogFaceDetector::detect(GrayView picture, const FaceBox& region, int expected_face_px) {
  assert(expected_face_px > 0);
  return impl_->detect(picture, region, kExpected_px / expected_face_px);
}

std::vector<Detection> HogFaceDetector::Impl::detect(GrayView picture, const FaceBox& region, double scale) {
  const int left = std::clamp(region.left_px, 0, picture.width_px);
  const int top = std::clamp(region.top_px, 0, picture.height_px);
  const int right = std::clamp(region.right_px(), left, picture.width_px);
  const int bottom = std::clamp(region.bottom_px(), top, picture.height_px);
  if (right == left || bottom == top) return {};
  auto detections = detect(picture.crop(left, top, right - left, bottom - top), scale);
  for (Detection& detection : detections) {
    detection.box.left_px += left;
    detection.box.top_px += top;
  }
  return detections;
}

std::vector<Detection> HogFaceDetector::Impl::detect(GrayView picture, double scale) {
  GrayView searched = picture;
  if (std::abs(scale - 1) > 0.02) {
    const cv::Size size(std::max(1, static_cast<int>(std::lround(picture.width_px * scale))),
                        std::max(1, static_cast<int>(std::lround(picture.height_px * scale))));
    cv::resize(asMat(picture), resized, size, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    searched = {resized.data, resized.cols, resized.rows, static_cast<std::ptrdiff_t>(resized.step)};
  }
  std::vector<dlib::rect_detection> found;
  detector(searched, found, options.score_threshold);

  const double back_x = static_cast<double>(picture.width_px) / searched.width_px;
  const double back_y = static_cast<double>(picture.height_px) / searched.height_px;
  std::vector<Detection> detections;
  detections.reserve(found.size());
  for (const dlib::rect_detection& face : found) {
    const auto scaled = [](long value, double factor) {
      return static_cast<int>(std::lround(static_cast<double>(value) * factor));
    };
    detections.push_back(
        {{scaled(face.rect.left(), back_x), scaled(face.rect.top(), back_y),
          scaled(static_cast<long>(face.rect.width()), back_x), scaled(static_cast<long>(face.rect.height()), back_y)},
         static_cast<float>(face.detection_confidence)});
  }
  std::ranges::stable_sort(detections, std::ranges::greater{}, &Detection::score);
  return detections;
}

}  // namespace dangol::vision
