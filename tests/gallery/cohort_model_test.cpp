#include "dangol/gallery/cohort_model.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <string>

#include "temp_folder.hpp"

using dangol::gallery::CohortError;
using dangol::gallery::CohortMixture;
using dangol::gallery::CohortModel;
using dangol::vision::Embedding;

namespace {

constexpr std::size_t kDimensions = Embedding::kDimensions;

CohortMixture mixture(const std::string& name, float centre, float variance) {
  CohortMixture made;
  made.name = name;
  made.means.resize(2);
  made.means[0].values.fill(centre);
  made.means[1].values.fill(-centre);
  made.weights = {0.75, 0.25};
  made.covariance.assign(kDimensions * kDimensions, 0.0F);
  for (std::size_t i = 0; i < kDimensions; ++i) made.covariance[i * kDimensions + i] = variance;
  return made;
}

CohortModel sampleModel() { return {{"sample-model"}, {mixture("one", 1, 0.04F), mixture("other", 5, 0.01F)}}; }

std::string errorOf(std::span<const std::byte> bytes) {
  try {
    (void)CohortModel::parse(bytes, "sample.cohort");
  } catch (const CohortError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a missing cohort file and a folder in its place are refused by name") {
  const dangol::test::TempFolder folder;
  CHECK_THROWS_WITH_AS((void)CohortModel::read(folder.path() / "none.cohort"), doctest::Contains("none.cohort"),
                       CohortError);
  CHECK_THROWS_AS((void)CohortModel::read(folder.path()), CohortError);
}

TEST_CASE("a cohort file that is something else or cut at any length is refused with the remedy") {
  auto bytes = sampleModel().bytes();
  CHECK(errorOf({}).find("not a cohort model") != std::string::npos);
  for (std::size_t length = 1; length < bytes.size(); length += 997) {
    CHECK(errorOf(std::span(bytes).first(length)).find("fit-cohort") != std::string::npos);
  }
  bytes.push_back(std::byte{0});
  CHECK_FALSE(errorOf(bytes).empty());
}

TEST_CASE("one changed byte anywhere is found") {
  const auto good = sampleModel().bytes();
  for (std::size_t at = 0; at < good.size(); at += 509) {
    auto bad = good;
    bad[at] ^= std::byte{1};
    CHECK_FALSE(errorOf(bad).empty());
  }
}

TEST_CASE("a covariance that is not positive definite cannot be sampled") {
  CohortModel model = sampleModel();
  model.mixtures.front().covariance[0] = -1;
  CHECK_THROWS_WITH_AS((void)model.sample(10, 1), doctest::Contains("'one'"), CohortError);
}

TEST_CASE("a model written to a file is read back whole") {
  const dangol::test::TempFolder folder;
  const CohortModel model = sampleModel();
  model.write(folder.path() / "sample.cohort");
  const CohortModel again = CohortModel::read(folder.path() / "sample.cohort");
  CHECK(again.model == model.model);
  CHECK(again.bytes() == model.bytes());
  REQUIRE(again.mixtures.size() == 2);
  CHECK(again.mixtures[1].name == "other");
  CHECK(again.mixtures[0].covariance == model.mixtures[0].covariance);
}

TEST_CASE("a model that cannot be written leaves nothing behind") {
  const dangol::test::TempFolder folder;
  CHECK_THROWS_AS(sampleModel().write(folder.path() / "no" / "such" / "folder.cohort"), CohortError);
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("samples are the same for a seed and follow the mixtures") {
  const CohortModel model = sampleModel();
  const auto drawn = model.sample(4000, 7);
  REQUIRE(drawn.size() == 4000);
  CHECK(drawn == model.sample(4000, 7));
  CHECK(drawn != model.sample(4000, 8));

  // Half from each mixture; within the first, three quarters around +1 with standard deviation 0.2.
  int positive = 0;
  double sum = 0;
  double squares = 0;
  for (std::size_t i = 0; i < 2000; ++i) {
    const double value = drawn[i].values[64];
    CHECK(std::abs(std::abs(value) - 1) < 1.2);
    if (value <= 0) continue;
    ++positive;
    sum += value;
    squares += value * value;
  }
  CHECK(positive > 1400);
  CHECK(positive < 1600);
  const double mean = sum / positive;
  CHECK(mean == doctest::Approx(1).epsilon(0.03));
  CHECK(std::sqrt(squares / positive - mean * mean) == doctest::Approx(0.2).epsilon(0.08));
  for (std::size_t i = 2000; i < 4000; ++i) CHECK(std::abs(drawn[i].values[64]) > 4);
}
