#include "picture_header.hpp"

#include <algorithm>
#include <string_view>

#include "dangol/datasets/picture.hpp"

namespace dangol::datasets {
namespace {

using namespace std::string_view_literals;

bool hasAt(Bytes bytes, std::size_t at, std::string_view text) {
  return has(bytes, at, text.size()) && std::equal(text.begin(), text.end(), bytes.begin() + static_cast<long>(at),
                                                   [](char a, std::uint8_t b) { return a == static_cast<char>(b); });
}

bool looksLikeText(Bytes bytes) {
  return std::ranges::all_of(bytes.first(std::min<std::size_t>(bytes.size(), 512)), [](std::uint8_t byte) {
    return (byte >= 0x20 && byte != 0x7F) || byte == '\n' || byte == '\r' || byte == '\t';
  });
}

// What a file that is no picture of ours is, as far as its first bytes tell.
std::string whatElse(Bytes bytes) {
  if (hasAt(bytes, 0, "GIF8")) return "is a GIF, perhaps animated; save it as JPEG or PNG";
  if (hasAt(bytes, 0, "II*\0"sv) || hasAt(bytes, 0, "MM\0*"sv)) {
    return "is a TIFF or a camera's raw file; save it as JPEG or PNG";
  }
  if (hasAt(bytes, 4, "ftyp")) {
    const bool avif = hasAt(bytes, 8, "avi");
    const bool heic =
        hasAt(bytes, 8, "hei") || hasAt(bytes, 8, "hev") || hasAt(bytes, 8, "mif") || hasAt(bytes, 8, "msf");
    if (avif) return "is an AVIF picture; save it as JPEG or PNG";
    if (heic) return "is a HEIC picture, as iPhones make them; export it as JPEG";
    return "is a video; give it to a command that takes videos";
  }
  if (hasAt(bytes, 0, "%PDF")) return "is a PDF; save the picture in it as JPEG or PNG";
  if (looksLikeText(bytes)) return "is text or a web page, not a picture; fetch the picture itself";
  return "is not a picture Dangol reads; save it as JPEG, PNG, WebP or BMP";
}

}  // namespace

void refuse(const std::string& name, const std::string& why) { throw DatasetError(name + " " + why); }

void refuseCutShort(const std::string& name, const char* type) {
  refuse(name, std::string("is cut short: this ") + type + " ends before its picture does; copy or download it again");
}

void refuseDamaged(const std::string& name, const char* type, const std::string& detail) {
  refuse(name, std::string("is a damaged ") + type + ": " + detail + "; copy or download it again");
}

PictureHeader parsePictureHeader(Bytes bytes, const std::string& name) {
  if (bytes.empty()) refuse(name, "is empty (0 bytes); copy or download it again");
  if (hasAt(bytes, 0, "\xFF\xD8\xFF"sv)) return parseJpegHeader(bytes, name);
  if (hasAt(bytes, 0, "\x89PNG\r\n\x1A\n"sv)) return parsePngHeader(bytes, name);
  if (hasAt(bytes, 0, "RIFF") && hasAt(bytes, 8, "WEBP")) return parseWebPHeader(bytes, name);
  if (hasAt(bytes, 0, "BM") && !looksLikeText(bytes)) return parseBmpHeader(bytes, name);
  refuse(name, whatElse(bytes));
}

}  // namespace dangol::datasets
