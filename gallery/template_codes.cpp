#include "template_codes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dangol::gallery {

namespace {

constexpr std::size_t kDimensions = vision::Embedding::kDimensions;
constexpr float kInfinity = std::numeric_limits<float>::infinity();

// Inside this range of magnitudes no product or sum of the scan leaves the normal range of float.
constexpr double kSmallest = 1e-12;
constexpr double kLargest = 1e12;
constexpr double kLargestBase = 1e37;
// Where the scan's products may be subnormal, this is far more than they lose.
constexpr double kUnderflow = 1e-30;

constexpr double kRounding = 1e-6;    // of each term, see the class
constexpr double kProbeError = 0.25;  // in steps of the template
constexpr int kTemplateSteps = 127;
constexpr int kProbeSteps = 32767;

// Not below the value.
float roundedUp(double value) {
  if (value >= kLargestBase) return kInfinity;
  return std::nextafter(static_cast<float>(std::max(value, -kLargestBase)), kInfinity);
}

// Not above the value; a huge one is cut, which only admits more candidates.
float roundedDown(double value) {
  if (value < -kLargestBase) return -kInfinity;
  return std::nextafter(static_cast<float>(std::min(value, kLargestBase)), -kInfinity);
}

double squaredNorm(const vision::Embedding& embedding) {
  double sum = 0;
  for (const float value : embedding.values) sum += static_cast<double>(value) * static_cast<double>(value);
  return sum;
}

double largestMagnitude(const vision::Embedding& embedding) {
  double largest = 0;
  for (const float value : embedding.values) largest = std::max(largest, std::abs(static_cast<double>(value)));
  return largest;
}

int nearestStep(float value, float scale, int steps) {
  const double exact = static_cast<double>(value) / static_cast<double>(scale);
  return std::clamp(static_cast<int>(std::lround(exact)), -steps, steps);
}

}  // namespace

TemplateCodes::TemplateCodes(std::span<const vision::Embedding> embeddings, std::span<const double> biases)
    : blocks_((embeddings.size() + CodeBlock::kTemplates - 1) / CodeBlock::kTemplates) {
  for (std::size_t i = 0; i < blocks_.size() * CodeBlock::kTemplates; ++i) {
    CodeBlock& block = blocks_[i / CodeBlock::kTemplates];
    const std::size_t lane = i % CodeBlock::kTemplates;
    if (i < embeddings.size()) {
      largestError_ = std::max(largestError_, encode(block, lane, embeddings[i], biases[i]));
    } else {
      block.base[lane] = std::numeric_limits<float>::max();
    }
  }
}

// Returns the template's part of r. Requires: a lane of zeros.
double TemplateCodes::encode(CodeBlock& block, std::size_t lane, const vision::Embedding& embedding, double bias) {
  const double largest = largestMagnitude(embedding);
  const double squared_norm = squaredNorm(embedding);
  if (largest > kLargest) {
    block.base[lane] = -kInfinity;
    return 0;
  }
  block.base[lane] = roundedDown(squared_norm + bias - kRounding * (squared_norm + std::abs(bias)));
  if (largest < kSmallest) {
    // Coded as zero, so that the error is the template itself: one step.
    block.scale[lane] = roundedUp(std::sqrt(squared_norm) * (1 + kRounding) + kUnderflow);
    return 1;
  }
  const auto scale = static_cast<float>(largest / kTemplateSteps);
  block.scale[lane] = scale;
  double squared_error = 0;
  for (std::size_t i = 0; i < kDimensions; ++i) {
    const int code = nearestStep(embedding.values[i], scale, kTemplateSteps);
    block.codes[i / 2][lane][i % 2] = static_cast<std::int8_t>(code);
    const double error = static_cast<double>(embedding.values[i]) - static_cast<double>(scale) * code;
    squared_error += error * error;
  }
  return std::sqrt(squared_error) / static_cast<double>(scale) + kProbeError;
}

TemplateCodes::Scan::Scan(const TemplateCodes& codes, const vision::Embedding& probe)
    : blocks_(codes.blocks_), squaredNorm_(squaredNorm(probe)) {
  const double largest = largestMagnitude(probe);
  excludes_ = largest >= kSmallest && largest <= kLargest;
  if (!excludes_) return;
  const auto scale = static_cast<float>(largest / kProbeSteps);
  double squared_coded = 0;
  for (std::size_t i = 0; i < kDimensions; ++i) {
    const int code = nearestStep(probe.values[i], scale, kProbeSteps);
    probe_.codes[i] = static_cast<std::int16_t>(code);
    const double coded = static_cast<double>(scale) * code;
    squared_coded += coded * coded;
  }
  const double reach = std::sqrt(std::max(squaredNorm_, squared_coded));
  probe_.twice_scale = 2 * scale;
  probe_.slack = roundedUp(2 * reach * codes.largestError_ * (1 + kRounding));
}

Candidates TemplateCodes::Scan::next(std::size_t block, double threshold) const {
  return nextCandidates(blocks_.data(), block, blocks_.size(), probe_, limitFor(threshold));
}

float TemplateCodes::Scan::limitFor(double threshold) const {
  if (!excludes_ || !std::isfinite(threshold)) return kInfinity;
  return roundedUp(threshold - squaredNorm_ + kRounding * (std::abs(threshold) + squaredNorm_) + kUnderflow);
}

}  // namespace dangol::gallery
