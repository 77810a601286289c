#pragma once

#include "dangol/vision/frame.hpp"

namespace dangol::vision {

// Luma of an RGB picture (ITU-R BT.601 weights). Requires: a picture that is not empty. Reentrant.
[[nodiscard]] GrayImage toGray(RgbView picture);

// The picture at another size, by area averaging when it shrinks. Requires: sides of at least 1. Reentrant.
[[nodiscard]] RgbImage resized(RgbView picture, int width_px, int height_px);

}  // namespace dangol::vision
