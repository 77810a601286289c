#include "exif_orientation.hpp"

namespace dangol::datasets {
namespace {

constexpr int kUpright = 1;
constexpr std::uint32_t kOrientationTag = 0x0112;
constexpr std::uint32_t kShort = 3;
constexpr std::size_t kEntryBytes = 12;

}  // namespace

int exifOrientation(Bytes tiff) {
  if (!has(tiff, 0, 8)) return kUpright;
  const bool little = tiff[0] == 'I' && tiff[1] == 'I';
  const bool big = tiff[0] == 'M' && tiff[1] == 'M';
  if (!little && !big) return kUpright;
  const auto number = [&](std::size_t at, std::size_t count) {
    return little ? littleEndian(tiff, at, count) : bigEndian(tiff, at, count);
  };
  if (number(2, 2) != 42) return kUpright;

  const std::size_t directory = number(4, 4);
  if (!has(tiff, directory, 2)) return kUpright;
  const std::size_t entries = number(directory, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * kEntryBytes;
    if (!has(tiff, entry, kEntryBytes)) return kUpright;
    if (number(entry, 2) != kOrientationTag) continue;
    if (number(entry + 2, 2) != kShort) return kUpright;
    const std::uint32_t value = number(entry + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : kUpright;
  }
  return kUpright;
}

}  // namespace dangol::datasets
