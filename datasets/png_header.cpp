#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "exif_orientation.hpp"
#include "picture_header.hpp"

namespace dangol::datasets {
namespace {

constexpr std::size_t kSignatureBytes = 8;
constexpr std::size_t kChunkOverhead = 12;  // length, type, checksum

enum ColourType : std::uint8_t { kGrey = 0, kRgb = 2, kPalette = 3, kGreyAlpha = 4, kRgbAlpha = 6 };

struct Chunk {
  std::string_view type;
  Bytes data;
  Bytes whole;  // with length, type and checksum
};

// The chunk at the offset; nothing when the file ends inside it.
std::optional<Chunk> chunkAt(Bytes bytes, std::size_t at) {
  if (!has(bytes, at, kChunkOverhead)) return std::nullopt;
  const std::size_t length = bigEndian(bytes, at, 4);
  if (!has(bytes, at + kChunkOverhead, length)) return std::nullopt;
  const auto* type = reinterpret_cast<const char*>(bytes.data() + at + 4);
  return Chunk{{type, 4}, bytes.subspan(at + 8, length), bytes.subspan(at, length + kChunkOverhead)};
}

constexpr auto kCrcTable = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value & 1U) != 0 ? 0xEDB88320U ^ (value >> 1) : value >> 1;
    table[i] = value;
  }
  return table;
}();

bool checksumHolds(const Chunk& chunk) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const std::uint8_t byte : chunk.whole.subspan(4, chunk.data.size() + 4)) {
    crc = kCrcTable[(crc ^ byte) & 0xFFU] ^ (crc >> 8);
  }
  return (crc ^ 0xFFFFFFFFU) == bigEndian(chunk.whole, chunk.whole.size() - 4, 4);
}

bool isCritical(std::string_view type) { return type[0] >= 'A' && type[0] <= 'Z'; }

bool depthFits(std::uint8_t colour, std::uint8_t depth) {
  const bool powerOfTwo = depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
  switch (colour) {
    case kGrey:
      return powerOfTwo;
    case kPalette:
      return powerOfTwo && depth <= 8;
    case kRgb:
    case kGreyAlpha:
    case kRgbAlpha:
      return depth == 8 || depth == 16;
    default:
      return false;
  }
}

std::uint8_t colourOf(Bytes bytes) { return bytes[kSignatureBytes + 8 + 9]; }

PictureHeader readIhdr(const Chunk& chunk, const std::string& name) {
  if (chunk.type != "IHDR" || chunk.data.size() != 13) refuseDamaged(name, "PNG", "its header chunk is not first");
  const Bytes data = chunk.data;
  PictureHeader header{.type = PictureType::Png};
  header.width_px = bigEndian(data, 0, 4);
  header.height_px = bigEndian(data, 4, 4);
  if (header.width_px == 0 || header.height_px == 0) refuseDamaged(name, "PNG", "it does not state its size");
  if (!depthFits(data[9], data[8]) || data[10] != 0 || data[11] != 0 || data[12] > 1) {
    refuseDamaged(name, "PNG", "its header is not valid");
  }
  header.transparent = data[9] == kGreyAlpha || data[9] == kRgbAlpha;
  return header;
}

bool paletteFits(Bytes palette) { return !palette.empty() && palette.size() <= 768 && palette.size() % 3 == 0; }

}  // namespace

PictureHeader parsePngHeader(Bytes bytes, const std::string& name) {
  PictureHeader header;
  bool palette = false;
  bool pixels = false;
  for (std::size_t at = kSignatureBytes;;) {
    const auto chunk = chunkAt(bytes, at);
    if (!chunk) refuseCutShort(name, "PNG");
    if (isCritical(chunk->type) && !checksumHolds(*chunk)) {
      refuseDamaged(name, "PNG", "the checksum of its " + std::string(chunk->type) + " chunk is wrong");
    }
    if (at == kSignatureBytes) {
      header = readIhdr(*chunk, name);
    } else if (chunk->type == "PLTE") {
      palette = paletteFits(chunk->data);
    } else if (chunk->type == "IDAT") {
      pixels = true;
    } else if (chunk->type == "tRNS") {
      header.transparent = true;
    } else if (chunk->type == "eXIf") {
      header.orientation = exifOrientation(chunk->data);
    } else if (chunk->type == "IEND") {
      break;
    } else if (isCritical(chunk->type)) {
      refuse(name, "is an unusual kind of PNG (an unknown chunk); save it as an ordinary PNG or JPEG");
    }
    at += chunk->whole.size();
  }
  if (!pixels || (colourOf(bytes) == kPalette && !palette)) refuseDamaged(name, "PNG", "there is no picture in it");
  return header;
}

std::vector<std::uint8_t> essentialPng(Bytes bytes) {
  std::vector<std::uint8_t> result(bytes.begin(), bytes.begin() + kSignatureBytes);
  const bool hasPalette = colourOf(bytes) == kPalette;
  std::size_t paletteColours = 0;
  for (std::size_t at = kSignatureBytes;;) {
    const auto chunk = chunkAt(bytes, at);
    const bool firstPalette = chunk->type == "PLTE" && hasPalette && paletteColours == 0 && paletteFits(chunk->data);
    if (firstPalette) paletteColours = chunk->data.size() / 3;
    const bool usableTransparency = chunk->type == "tRNS" && hasPalette && checksumHolds(*chunk) &&
                                    !chunk->data.empty() && chunk->data.size() <= paletteColours;
    const bool pixels = chunk->type == "IHDR" || chunk->type == "IDAT" || chunk->type == "IEND";
    if (firstPalette || usableTransparency || pixels) {
      result.insert(result.end(), chunk->whole.begin(), chunk->whole.end());
    }
    if (chunk->type == "IEND") return result;
    at += chunk->whole.size();
  }
}

}  // namespace dangol::datasets
