#include <algorithm>
#include <array>
#include <string_view>

#include "exif_orientation.hpp"
#include "picture_header.hpp"

namespace dangol::datasets {
namespace {

constexpr std::size_t kFirstChunk = 12;
constexpr std::uint8_t kAnimated = 0x02;
constexpr std::uint8_t kAlpha = 0x10;

std::string_view typeAt(Bytes bytes, std::size_t at) { return {reinterpret_cast<const char*>(bytes.data() + at), 4}; }

void readLossy(Bytes data, PictureHeader& header, const std::string& name) {
  constexpr std::array<std::uint8_t, 3> kStartCode{0x9D, 0x01, 0x2A};
  if (data.size() < 10 || !std::equal(kStartCode.begin(), kStartCode.end(), data.begin() + 3)) {
    refuseDamaged(name, "WebP", "its picture does not begin as one");
  }
  header.width_px = littleEndian(data, 6, 2) & 0x3FFFU;
  header.height_px = littleEndian(data, 8, 2) & 0x3FFFU;
}

void readLossless(Bytes data, PictureHeader& header, const std::string& name) {
  if (data.size() < 5 || data[0] != 0x2F) refuseDamaged(name, "WebP", "its picture does not begin as one");
  const std::uint32_t bits = littleEndian(data, 1, 4);
  header.width_px = (bits & 0x3FFFU) + 1;
  header.height_px = (bits >> 14 & 0x3FFFU) + 1;
  header.transparent = (bits >> 28 & 1U) != 0;
}

void readExtended(Bytes data, PictureHeader& header, const std::string& name) {
  if (data.size() < 10) refuseDamaged(name, "WebP", "its header is too short");
  if ((data[0] & kAnimated) != 0) refuse(name, "is an animated WebP; save one picture of it as JPEG or PNG");
  header.transparent = (data[0] & kAlpha) != 0;
  header.width_px = std::int64_t{littleEndian(data, 4, 3)} + 1;
  header.height_px = std::int64_t{littleEndian(data, 7, 3)} + 1;
}

}  // namespace

PictureHeader parseWebPHeader(Bytes bytes, const std::string& name) {
  const std::size_t end = std::size_t{littleEndian(bytes, 4, 4)} + 8;
  if (end > bytes.size()) refuseCutShort(name, "WebP");
  const Bytes riff = bytes.first(end);

  PictureHeader header{.type = PictureType::WebP};
  bool pixels = false;
  for (std::size_t at = kFirstChunk; has(riff, at, 8);) {
    const std::string_view type = typeAt(riff, at);
    const std::size_t length = littleEndian(riff, at + 4, 4);
    if (!has(riff, at + 8, length)) refuseCutShort(name, "WebP");
    const Bytes data = riff.subspan(at + 8, length);
    const bool first = at == kFirstChunk;
    if (type == "VP8X" && first) readExtended(data, header, name);
    if (type == "VP8 ") {
      pixels = true;
      if (first) readLossy(data, header, name);
    }
    if (type == "VP8L") {
      pixels = true;
      if (first) readLossless(data, header, name);
    }
    if (type == "EXIF") header.orientation = exifOrientation(data);
    at += 8 + length + length % 2;
  }
  if (!pixels || header.width_px == 0 || header.height_px == 0) {
    refuseDamaged(name, "WebP", "there is no picture in it");
  }
  return header;
}

}  // namespace dangol::datasets
