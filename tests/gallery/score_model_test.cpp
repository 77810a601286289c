#include "dangol/gallery/score_model.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <vector>

using dangol::gallery::CohortMixture;
using dangol::gallery::CohortModel;
using dangol::gallery::pooledScore;
using dangol::gallery::ScoreModel;
using dangol::vision::Embedding;

namespace {

constexpr std::size_t kDimensions = Embedding::kDimensions;

CohortModel cohort() {
  CohortMixture mixture;
  mixture.name = "sample";
  mixture.means.resize(1);
  mixture.weights = {1};
  mixture.covariance.assign(kDimensions * kDimensions, 0.0F);
  for (std::size_t i = 0; i < kDimensions; ++i) mixture.covariance[i * kDimensions + i] = 0.01F;
  return {{"sample-model"}, {mixture}};
}

Embedding filled(float value) {
  Embedding embedding;
  embedding.values.fill(value);
  return embedding;
}

}  // namespace

TEST_CASE("strangeness is the mean squared distance to the nearest of the cohort as a plain scan finds it") {
  // 1,003 is no multiple of the block size: the filling must never count.
  for (const std::size_t neighbours : {std::size_t{1}, std::size_t{20}, std::size_t{1003}}) {
    const ScoreModel model(cohort(), {.cohort_vectors = 1003, .neighbours = neighbours, .seed = 3});
    const auto drawn = cohort().sample(1003, 3);
    for (const float value : {0.0F, 0.05F, -2.0F}) {
      std::vector<double> distances;
      for (const Embedding& each : drawn) distances.push_back(squaredDistance(filled(value), each));
      std::ranges::sort(distances);
      const double expected =
          std::accumulate(distances.begin(), distances.begin() + static_cast<std::ptrdiff_t>(neighbours), 0.0) /
          static_cast<double>(neighbours);
      CHECK(model.strangeness(filled(value)) == doctest::Approx(expected).epsilon(1e-4));
    }
  }
}

TEST_CASE("a face in the middle of the strangers is less strange than one at their edge") {
  const ScoreModel model(cohort(), {.cohort_vectors = 500, .neighbours = 10, .seed = 1});
  CHECK(model.strangeness(filled(0)) < model.strangeness(filled(0.1F)));
}

TEST_CASE("the id tells cohorts and options apart") {
  const ScoreModel::Options options{.cohort_vectors = 100, .neighbours = 10, .seed = 1};
  auto other = cohort();
  other.mixtures.front().means.front().values[0] = 1;
  CHECK(ScoreModel(cohort(), options).id() == ScoreModel(cohort(), options).id());
  CHECK(ScoreModel(cohort(), options).id() != ScoreModel(other, options).id());
  CHECK(ScoreModel(cohort(), options).id() !=
        ScoreModel(cohort(), {.cohort_vectors = 100, .neighbours = 11, .seed = 1}).id());
}

TEST_CASE("a pooled score is the mean of the best three or of what there is") {
  CHECK(pooledScore(std::vector{-1.0}) == -1);
  CHECK(pooledScore(std::vector{-1.0, 0.0}) == -0.5);
  CHECK(pooledScore(std::vector{-3.0, -2.0, -1.0, 9.0}) == -2);
}
