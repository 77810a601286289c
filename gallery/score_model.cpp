#include "dangol/gallery/score_model.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <numeric>

#include "cohort_scan.hpp"

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
  constexpr std::size_t lanes = CohortBlock::kVectors;
  blocks_.resize((drawn.size() + lanes - 1) / lanes);
  for (std::size_t i = 0; i < blocks_.size() * lanes; ++i) {
    CohortBlock& block = blocks_[i / lanes];
    const std::size_t lane = i % lanes;
    const bool filler = i >= drawn.size();
    for (std::size_t d = 0; d < kDimensions; ++d) block.values[d][lane] = filler ? 0.0F : drawn[i].values[d];
    block.squaredNorms[lane] = filler ? std::numeric_limits<float>::infinity() : squaredNorm(drawn[i]);
  }
}

ScoreModel::ScoreModel(const CohortModel& cohort) : ScoreModel(cohort, Options{}) {}

ScoreModel::~ScoreModel() = default;

double ScoreModel::strangeness(const vision::Embedding& embedding) const {
  std::vector<float> distances(blocks_.size() * CohortBlock::kVectors);
  cohortDistances(blocks_, embedding, squaredNorm(embedding), distances.data());
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
