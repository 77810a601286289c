#pragma once

#include <algorithm>
#include <cstdint>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "dangol/datasets/picture.hpp"

// Pictures made on the spot, sound and broken. None shows a person.
namespace dangol::test {

using Bytes = std::vector<std::uint8_t>;

inline Bytes encode(const char* extension, const cv::Mat& picture, const std::vector<int>& parameters = {}) {
  Bytes bytes;
  if (!cv::imencode(extension, picture, bytes, parameters)) throw std::runtime_error("cannot encode");
  return bytes;
}

inline cv::Mat noise(int width, int height, int type = CV_8UC3) {
  cv::Mat picture(height, width, type);
  cv::RNG generator(7);
  generator.fill(picture, cv::RNG::UNIFORM, 0, 255);
  return picture;
}

// Red, green, blue and yellow quarters: tells every orientation apart.
inline cv::Mat quarters(int width, int height) {
  cv::Mat picture(height, width, CV_8UC3);
  const cv::Rect left(0, 0, width / 2, height / 2);
  picture(left).setTo(cv::Scalar(0, 0, 255));
  picture(left + cv::Point(width / 2, 0)).setTo(cv::Scalar(0, 255, 0));
  picture(left + cv::Point(0, height / 2)).setTo(cv::Scalar(255, 0, 0));
  picture(left + cv::Point(width / 2, height / 2)).setTo(cv::Scalar(0, 255, 255));
  return picture;
}

inline void append(Bytes& bytes, std::string_view text) {
  for (const char c : text) bytes.push_back(static_cast<std::uint8_t>(c));
}
inline void append(Bytes& bytes, const Bytes& more) {
  for (const std::uint8_t byte : more) bytes.push_back(byte);
}
inline void appendBigEndian(Bytes& bytes, std::uint32_t value, int count) {
  for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}
inline void appendLittleEndian(Bytes& bytes, std::uint32_t value, int count) {
  for (int i = 0; i < count; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

// A TIFF header with one directory that holds the orientation.
inline Bytes tiffWithOrientation(int orientation, bool littleEndian = false) {
  Bytes tiff;
  append(tiff, littleEndian ? "II" : "MM");
  const auto number = [&](std::uint32_t value, int count) {
    littleEndian ? appendLittleEndian(tiff, value, count) : appendBigEndian(tiff, value, count);
  };
  number(42, 2);
  number(8, 4);
  number(1, 2);
  number(0x0112, 2);
  number(3, 2);
  number(1, 4);
  number(static_cast<std::uint32_t>(orientation), 2);
  number(0, 2);
  number(0, 4);
  return tiff;
}

// Puts an APP1 segment right after the start of a JPEG.
inline Bytes withApp1(Bytes jpeg, const Bytes& payload) {
  Bytes segment{0xFF, 0xE1};
  appendBigEndian(segment, static_cast<std::uint32_t>(payload.size() + 2), 2);
  append(segment, payload);
  jpeg.insert(jpeg.begin() + 2, segment.begin(), segment.end());
  return jpeg;
}

inline Bytes exifPayload(const Bytes& tiff) {
  Bytes payload;
  append(payload, std::string_view("Exif\0\0", 6));
  append(payload, tiff);
  return payload;
}

inline std::uint32_t crc32(const Bytes& bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const std::uint8_t byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? 0xEDB88320U ^ (crc >> 1) : crc >> 1;
  }
  return crc ^ 0xFFFFFFFFU;
}

// One PNG chunk, with its checksum.
inline Bytes pngChunk(std::string_view type, const Bytes& data) {
  Bytes body;
  append(body, type);
  append(body, data);
  Bytes chunk;
  appendBigEndian(chunk, static_cast<std::uint32_t>(data.size()), 4);
  append(chunk, body);
  appendBigEndian(chunk, crc32(body), 4);
  return chunk;
}

inline std::size_t find(const Bytes& bytes, std::string_view text) {
  const auto at = std::search(bytes.begin(), bytes.end(), text.begin(), text.end(),
                              [](std::uint8_t a, char b) { return static_cast<char>(a) == b; });
  if (at == bytes.end()) throw std::runtime_error("not in the bytes");
  return static_cast<std::size_t>(at - bytes.begin());
}

// Puts a chunk right after the PNG's header chunk.
inline Bytes withPngChunk(Bytes png, const Bytes& chunk) {
  constexpr std::ptrdiff_t kAfterHeader = 8 + 12 + 13;
  png.insert(png.begin() + kAfterHeader, chunk.begin(), chunk.end());
  return png;
}

inline Bytes cut(Bytes bytes, std::size_t size) {
  bytes.resize(size);
  return bytes;
}

// The message a picture is refused with; empty when it is read.
inline std::string refusal(const Bytes& bytes, const datasets::PictureLimits& limits = {}) {
  try {
    (void)datasets::decodePicture(bytes, "shot.jpg", limits);
    return {};
  } catch (const datasets::DatasetError& error) {
    return error.what();
  }
}

inline bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace dangol::test
