#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "dangol/vision/embedding.hpp"

namespace dangol::gallery {

// Thirty-two vectors side by side, dimension by dimension, so that every SIMD lane works on a vector of its own.
struct alignas(64) CohortBlock {
  static constexpr std::size_t kVectors = 32;

  std::array<std::array<float, kVectors>, vision::Embedding::kDimensions> values;
  std::array<float, kVectors> squaredNorms;  // infinite where a lane holds no vector
};

// The squared distance of the probe to every vector of the blocks, in single precision. Requires: room for kVectors a
// block. Reentrant.
void cohortDistances(std::span<const CohortBlock> blocks, const vision::Embedding& probe, float squaredNorm,
                     float* distances);

}  // namespace dangol::gallery
