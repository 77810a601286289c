#include "golden.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <map>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb_image_write.h>
#pragma GCC diagnostic pop

namespace dangol::test {
namespace {

constexpr int kShrink = 3;
constexpr int kVisible = 56;  // levels of one channel

using Bytes = std::vector<std::uint8_t>;

std::uint32_t crcOf(const std::uint8_t* data, std::size_t size) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (std::size_t i = 0; i < size; ++i) {
    crc ^= data[i];
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ (0xEDB88320U & (0U - (crc & 1U)));
  }
  return ~crc;
}

void appendNumber(Bytes& out, std::uint32_t number) {
  for (const unsigned shift : {24U, 16U, 8U, 0U}) out.push_back(static_cast<std::uint8_t>(number >> shift));
}

void appendChunk(Bytes& out, const std::string& type, const Bytes& data) {
  appendNumber(out, static_cast<std::uint32_t>(data.size()));
  const std::size_t start = out.size();
  for (const char c : type) out.push_back(static_cast<std::uint8_t>(c));
  for (const std::uint8_t byte : data) out.push_back(byte);
  appendNumber(out, crcOf(out.data() + start, out.size() - start));
}

// Every pixel's place in a palette of at most count colours.
struct Indexed {
  std::vector<cv::Vec3b> palette;
  cv::Mat places;  // 8-bit
};

Indexed indexed(const cv::Mat& picture, int count) {
  cv::Mat pixels;
  picture.reshape(1, picture.rows * picture.cols).convertTo(pixels, CV_32F);
  cv::Mat labels;
  cv::Mat centres;
  cv::setRNGSeed(1);
  cv::kmeans(pixels, count, labels, {cv::TermCriteria::EPS + cv::TermCriteria::COUNT, 24, 0.5}, 1,
             cv::KMEANS_PP_CENTERS, centres);
  Indexed result;
  for (int i = 0; i < centres.rows; ++i) {
    result.palette.emplace_back(cv::saturate_cast<std::uint8_t>(centres.at<float>(i, 0)),
                                cv::saturate_cast<std::uint8_t>(centres.at<float>(i, 1)),
                                cv::saturate_cast<std::uint8_t>(centres.at<float>(i, 2)));
  }
  labels.reshape(1, picture.rows).convertTo(result.places, CV_8U);
  return result;
}

cv::Mat coloured(const Indexed& picture) {
  cv::Mat result(picture.places.size(), CV_8UC3);
  for (int y = 0; y < result.rows; ++y) {
    for (int x = 0; x < result.cols; ++x) {
      result.at<cv::Vec3b>(y, x) = picture.palette[picture.places.at<std::uint8_t>(y, x)];
    }
  }
  return result;
}

Bytes encoded(const Indexed& picture) {
  const int bits = picture.palette.size() <= 16 ? 4 : 8;
  Bytes out{0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};
  Bytes header;
  appendNumber(header, static_cast<std::uint32_t>(picture.places.cols));
  appendNumber(header, static_cast<std::uint32_t>(picture.places.rows));
  for (const int value : {bits, 3, 0, 0, 0}) header.push_back(static_cast<std::uint8_t>(value));
  appendChunk(out, "IHDR", header);
  Bytes palette;
  for (const cv::Vec3b& colour : picture.palette) {
    for (const int channel : {2, 1, 0}) palette.push_back(colour[channel]);
  }
  appendChunk(out, "PLTE", palette);
  Bytes rows;
  for (int y = 0; y < picture.places.rows; ++y) {
    rows.push_back(0);  // no filter
    for (int x = 0; x < picture.places.cols; x += bits == 4 ? 2 : 1) {
      unsigned byte = picture.places.at<std::uint8_t>(y, x);
      if (bits == 4) {
        byte <<= 4U;
        if (x + 1 < picture.places.cols) byte |= picture.places.at<std::uint8_t>(y, x + 1);
      }
      rows.push_back(static_cast<std::uint8_t>(byte));
    }
  }
  int size = 0;
  unsigned char* compressed = stbi_zlib_compress(rows.data(), static_cast<int>(rows.size()), &size, 24);
  appendChunk(out, "IDAT", Bytes(compressed, compressed + size));
  std::free(compressed);
  appendChunk(out, "IEND", {});
  return out;
}

// 255 where a pixel differs visibly.
cv::Mat visibleDifference(const cv::Mat& golden, const cv::Mat& kept) {
  cv::Mat difference;
  cv::absdiff(golden, kept, difference);
  std::array<cv::Mat, 3> channels;
  cv::split(difference, channels.data());
  cv::Mat largest = cv::max(channels[0], cv::max(channels[1], channels[2]));
  return largest > kVisible;
}

}  // namespace

cv::Mat asKept(const cv::Mat& picture) {
  cv::Mat kept;
  cv::resize(picture, kept, {picture.cols / kShrink, picture.rows / kShrink}, 0, 0, cv::INTER_AREA);
  return kept;
}

void writeGolden(const std::filesystem::path& file, const cv::Mat& kept) {
  Indexed picture;
  for (const int count : {12, 16, 48, 128}) {
    picture = indexed(kept, count);
    if (differingShare(coloured(picture), kept) <= kTolerance / 10) break;
  }
  const Bytes bytes = encoded(picture);
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

double differingShare(const cv::Mat& golden, const cv::Mat& kept) {
  if (golden.size() != kept.size() || golden.type() != kept.type()) return 1;
  return static_cast<double>(cv::countNonZero(visibleDifference(golden, kept))) / static_cast<double>(kept.total());
}

cv::Mat differencePicture(const cv::Mat& golden, const cv::Mat& kept) {
  const int height = std::max(golden.rows, kept.rows);
  cv::Mat result(height, golden.cols + kept.cols * 2, CV_8UC3, cv::Scalar::all(128));
  golden.copyTo(result(cv::Rect(0, 0, golden.cols, golden.rows)));
  kept.copyTo(result(cv::Rect(golden.cols, 0, kept.cols, kept.rows)));
  cv::Mat marked = kept / 3;
  if (golden.size() == kept.size()) marked.setTo(cv::Scalar(60, 60, 255), visibleDifference(golden, kept));
  marked.copyTo(result(cv::Rect(golden.cols + kept.cols, 0, kept.cols, kept.rows)));
  return result;
}

}  // namespace dangol::test
