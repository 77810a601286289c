#include <algorithm>
#include <array>

#include "exif_orientation.hpp"
#include "picture_header.hpp"

namespace dangol::datasets {
namespace {

enum Marker : std::uint8_t {
  kStuffing = 0x00,
  kTemporary = 0x01,
  kHuffmanTable = 0xC4,
  kReserved = 0xC8,
  kArithmeticTable = 0xCC,
  kFirstRestart = 0xD0,
  kLastRestart = 0xD7,
  kStart = 0xD8,
  kEnd = 0xD9,
  kScan = 0xDA,
  kApp1 = 0xE1
};

bool isFrame(std::uint8_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != kHuffmanTable && marker != kReserved &&
         marker != kArithmeticTable;
}

bool standsAlone(std::uint8_t marker) {
  return marker == kStuffing || marker == kTemporary || marker == kStart ||
         (marker >= kFirstRestart && marker <= kLastRestart);
}

void readFrame(Bytes segment, std::uint8_t marker, PictureHeader& header, const std::string& name) {
  if (segment.size() < 6) refuseDamaged(name, "JPEG", "its frame header is too short");
  // Baseline, extended and progressive, with Huffman or arithmetic coding: what libjpeg decodes.
  constexpr std::array<std::uint8_t, 5> kDecodable{0xC0, 0xC1, 0xC2, 0xC9, 0xCA};
  if (std::ranges::find(kDecodable, marker) == kDecodable.end() || segment[0] != 8) {
    refuse(name, "is an unusual kind of JPEG (lossless, hierarchical or 12-bit); save it as an ordinary JPEG or PNG");
  }
  header.height_px = bigEndian(segment, 1, 2);
  header.width_px = bigEndian(segment, 3, 2);
  if (header.width_px == 0 || header.height_px == 0) refuseDamaged(name, "JPEG", "it does not state its size");
}

void readExif(Bytes segment, PictureHeader& header) {
  constexpr std::array<std::uint8_t, 6> kExif{'E', 'x', 'i', 'f', 0, 0};
  if (segment.size() < kExif.size() || !std::equal(kExif.begin(), kExif.end(), segment.begin())) return;
  header.orientation = exifOrientation(segment.subspan(kExif.size()));
}

}  // namespace

// Walks from marker to marker up to the end marker of the picture itself. A thumbnail's markers lie inside an APP
// segment, which is stepped over as a whole, so its end is never taken for the picture's.
PictureHeader parseJpegHeader(Bytes bytes, const std::string& name) {
  PictureHeader header{.type = PictureType::Jpeg};
  bool scanned = false;
  auto at = bytes.begin() + 2;
  while (true) {
    at = std::find(at, bytes.end(), std::uint8_t{0xFF});
    at = std::find_if(at, bytes.end(), [](std::uint8_t byte) { return byte != 0xFF; });
    if (at == bytes.end()) refuseCutShort(name, "JPEG");
    const std::uint8_t marker = *at++;
    if (standsAlone(marker)) continue;
    if (marker == kEnd) break;

    const auto offset = static_cast<std::size_t>(at - bytes.begin());
    if (!has(bytes, offset, 2)) refuseCutShort(name, "JPEG");
    const std::size_t length = bigEndian(bytes, offset, 2);
    if (length < 2) refuseDamaged(name, "JPEG", "a segment has no length");
    if (!has(bytes, offset, length)) refuseCutShort(name, "JPEG");
    const Bytes segment = bytes.subspan(offset + 2, length - 2);
    if (isFrame(marker) && header.width_px == 0) readFrame(segment, marker, header, name);
    if (marker == kApp1) readExif(segment, header);
    if (marker == kScan) scanned = true;
    at += static_cast<long>(length);
  }
  if (header.width_px == 0 || !scanned) refuseDamaged(name, "JPEG", "there is no picture in it");
  return header;
}

}  // namespace dangol::datasets
