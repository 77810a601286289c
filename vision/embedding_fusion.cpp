#include "dangol/vision/embedding_fusion.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace dangol::vision {
namespace {

constexpr float kSmallestWeight = 0.05F;

}  // namespace

EmbeddingFusion::EmbeddingFusion(std::size_t keep) : keep_(keep) { assert(keep >= 1); }

void EmbeddingFusion::add(const Embedding& embedding, float quality) {
  assert(quality >= 0);
  if (kept_.size() == keep_) kept_.pop_front();
  kept_.push_back({embedding, std::max(quality, kSmallestWeight)});
}

float EmbeddingFusion::meanQuality() const {
  assert(!kept_.empty());
  float sum = 0;
  for (const Weighted& each : kept_) sum += each.weight;
  return sum / static_cast<float>(kept_.size());
}

Embedding EmbeddingFusion::fused() const {
  assert(!kept_.empty());
  std::array<double, Embedding::kDimensions> sum{};
  double weights = 0;
  for (const Weighted& each : kept_) {
    weights += static_cast<double>(each.weight);
    for (std::size_t i = 0; i < sum.size(); ++i) {
      sum[i] += static_cast<double>(each.weight) * static_cast<double>(each.embedding.values[i]);
    }
  }
  Embedding mean;
  for (std::size_t i = 0; i < sum.size(); ++i) mean.values[i] = static_cast<float>(sum[i] / weights);
  return mean;
}

}  // namespace dangol::vision
