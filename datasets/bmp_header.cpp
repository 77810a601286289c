#include <algorithm>
#include <array>

#include "picture_header.hpp"

namespace dangol::datasets {
namespace {

enum Compression : std::uint32_t { kPlain = 0, kRle8 = 1, kRle4 = 2, kBitFields = 3 };

constexpr std::size_t kFileHeaderBytes = 14;

bool isDepth(std::uint32_t bits) {
  constexpr std::array<std::uint32_t, 6> kDepths{1, 4, 8, 16, 24, 32};
  return std::ranges::find(kDepths, bits) != kDepths.end();
}

}  // namespace

PictureHeader parseBmpHeader(Bytes bytes, const std::string& name) {
  if (!has(bytes, 0, kFileHeaderBytes + 12)) refuseCutShort(name, "BMP");
  const std::int64_t pixelsAt = littleEndian(bytes, 10, 4);
  const std::size_t infoBytes = littleEndian(bytes, 14, 4);
  const bool old = infoBytes == 12;
  if (!old && infoBytes < 36) refuseDamaged(name, "BMP", "its header is not valid");
  if (!has(bytes, kFileHeaderBytes, infoBytes)) refuseCutShort(name, "BMP");

  PictureHeader header{.type = PictureType::Bmp};
  std::uint32_t bits = 0;
  std::uint32_t compression = kPlain;
  if (old) {
    header.width_px = littleEndian(bytes, 18, 2);
    header.height_px = littleEndian(bytes, 20, 2);
    bits = littleEndian(bytes, 24, 2);
  } else {
    header.width_px = static_cast<std::int32_t>(littleEndian(bytes, 18, 4));
    // A negative height says that the rows run from top to bottom.
    header.height_px = std::abs(std::int64_t{static_cast<std::int32_t>(littleEndian(bytes, 22, 4))});
    bits = littleEndian(bytes, 28, 2);
    compression = littleEndian(bytes, 30, 4);
  }
  if (header.width_px <= 0 || header.height_px == 0) refuseDamaged(name, "BMP", "it does not state its size");
  if (!isDepth(bits) || compression > kBitFields) {
    refuse(name, "is an unusual kind of BMP; save it as PNG or JPEG");
  }
  const std::int64_t rowBytes = (header.width_px * bits + 31) / 32 * 4;
  const bool packed = compression == kRle8 || compression == kRle4;
  // 0 < rowBytes < 2^34 and height <= 2^31: the product fits.
  const std::int64_t needed = pixelsAt + (packed ? 1 : rowBytes * header.height_px);
  if (needed > static_cast<std::int64_t>(bytes.size())) refuseCutShort(name, "BMP");
  return header;
}

}  // namespace dangol::datasets
