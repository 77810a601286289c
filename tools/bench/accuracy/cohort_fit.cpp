#include "cohort_fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>

#include "bench_error.hpp"
#include "dangol/vision/model_bundle.hpp"
#include "distance_blocks.hpp"
#include "random.hpp"

namespace dangol::bench {
namespace {

using vision::Embedding;
constexpr std::size_t kDims = Embedding::kDimensions;
constexpr int kMostRounds = 50;

// k-means++: each next mean is a point drawn by its squared distance to the nearest mean so far.
std::vector<Embedding> firstMeans(std::span<const Embedding> points, std::size_t k, Random& random) {
  std::vector<Embedding> means{points[random.below(points.size())]};
  std::vector<double> nearest(points.size(), std::numeric_limits<double>::infinity());
  while (means.size() < k) {
    double total = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      nearest[i] = std::min(nearest[i], vision::squaredDistance(points[i], means.back()));
      total += nearest[i];
    }
    double at = random.unit() * total;
    std::size_t drawn = 0;
    while (drawn + 1 < points.size() && (at -= nearest[drawn]) >= 0) ++drawn;
    means.push_back(points[drawn]);
  }
  return means;
}

bool assign(std::span<const Embedding> points, const std::vector<Embedding>& means, std::vector<std::size_t>& owner) {
  const DistanceBlocks blocks(means);
  std::vector<float> distances(means.size());
  bool changed = false;
  for (std::size_t i = 0; i < points.size(); ++i) {
    blocks.squaredDistances(points[i], 0, distances);
    const auto best = static_cast<std::size_t>(std::ranges::min_element(distances) - distances.begin());
    changed |= best != owner[i];
    owner[i] = best;
  }
  return changed;
}

std::vector<std::size_t> moveMeans(std::span<const Embedding> points, const std::vector<std::size_t>& owner,
                                   std::vector<Embedding>& means) {
  std::vector<std::array<double, kDims>> sums(means.size());
  std::vector<std::size_t> counts(means.size(), 0);
  for (std::size_t i = 0; i < points.size(); ++i) {
    ++counts[owner[i]];
    for (std::size_t d = 0; d < kDims; ++d) sums[owner[i]][d] += static_cast<double>(points[i].values[d]);
  }
  for (std::size_t m = 0; m < means.size(); ++m) {
    if (counts[m] == 0) continue;
    for (std::size_t d = 0; d < kDims; ++d) {
      means[m].values[d] = static_cast<float>(sums[m][d] / static_cast<double>(counts[m]));
    }
  }
  return counts;
}

// k-means from these means on; how many points each has in the end.
std::vector<std::size_t> converge(std::span<const Embedding> points, std::vector<Embedding>& means,
                                  std::vector<std::size_t>& owner) {
  owner.assign(points.size(), means.size());
  std::vector<std::size_t> counts;
  for (int round = 0; round < kMostRounds && assign(points, means, owner); ++round) {
    counts = moveMeans(points, owner, means);
  }
  return counts;
}

std::vector<float> sharedCovariance(std::span<const Embedding> points, const std::vector<std::size_t>& owner,
                                    const std::vector<Embedding>& means) {
  std::vector<double> sums(kDims * kDims, 0);
  std::array<double, kDims> residual{};
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t d = 0; d < kDims; ++d) {
      residual[d] = static_cast<double>(points[i].values[d]) - static_cast<double>(means[owner[i]].values[d]);
    }
    for (std::size_t r = 0; r < kDims; ++r) {
      for (std::size_t c = 0; c <= r; ++c) sums[r * kDims + c] += residual[r] * residual[c];
    }
  }
  const auto n = static_cast<double>(points.size());
  double variance = 0;
  for (std::size_t d = 0; d < kDims; ++d) variance += sums[d * kDims + d] / n / static_cast<double>(kDims);
  // Fewer points than dimensions span only a part of the space; a thousandth of the mean variance in every direction
  // makes the matrix positive definite and changes the distances between its samples by as little.
  const double floor = std::max(variance * 1e-3, 1e-9);
  std::vector<float> covariance(kDims * kDims);
  for (std::size_t r = 0; r < kDims; ++r) {
    for (std::size_t c = 0; c <= r; ++c) {
      const double value = sums[r * kDims + c] / n + (r == c ? floor : 0);
      covariance[r * kDims + c] = covariance[c * kDims + r] = static_cast<float>(value);
    }
  }
  return covariance;
}

}  // namespace

std::size_t meansFor(std::size_t people) {
  constexpr std::size_t kPeoplePerMean = 24;
  constexpr std::size_t kMost = 64;
  return std::clamp<std::size_t>(people / kPeoplePerMean, 1, kMost);
}

gallery::CohortMixture fitMixture(const std::string& name, std::span<const Embedding> points, std::size_t k,
                                  std::uint64_t seed) {
  assert(points.size() >= 2 && k >= 1 && k <= points.size());
  Random random(seed);
  std::vector<Embedding> means = firstMeans(points, k, random);
  std::vector<std::size_t> owner;
  std::vector<std::size_t> counts = converge(points, means, owner);
  while (means.size() > 1 && std::ranges::min(counts) < kFewestPeople) {
    means.erase(means.begin() + (std::ranges::min_element(counts) - counts.begin()));
    counts = converge(points, means, owner);
  }
  gallery::CohortMixture mixture;
  mixture.name = name.substr(0, 64);
  mixture.covariance = sharedCovariance(points, owner, means);
  for (const std::size_t count : counts) {
    mixture.weights.push_back(static_cast<double>(count) / static_cast<double>(points.size()));
  }
  mixture.means = std::move(means);
  return mixture;
}

gallery::CohortModel fitCohort(const FaceSet& faces, std::uint64_t seed) {
  gallery::CohortModel model;
  model.model = vision::ModelBundle::embeddingModelId();
  for (std::size_t set = 0; set < faces.sets.size(); ++set) {
    std::vector<Embedding> points;
    for (const SetPerson& person : faces.people) {
      const auto first = std::ranges::find_if(person.faces, [&](std::size_t f) { return faces.faces[f].acquired(); });
      if (person.set == set && first != person.faces.end()) points.push_back(faces.faces[*first].result.enrolled());
    }
    if (points.size() < kFewestPeople) {
      throw BenchError(
          fmt::format("{} has {} people with a face to fit a cohort on, at least {} are needed; name a "
                      "larger set",
                      faces.sets[set], points.size(), kFewestPeople));
    }
    model.mixtures.push_back(fitMixture(faces.sets[set], points, meansFor(points.size()), seed + set));
  }
  return model;
}

}  // namespace dangol::bench
