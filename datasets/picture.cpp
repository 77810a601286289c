#include "dangol/datasets/picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <new>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <system_error>
#include <utility>
#include <vector>

#include "picture_header.hpp"

namespace dangol::datasets {
namespace {

namespace fs = std::filesystem;

std::vector<std::uint8_t> readFile(const fs::path& file, const PictureLimits& limits) {
  const std::string name = file.string();
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found) refuse(name, "does not exist; check the name");
  if (error) refuse(name, "cannot be read: " + error.message());
  if (fs::is_directory(status)) refuse(name, "is a folder, not a picture; name a file in it");
  // A pipe or a device could block for ever or never end.
  if (!fs::is_regular_file(status)) refuse(name, "is not an ordinary file; name a picture file");
  const std::uintmax_t size = fs::file_size(file, error);
  if (error) refuse(name, "cannot be read: " + error.message());
  if (size > limits.largest_file_bytes) {
    refuse(name, fmt::format("has {:.1f} MB; a picture may have at most {:.1f} MB: save it smaller",
                             static_cast<double>(size) / 1e6, static_cast<double>(limits.largest_file_bytes) / 1e6));
  }

  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
  if (!in || (size > 0 && !in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size)))) {
    refuse(name, fmt::format("cannot be read: {}; check that you may read it", std::strerror(errno)));
  }
  return bytes;
}

void checkLimits(const PictureHeader& header, const std::string& name, const PictureLimits& limits) {
  const auto [shorter, longer] = std::minmax(header.width_px, header.height_px);
  if (shorter < limits.smallest_side_px) {
    refuse(name, fmt::format("is {}x{} pixels; each side needs at least {}: use a larger picture", header.width_px,
                             header.height_px, limits.smallest_side_px));
  }
  if (longer > limits.largest_side_px || header.width_px * header.height_px > limits.largest_area_px) {
    refuse(name, fmt::format("is {}x{} pixels; a side may have at most {} and the picture {:.0f} million: make it "
                             "smaller",
                             header.width_px, header.height_px, limits.largest_side_px,
                             static_cast<double>(limits.largest_area_px) / 1e6));
  }
}

// Transparency becomes white.
cv::Mat overWhite(const cv::Mat& bgra) {
  cv::Mat eightBit = bgra;
  if (bgra.depth() == CV_16U) bgra.convertTo(eightBit, CV_8U, 1.0 / 257);
  cv::Mat bgr(eightBit.size(), CV_8UC3);
  for (int y = 0; y < eightBit.rows; ++y) {
    const auto* from = eightBit.ptr<cv::Vec4b>(y);
    auto* to = bgr.ptr<cv::Vec3b>(y);
    for (int x = 0; x < eightBit.cols; ++x) {
      const int alpha = from[x][3];
      for (int c = 0; c < 3; ++c) {
        to[x][c] = static_cast<std::uint8_t>((from[x][c] * alpha + 255 * (255 - alpha) + 127) / 255);
      }
    }
  }
  return bgr;
}

cv::Mat decodeToBgr(Bytes bytes, const PictureHeader& header) {
  std::vector<std::uint8_t> essential;
  if (header.type == PictureType::Png) {
    essential = essentialPng(bytes);
    bytes = essential;
  }
  // OpenCV only reads from it.
  const cv::Mat encoded(1, static_cast<int>(bytes.size()), CV_8U, const_cast<std::uint8_t*>(bytes.data()));
  if (header.transparent) {
    const cv::Mat picture = cv::imdecode(encoded, cv::IMREAD_UNCHANGED);
    if (picture.channels() == 4) return overWhite(picture);
  }
  return cv::imdecode(encoded, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
}

// As EXIF defines it: the row and the column that the picture's first row and first column are.
cv::Mat upright(const cv::Mat& picture, int orientation) {
  const bool swapsSides = orientation >= 5;
  const bool mirrors = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  const bool turnsOver = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  cv::Mat result = picture;
  if (swapsSides) cv::transpose(picture, result);
  if (mirrors || turnsOver) {
    const int code = mirrors && turnsOver ? -1 : (mirrors ? 1 : 0);
    cv::Mat flipped;
    cv::flip(result, flipped, code);
    result = flipped;
  }
  return result;
}

vision::RgbImage toRgb(const cv::Mat& bgr) {
  vision::RgbImage image(bgr.cols, bgr.rows);
  cv::Mat rgb(bgr.rows, bgr.cols, CV_8UC3, image.data());
  cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
  return image;
}

}  // namespace

vision::RgbImage decodePicture(std::span<const std::uint8_t> bytes, const std::string& name,
                               const PictureLimits& limits) {
  if (bytes.size() > limits.largest_file_bytes) refuse(name, "is too large a file; save it smaller");
  const PictureHeader header = parsePictureHeader(bytes, name);
  checkLimits(header, name, limits);
  try {
    const cv::Mat bgr = decodeToBgr(bytes, header);
    if (bgr.cols != header.width_px || bgr.rows != header.height_px) {
      refuse(name, "cannot be decoded: it is damaged; save it again as JPEG or PNG");
    }
    return toRgb(upright(bgr, header.orientation));
  } catch (const cv::Exception& error) {
    refuse(name, "cannot be decoded: " + error.err + "; save it again as JPEG or PNG");
  } catch (const std::bad_alloc&) {
    refuse(name, fmt::format("is too large for this machine's memory ({}x{} pixels); make it smaller", header.width_px,
                             header.height_px));
  }
}

vision::RgbImage readPicture(const std::filesystem::path& file, const PictureLimits& limits) {
  return decodePicture(readFile(file, limits), file.string(), limits);
}

bool looksLikePicture(const std::filesystem::path& file) {
  std::string extension = file.extension().string();
  std::ranges::transform(extension, extension.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return extension == ".jpg" || extension == ".jpeg" || extension == ".png" || extension == ".webp" ||
         extension == ".bmp";
}

}  // namespace dangol::datasets
