#pragma once

#include "byte_reader.hpp"

namespace dangol::datasets {

// How a picture must be turned to stand upright: the EXIF orientation, 1 (as it is) to 8, from an EXIF block that
// begins with its TIFF header. 1 when it says nothing, or nonsense: a picture is never refused for its EXIF. Reentrant.
//
// OpenCV 4.6 reads it only from a JPEG's first APP1 segment, so a photo with XMP before EXIF stays on its side.
[[nodiscard]] int exifOrientation(Bytes tiff);

}  // namespace dangol::datasets
