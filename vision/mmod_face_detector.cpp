#include <dlib/dnn.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "dangol/vision/error.hpp"
#include "dangol/vision/face_detector.hpp"
#include "dangol/vision/image_ops.hpp"
#include "dlib_views.hpp"

namespace dangol::vision {
namespace {

// The network as its author defines it: dlib, examples/dnn_mmod_face_detection_ex.cpp.
template <long num_filters, typename SUBNET>
using con5d = dlib::con<num_filters, 5, 5, 2, 2, SUBNET>;
template <long num_filters, typename SUBNET>
using con5 = dlib::con<num_filters, 5, 5, 1, 1, SUBNET>;
template <typename SUBNET>
using downsampler = dlib::relu<
    dlib::affine<con5d<32, dlib::relu<dlib::affine<con5d<32, dlib::relu<dlib::affine<con5d<16, SUBNET>>>>>>>>>;
template <typename SUBNET>
using rcon5 = dlib::relu<dlib::affine<con5<45, SUBNET>>>;
using MmodNet = dlib::loss_mmod<
    dlib::con<1, 9, 9, 1, 1, rcon5<rcon5<rcon5<downsampler<dlib::input_rgb_image_pyramid<dlib::pyramid_down<6>>>>>>>>;

}  // namespace

struct MmodFaceDetector::Impl {
  MmodNet net;
};

MmodFaceDetector::MmodFaceDetector(const ModelBundle& models) : impl_(std::make_unique<Impl>()) {
  std::istringstream bytes(models.read(Model::MmodFaceDetector));
  dlib::deserialize(impl_->net, bytes);
}
MmodFaceDetector::~MmodFaceDetector() = default;
MmodFaceDetector::MmodFaceDetector(MmodFaceDetector&&) noexcept = default;
MmodFaceDetector& MmodFaceDetector::operator=(MmodFaceDetector&&) noexcept = default;

std::vector<Detection> MmodFaceDetector::detect(RgbView picture, int longest_side_px) {
  const double scale =
      std::min(1.0, static_cast<double>(longest_side_px) / std::max(picture.width_px, picture.height_px));
  const auto side = [&](int length) { return std::max(1, static_cast<int>(std::lround(length * scale))); };
  const RgbImage small = resized(picture, side(picture.width_px), side(picture.height_px));
  dlib::matrix<dlib::rgb_pixel> input;
  dlib::assign_image(input, small.view());

  std::vector<Detection> detections;
  for (const dlib::mmod_rect& face : impl_->net(input)) {
    const auto back = [&](long value) { return static_cast<int>(std::lround(static_cast<double>(value) / scale)); };
    detections.push_back({{back(face.rect.left()), back(face.rect.top()), back(static_cast<long>(face.rect.width())),
                           back(static_cast<long>(face.rect.height()))},
                          static_cast<float>(face.detection_confidence)});
  }
  std::ranges::stable_sort(detections, std::ranges::greater{}, &Detection::score);
  return detections;
}

}  // namespace dangol::vision
