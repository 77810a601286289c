#include "dangol/vision/motion_gate.hpp"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>

namespace dangol::vision {
namespace {

// Added to every brightness before the logarithm: in the dark, camera noise is not to look like a change of light.
constexpr float kDarkness = 8;
constexpr int kStepsPerLevel = 4;
constexpr int kSamplesPerSide = 5;  // 25 pixels a cell bring its noise down to a fifth of a pixel's

// In units of the logarithm: 0.06 is a change of brightness by 6 %.
constexpr float kSmallestChange = 0.06F;
constexpr float kNoisesOfChange = 6;
constexpr float kInitialNoise = 0.03F;
constexpr float kLargestNoise = 0.05F;  // a place where people pass all day must not become blind
constexpr int kNeighboursOfMotion = 2;
// What is dark or overexposed follows a change of light only in part: the difference is expected to be up to this
// share.
constexpr float kUnevenLight = 0.4F;
// A change of light by this much is taken over with all its unevenness.
constexpr float kChangeOfLight = 0.1F;

// Time constants: what stands still is background after a few seconds.
constexpr float kBackground_s = 1.5F;
constexpr float kNoise_s = 3;

int firstPixel(int cell, int cells, int pixels) { return static_cast<int>(static_cast<long>(cell) * pixels / cells); }

float share(float seconds, float constant_s) { return 1 - std::exp(-seconds / constant_s); }

}  // namespace

MotionGate::MotionGate() : logarithms_(256 * kStepsPerLevel) {
  for (std::size_t i = 0; i < logarithms_.size(); ++i) {
    logarithms_[i] = std::log(static_cast<float>(i) / kStepsPerLevel + kDarkness);
  }
}

bool MotionGate::update(RgbView picture, SteadyTime at) {
  assert(!picture.empty());
  measure(picture);
  if (!lastAt_ || picture.width_px != width_px_ || picture.height_px != height_px_) {
    begin(picture);
    lastAt_ = at;
    return moved_;
  }
  const float seconds = std::chrono::duration<float>(at - *lastAt_).count();
  lastAt_ = at;

  Cells difference;
  for (std::size_t i = 0; i < kCells; ++i) difference[i] = now_[i] - background_[i];
  const Rows light = removeLight(difference);
  for (std::size_t i = 0; i < kCells; ++i) {
    changed_[i] = std::abs(difference[i]) >
                  std::max(kSmallestChange, kNoisesOfChange * noise_[i]) + kUnevenLight * std::abs(light[i / kColumns]);
  }
  moving_.clear();
  for (int row = 0; row < kRows; ++row) {
    for (int column = 0; column < kColumns; ++column) {
      const auto cell = static_cast<std::size_t>(row * kColumns + column);
      if (!changed_[cell]) continue;
      int neighbours = -1;  // itself
      for (int y = std::max(row - 1, 0); y <= std::min(row + 1, kRows - 1); ++y) {
        for (int x = std::max(column - 1, 0); x <= std::min(column + 1, kColumns - 1); ++x) {
          neighbours += changed_[static_cast<std::size_t>(y * kColumns + x)] ? 1 : 0;
        }
      }
      if (neighbours >= kNeighboursOfMotion) moving_.push_back(cell);
    }
  }
  moved_ = !moving_.empty();
  adapt(difference, light, seconds);
  return moved_;
}

// Green alone: it carries most of the luma, and one byte of three is a third of the work.
void MotionGate::measure(RgbView picture) {
  const int samplesX = std::clamp(picture.width_px / kColumns, 1, kSamplesPerSide);
  std::array<int, kColumns> left{};
  std::array<int, kColumns> stepX{};
  for (int column = 0; column < kColumns; ++column) {
    const int begin = firstPixel(column, kColumns, picture.width_px);
    const int width = std::max(firstPixel(column + 1, kColumns, picture.width_px) - begin, 1);
    stepX[static_cast<std::size_t>(column)] = 3 * std::max(width / kSamplesPerSide, 1);
    left[static_cast<std::size_t>(column)] = 3 * begin + 1;
  }
  for (int row = 0; row < kRows; ++row) {
    const int top = firstPixel(row, kRows, picture.height_px);
    const int height = std::max(firstPixel(row + 1, kRows, picture.height_px) - top, 1);
    const int stepY = std::max(height / kSamplesPerSide, 1);
    const int samplesY = std::min(height, kSamplesPerSide);
    std::array<int, kColumns> sums{};
    for (int y = 0; y < samplesY; ++y) {
      const std::uint8_t* line = picture.row(top + y * stepY);
      for (std::size_t column = 0; column < kColumns; ++column) {
        const std::uint8_t* pixel = line + left[column];
        for (int x = 0; x < samplesX; ++x) sums[column] += pixel[x * stepX[column]];
      }
    }
    const int samples = samplesX * samplesY;
    for (std::size_t column = 0; column < kColumns; ++column) {
      const auto level = static_cast<std::size_t>(sums[column] * kStepsPerLevel / samples);
      now_[static_cast<std::size_t>(row) * kColumns + column] = logarithms_[std::min(level, logarithms_.size() - 1)];
    }
  }
}

void MotionGate::begin(RgbView picture) {
  width_px_ = picture.width_px;
  height_px_ = picture.height_px;
  background_ = now_;
  noise_.fill(kInitialNoise);
  moving_.resize(kCells);
  for (std::size_t i = 0; i < kCells; ++i) moving_[i] = i;
  moved_ = true;
}

// Each row's median change is light, which the background follows at once; what is left is change of things.
MotionGate::Rows MotionGate::removeLight(Cells& difference) {
  Rows lights{};
  std::array<float, kColumns> sorted{};
  for (std::size_t row = 0; row < kRows; ++row) {
    float* begin = difference.data() + row * kColumns;
    std::copy_n(begin, kColumns, sorted.begin());
    std::ranges::nth_element(sorted, sorted.begin() + kColumns / 2);
    const float light = lights[row] = sorted[kColumns / 2];
    for (std::size_t column = 0; column < kColumns; ++column) {
      begin[column] -= light;
      background_[row * kColumns + column] += light;
    }
  }
  return lights;
}

void MotionGate::adapt(const Cells& difference, const Rows& light, float seconds) {
  const float background = share(seconds, kBackground_s);
  const float noise = share(seconds, kNoise_s);
  for (std::size_t i = 0; i < kCells; ++i) {
    const float uneven = changed_[i] ? 0 : std::min(std::abs(light[i / kColumns]) / kChangeOfLight, 1.0F);
    background_[i] += std::max(background, uneven) * difference[i];
    noise_[i] = std::min(noise_[i] + noise * (std::abs(difference[i]) - noise_[i]), kLargestNoise);
  }
}

FaceBox MotionGate::boxOf(std::size_t cell) const {
  const int column = static_cast<int>(cell % kColumns);
  const int row = static_cast<int>(cell / kColumns);
  const int left = firstPixel(column, kColumns, width_px_);
  const int top = firstPixel(row, kRows, height_px_);
  return {left, top, std::max(firstPixel(column + 1, kColumns, width_px_) - left, 1),
          std::max(firstPixel(row + 1, kRows, height_px_) - top, 1)};
}

bool MotionGate::movedWithin(const FaceBox& region) const {
  return std::ranges::any_of(moving_, [&](std::size_t cell) { return intersectionOverUnion(boxOf(cell), region) > 0; });
}

std::optional<FaceBox> MotionGate::movedOutside(std::span<const FaceBox> regions) const {
  std::optional<FaceBox> all;
  for (const std::size_t cell : moving_) {
    const FaceBox box = boxOf(cell);
    const Point centre = box.centre();
    const bool covered = std::ranges::any_of(regions, [&](const FaceBox& region) {
      return centre.x_px >= static_cast<float>(region.left_px) && centre.x_px < static_cast<float>(region.right_px()) &&
             centre.y_px >= static_cast<float>(region.top_px) && centre.y_px < static_cast<float>(region.bottom_px());
    });
    if (!covered) all = all ? boundingBox(*all, box) : box;
  }
  return all;
}

}  // namespace dangol::vision
