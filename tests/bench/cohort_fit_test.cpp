#include "cohort_fit.hpp"

#include <doctest/doctest.h>

#include <numeric>

#include "bench_error.hpp"
#include "made_faces.hpp"

namespace {

using namespace dangol::bench;
using dangol::vision::Embedding;

std::vector<Embedding> facesOf(const FaceSet& set) {
  std::vector<Embedding> all;
  for (const Face& face : set.faces) all.push_back(face.result.enrolled());
  return all;
}

TEST_CASE("a set with too few people is refused by name however many their pictures") {
  CHECK_THROWS_WITH_AS((void)fitCohort(dangol::test::makeFaces({.people = 4, .pictures = 20}), 1),
                       doctest::Contains("made has 4 people"), BenchError);
}

TEST_CASE("who was photographed most counts once") {
  const FaceSet few = dangol::test::makeFaces({.people = 60, .pictures = 1});
  FaceSet often = few;
  for (int copy = 0; copy < 500; ++copy) {
    often.people[7].faces.push_back(often.faces.size());
    often.faces.push_back(often.faces[7]);
  }
  CHECK(fitCohort(often, 1).bytes() == fitCohort(few, 1).bytes());
}

TEST_CASE("somebody who lies far from everybody does not become a mean") {
  std::vector<Embedding> points = facesOf(dangol::test::makeFaces({.people = 60, .pictures = 1}));
  Embedding loner;
  loner.values.fill(1);
  points.push_back(loner);
  const auto mixture = fitMixture("made", points, 4, 3);
  for (const Embedding& mean : mixture.means) CHECK(dangol::vision::squaredDistance(mean, loner) > 32);
  for (const double weight : mixture.weights) CHECK(weight * 61 > kFewestPeople - 0.5);
}

TEST_CASE("k-means finds the people it is given and weighs them by their pictures") {
  const FaceSet faces = dangol::test::makeFaces({.people = 4, .pictures = 25, .between = 0.3F, .within = 0.01F});
  const auto points = facesOf(faces);
  const auto mixture = fitMixture("made", points, 4, 3);
  REQUIRE(mixture.means.size() == 4);
  for (std::size_t m = 0; m < 4; ++m) {
    CHECK(mixture.weights[m] == doctest::Approx(0.25));
    double nearest = 1e9;
    for (const Embedding& point : points) {
      nearest = std::min(nearest, dangol::vision::squaredDistance(point, mixture.means[m]));
    }
    CHECK(nearest < 0.03);
  }
  // Each dimension varies by 0.01 around its mean: four means out of 100 points take 4 % of the variance.
  double variance = 0;
  for (std::size_t d = 0; d < 128; ++d) variance += static_cast<double>(mixture.covariance[d * 128 + d]) / 128;
  CHECK(variance == doctest::Approx(0.0001 * 0.96).epsilon(0.05));
}

TEST_CASE("a mixture fitted on fewer faces than dimensions can still be sampled") {
  const auto model = fitCohort(dangol::test::makeFaces({.people = 10, .pictures = 2}), 1);
  CHECK(model.sample(100, 1).size() == 100);
  CHECK(std::accumulate(model.mixtures[0].weights.begin(), model.mixtures[0].weights.end(), 0.0) == doctest::Approx(1));
}

TEST_CASE("equal faces make one mean and the same seed the same bytes") {
  const std::vector<Embedding> equal(5);
  CHECK(fitMixture("equal", equal, 3, 1).means.size() == 1);
  const FaceSet faces = dangol::test::makeFaces({.people = 120, .pictures = 1});
  CHECK(fitCohort(faces, 4).bytes() == fitCohort(faces, 4).bytes());
  CHECK(fitCohort(faces, 4).bytes() != fitCohort(faces, 5).bytes());
}

TEST_CASE("large sets are described by more means") {
  CHECK(meansFor(5) == 1);
  CHECK(meansFor(100) == 4);
  CHECK(meansFor(378) == 15);
  CHECK(meansFor(4000) == 64);
}

}  // namespace
