#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>

#include "dangol/vision/frame.hpp"

namespace dangol::datasets {

// A picture or data set that cannot be read. The message names the file, what is wrong with it, and what to do.
class DatasetError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What a picture may be before it is decoded: a small file can claim a size that exhausts memory.
struct PictureLimits {
  std::uintmax_t largest_file_bytes = 64ULL * 1024 * 1024;
  int smallest_side_px = 40;
  int largest_side_px = 12'000;
  std::int64_t largest_area_px = 80'000'000;
};

// Reads a JPEG, PNG, WebP or BMP file as 8-bit RGB, upright by its EXIF orientation; grey, CMYK and 16-bit pictures are
// converted, transparency becomes white. The type is told by the content, never by the name. Reentrant.
// Throws DatasetError when the file cannot be read, is empty, cut short, of another type, or outside the limits; the
// limits are checked against the header, before any pixel is decoded.
[[nodiscard]] vision::RgbImage readPicture(const std::filesystem::path& file, const PictureLimits& limits = {});

// The same from memory; name stands for the file in messages.
[[nodiscard]] vision::RgbImage decodePicture(std::span<const std::uint8_t> bytes, const std::string& name,
                                             const PictureLimits& limits = {});

// Whether the file's name ends like a picture's (.jpg .jpeg .png .webp .bmp, any case).
[[nodiscard]] bool looksLikePicture(const std::filesystem::path& file);

}  // namespace dangol::datasets
