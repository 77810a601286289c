#include "dangol/gallery/score_model.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <numeric>

namespace dangol::gallery {
namespace {

constexpr std::size_t kDimensions = vision::Embedding::kDimensions;

float squaredNorm(const vision::Embedding& embedding) {
  return std::inner_product(embedding.values.begin(), embedding.values.end(), embedding.values.begin(), 0.0F);
}

std::string idOf(const CohortModel& cohort, const ScoreModel::Options& options) {
  const std::vector<std::byte> bytes = cohort.bytes();
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  std::array<char, 2 * hash.size() + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return fmt::format("{}/{}/{}/{}", hex.data(), options.cohort_vectors, options.neighbours, options.seed);
}

}  // namespace

ScoreModel::ScoreModel(const CohortModel& cohort, Options options)
    : neighbours_(options.neighbours), model_(cohort.model), id_(idOf(cohort, options)) {
  assert(options.neighbours >= 1 && options.neighbours <= options.cohort_vectors);
  const std::vector<vision::Embedding> drawn = cohort.sample(options.cohort_vectors, options.seed);
  blocks_.resize((drawn.size() + kLanes - 1) / kLanes);
  for (std::size_t i = 0; i < blocks_.size() * kLanes; ++i) {
    Block& block = blocks_[i / kLanes];
    const std::size_t lane = i % kLanes;
    const bool filler = i >= drawn.size();
    for (std::size_t d = 0; d < kDimensions; ++d) block.values[d][lane] = filler ? 0.0F : drawn[i].values[d];
    block.squaredNorms[lane] = filler ? std::numeric_limits<float>::infinity() : squaredNorm(drawn[i]);
  }
}

ScoreModel::ScoreModel(const CohortModel& cohort) : ScoreModel(cohort, Options{}) {}

double ScoreModel::strangeness(const vision::Embedding& embedding) const {
  const float norm = squaredNorm(embedding);
  std::vector<float> distances(blocks_.size() * kLanes);
  float* to = distances.data();
  for (const Block& block : blocks_) {
    std::array<float, kLanes> products{};
    for (std::size_t d = 0; d < kDimensions; ++d) {
      const float value = embedding.values[d];
      for (std::size_t lane = 0; lane < kLanes; ++lane) products[lane] += value * block.values[d][lane];
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane) *to++ = norm + block.squaredNorms[lane] - 2 * products[lane];
  }
  const auto last = distances.begin() + static_cast<std::ptrdiff_t>(neighbours_);
  std::ranges::nth_element(distances, last - 1);
  return std::accumulate(distances.begin(), last, 0.0) / static_cast<double>(neighbours_);
}

double pooledScore(std::span<const double> scores) {
  assert(!scores.empty());
  const auto best = scores.first(std::min(scores.size(), ScoreModel::kPooledTemplates));
  return std::accumulate(best.begin(), best.end(), 0.0) / static_cast<double>(best.size());
}

}  // namespace dangol::gallery
