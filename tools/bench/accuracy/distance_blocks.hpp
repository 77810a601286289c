#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "dangol/vision/embedding.hpp"

namespace dangol::bench {

// Embeddings laid out so that one can be compared with all of them quickly: 16 side by side, dimension by dimension.
// Immutable: thread-safe.
class DistanceBlocks {
 public:
  explicit DistanceBlocks(std::span<const vision::Embedding> embeddings);

  // The squared Euclidean distances to embeddings from, from + 1, ..., in single precision. Requires: out.size() + from
  // at most size().
  void squaredDistances(const vision::Embedding& probe, std::size_t from, std::span<float> out) const;
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t kLanes = 16;
  struct Block {
    float values[vision::Embedding::kDimensions][kLanes];
  };
  std::vector<Block> blocks_;
  std::size_t size_;
};

}  // namespace dangol::bench
