#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "byte_reader.hpp"

// What the bytes of a picture say about it before a pixel is decoded, and whether all of them are there.
namespace dangol::datasets {

enum class PictureType { Jpeg, Png, WebP, Bmp };

struct PictureHeader {
  PictureType type = PictureType::Jpeg;
  std::int64_t width_px = 0;
  std::int64_t height_px = 0;
  bool transparent = false;  // may have transparent parts
  int orientation = 1;       // EXIF, 1 to 8
};

// Tells the type by the content and reads the header. Throws DatasetError, naming the picture, when it is of another
// type, damaged or cut short. Ensures: both sides are at least 1. Reentrant.
[[nodiscard]] PictureHeader parsePictureHeader(Bytes bytes, const std::string& name);

// One parser a type. Requires: the bytes begin with the type's magic. The rest as parsePictureHeader.
[[nodiscard]] PictureHeader parseJpegHeader(Bytes bytes, const std::string& name);
[[nodiscard]] PictureHeader parsePngHeader(Bytes bytes, const std::string& name);
[[nodiscard]] PictureHeader parseWebPHeader(Bytes bytes, const std::string& name);
[[nodiscard]] PictureHeader parseBmpHeader(Bytes bytes, const std::string& name);

// The PNG with only what its pixels need: libpng complains on stderr about many an ancillary chunk.
// Requires: parsePngHeader accepted it.
[[nodiscard]] std::vector<std::uint8_t> essentialPng(Bytes bytes);

// The three ways to refuse a picture. They throw DatasetError.
[[noreturn]] void refuse(const std::string& name, const std::string& why);
[[noreturn]] void refuseCutShort(const std::string& name, const char* type);
[[noreturn]] void refuseDamaged(const std::string& name, const char* type, const std::string& detail);

}  // namespace dangol::datasets
