#pragma once

// Lets dlib's algorithms read our pictures in place: what dlib calls a generic image (dlib/image_processing/
// generic_image.h), read-only. Private to vision.

#include <dlib/image_processing/generic_image.h>
#include <dlib/pixel.h>

#include "dangol/vision/face.hpp"
#include "dangol/vision/frame.hpp"

namespace dangol::vision {

inline long num_rows(const RgbView& view) { return view.height_px; }
inline long num_columns(const RgbView& view) { return view.width_px; }
inline const void* image_data(const RgbView& view) { return view.data; }
inline long width_step(const RgbView& view) { return view.stride_bytes; }

inline long num_rows(const GrayView& view) { return view.height_px; }
inline long num_columns(const GrayView& view) { return view.width_px; }
inline const void* image_data(const GrayView& view) { return view.data; }
inline long width_step(const GrayView& view) { return view.stride_bytes; }

}  // namespace dangol::vision

namespace dlib {

template <>
struct image_traits<dangol::vision::RgbView> {
  using pixel_type = rgb_pixel;
};
template <>
struct image_traits<dangol::vision::GrayView> {
  using pixel_type = unsigned char;
};

}  // namespace dlib
