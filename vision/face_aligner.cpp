#include "dangol/vision/face_aligner.hpp"

#include <dlib/image_processing/shape_predictor.h>
#include <dlib/image_transforms/interpolation.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "dlib_views.hpp"

namespace dangol::vision {

FaceChip mirrored(const FaceChip& chip) {
  FaceChip result{RgbImage(chip.image.width_px(), chip.image.height_px())};
  const RgbView from = chip.image.view();
  std::uint8_t* to = result.image.data();
  for (int y = 0; y < from.height_px; ++y) {
    for (int x = from.width_px - 1; x >= 0; --x, to += 3) std::copy_n(from.row(y) + std::ptrdiff_t{x} * 3, 3, to);
  }
  return result;
}

struct FaceAligner::Impl {
  dlib::shape_predictor predictor;
};

FaceAligner::FaceAligner(const ModelBundle& models) : impl_(std::make_unique<Impl>()) {
  std::istringstream bytes(models.read(Model::FivePointLandmarks));
  dlib::deserialize(impl_->predictor, bytes);
}
FaceAligner::~FaceAligner() = default;
FaceAligner::FaceAligner(FaceAligner&&) noexcept = default;
FaceAligner& FaceAligner::operator=(FaceAligner&&) noexcept = default;

Landmarks5 FaceAligner::locate(GrayView picture, const FaceBox& box) const {
  const dlib::rectangle rectangle(box.left_px, box.top_px, box.right_px() - 1, box.bottom_px() - 1);
  const dlib::full_object_detection shape = impl_->predictor(picture, rectangle);
  Landmarks5 landmarks;
  for (std::size_t i = 0; i < landmarks.points.size(); ++i) {
    const dlib::point& part = shape.part(i);
    landmarks.points[i] = {static_cast<float>(part.x()), static_cast<float>(part.y())};
  }
  return landmarks;
}

FaceChip FaceAligner::cutChip(RgbView picture, const Landmarks5& landmarks) {
  std::vector<dlib::point> parts;
  parts.reserve(landmarks.points.size());
  for (const Point& point : landmarks.points) parts.emplace_back(std::lround(point.x_px), std::lround(point.y_px));
  const dlib::full_object_detection shape(dlib::rectangle(), parts);
  dlib::array2d<dlib::rgb_pixel> cut;
  dlib::extract_image_chip(picture, dlib::get_face_chip_details(shape, kFaceChipSize_px, kFaceChipPadding), cut);

  FaceChip chip{RgbImage(kFaceChipSize_px, kFaceChipSize_px)};
  std::uint8_t* target = chip.image.data();
  for (long y = 0; y < cut.nr(); ++y) {
    for (long x = 0; x < cut.nc(); ++x) {
      *target++ = cut[y][x].red;
      *target++ = cut[y][x].green;
      *target++ = cut[y][x].blue;
    }
  }
  return chip;
}

}  // namespace dangol::vision
