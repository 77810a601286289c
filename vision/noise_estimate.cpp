#include "noise_estimate.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "opencv_views.hpp"

namespace dangol::vision {
namespace {

constexpr int kTilesAcross = 8;
constexpr int kTilesDown = 6;
constexpr int kSmallestTile_px = 4;

// Nearer to black or white than this, part of the noise is cut off.
constexpr double kBlack = 6;
constexpr double kWhite = 249;

}  // namespace

std::vector<std::int16_t> textureOf(GrayView picture) {
  assert(!picture.empty());
  std::vector<std::int16_t> texture(static_cast<std::size_t>(picture.width_px) *
                                    static_cast<std::size_t>(picture.height_px));
  cv::Mat target(picture.height_px, picture.width_px, CV_16SC1, texture.data());
  const cv::Matx13f kernel(1, -2, 1);
  cv::sepFilter2D(asMat(picture), target, CV_16S, kernel, kernel);
  return texture;
}

std::optional<double> noiseOf(GrayView picture, const std::vector<std::int16_t>& texture,
                              const std::vector<std::int16_t>& earlier) {
  const int tileWidth = picture.width_px / kTilesAcross;
  const int tileHeight = picture.height_px / kTilesDown;
  if (tileWidth < kSmallestTile_px || tileHeight < kSmallestTile_px) return std::nullopt;
  const bool compare = earlier.size() == texture.size();

  std::vector<double> sigmas;
  for (int tile = 0; tile < kTilesAcross * kTilesDown; ++tile) {
    const int left = tile % kTilesAcross * tileWidth;
    const int top = tile / kTilesAcross * tileHeight;
    long level = 0;
    long within = 0;
    long between = 0;
    for (int y = top; y < top + tileHeight; ++y) {
      const std::uint8_t* line = picture.row(y);
      const std::size_t row = static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width_px);
      for (int x = left; x < left + tileWidth; ++x) {
        const std::size_t pixel = row + static_cast<std::size_t>(x);
        level += line[x];
        within += std::abs(texture[pixel]);
        if (compare) between += std::abs(texture[pixel] - earlier[pixel]);
      }
    }
    const double pixels = static_cast<double>(tileWidth) * tileHeight;
    const double mean = static_cast<double>(level) / pixels;
    if (mean < kBlack || mean > kWhite) continue;
    double response = static_cast<double>(within);
    if (compare) response = std::min(response, static_cast<double>(between) / std::numbers::sqrt2);
    sigmas.push_back(std::sqrt(std::numbers::pi / 2) / 6 * response / pixels);
  }
  if (sigmas.empty()) return std::nullopt;
  const auto middle = sigmas.begin() + static_cast<std::ptrdiff_t>(sigmas.size() / 2);
  std::ranges::nth_element(sigmas, middle);
  return *middle;
}

}  // namespace dangol::vision
