#include "dangol/gallery/shipped_models.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "scratch_folder.hpp"

using dangol::gallery::CohortError;
using dangol::gallery::ShippedModels;

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

TEST_CASE("the environment names another folder") {
  ::setenv("DANGOL_GALLERY_MODELS", "/somewhere/else", 1);
  CHECK(ShippedModels::defaultFolder() == "/somewhere/else");
  ::unsetenv("DANGOL_GALLERY_MODELS");
  CHECK(ShippedModels::defaultFolder().filename().string().find("models") != std::string::npos);
}
