#include "distance_blocks.hpp"

#include <cassert>

namespace dangol::bench {

DistanceBlocks::DistanceBlocks(std::span<const vision::Embedding> embeddings)
    : blocks_((embeddings.size() + kLanes - 1) / kLanes), size_(embeddings.size()) {
  for (std::size_t i = 0; i < embeddings.size(); ++i) {
    for (std::size_t d = 0; d < vision::Embedding::kDimensions; ++d) {
      blocks_[i / kLanes].values[d][i % kLanes] = embeddings[i].values[d];
    }
  }
}

void DistanceBlocks::squaredDistances(const vision::Embedding& probe, std::size_t from, std::span<float> out) const {
  assert(from + out.size() <= size_);
  if (out.empty()) return;
  const std::size_t end = from + out.size();
  for (std::size_t b = from / kLanes; b * kLanes < end; ++b) {
    float sums[kLanes] = {};
    for (std::size_t d = 0; d < vision::Embedding::kDimensions; ++d) {
      const float value = probe.values[d];
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        const float difference = value - blocks_[b].values[d][lane];
        sums[lane] += difference * difference;
      }
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      const std::size_t i = b * kLanes + lane;
      if (i >= from && i < end) out[i - from] = sums[lane];
    }
  }
}

}  // namespace dangol::bench
