#include "dangol/gallery/shipped_models.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "dangol/gallery/score_model.hpp"
#include "scratch_folder.hpp"

using dangol::gallery::CohortError;
using dangol::gallery::EnrolledPeople;
using dangol::gallery::ScoreModel;
using dangol::gallery::ShippedModels;
using dangol::gallery::ThresholdError;

namespace {

const std::filesystem::path kShipped = DANGOL_SOURCE_FOLDER "/gallery/models";

}  // namespace

TEST_CASE("a shipped model that is missing or altered is refused by name") {
  const dangol::test::ScratchFolder folder;
  const ShippedModels models(folder.path());
  CHECK_THROWS_WITH_AS((void)models.cohort(), doctest::Contains("is missing"), CohortError);
  const auto file = folder.path() / "dlib-face-resnet-v1.cohort";
  std::filesystem::copy_file(kShipped / "dlib-face-resnet-v1.cohort", file);
  CHECK(models.cohort().mixtures.size() == 2);
  std::ofstream(file, std::ios::app) << 'x';
  CHECK_THROWS_WITH_AS((void)models.cohort(), doctest::Contains("SHA-256"), CohortError);
}

TEST_CASE("the shipped cohort describes western and east asian strangers and can be sampled") {
  const auto cohort = ShippedModels(kShipped).cohort();
  CHECK(cohort.model.value == "dlib-face-resnet-v1/55533b28/chip150-0.25");
  REQUIRE(cohort.mixtures.size() == 2);
  CHECK(cohort.mixtures[0].means.size() == 64);
  CHECK(cohort.mixtures[1].means.size() == 13);
  CHECK(cohort.sample(100, 1).size() == 100);
}

TEST_CASE("the shipped thresholds are missed and refused like the cohort") {
  const dangol::test::ScratchFolder folder;
  CHECK_THROWS_WITH_AS((void)ShippedModels(folder.path()).thresholds(), doctest::Contains("is missing"),
                       ThresholdError);
  std::ofstream(folder.path() / "dlib-face-resnet-v1.thresholds") << "dangol-threshold-model 1\n";
  CHECK_THROWS_WITH_AS((void)ShippedModels(folder.path()).thresholds(), doctest::Contains("SHA-256"), ThresholdError);
}

TEST_CASE("the shipped thresholds are of scores by the shipped cohort and keep every promise in every gallery") {
  const ShippedModels models(kShipped);
  const auto thresholds = models.thresholds();
  CHECK(thresholds.data().score_id == ScoreModel(models.cohort()).id());
  for (std::size_t templates = 1; templates <= 7; ++templates) {
    double before = 1;
    for (const std::size_t people : {1UL, 10UL, 50UL, 150UL, 500UL, 5000UL}) {
      const EnrolledPeople enrolled[] = {{templates, people}};
      for (const double fpir : {0.01, 0.003, 0.001}) {
        const double threshold = thresholds.thresholdFor(fpir, enrolled);
        const auto expected = thresholds.fpirAt(threshold, enrolled);
        CHECK(expected.value == doctest::Approx(fpir).epsilon(1e-4));
        CHECK(expected.low < fpir);
        CHECK(expected.high > fpir);
        const auto missed = thresholds.fnirAt(threshold, enrolled);
        CHECK(missed.low <= missed.value);
        CHECK(missed.value <= missed.high);
      }
      const double greeting = thresholds.thresholdFor(0.01, enrolled);
      CHECK(greeting < before);
      before = greeting;
    }
  }
}

TEST_CASE("the environment names another folder") {
  ::setenv("DANGOL_GALLERY_MODELS", "/somewhere/else", 1);
  CHECK(ShippedModels::defaultFolder() == "/somewhere/else");
  ::unsetenv("DANGOL_GALLERY_MODELS");
  CHECK(ShippedModels::defaultFolder().filename().string().find("models") != std::string::npos);
}
