#include "dangol/vision/embedding_fusion.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace dangol::vision;

namespace {

Embedding filled(float value) {
  Embedding embedding;
  embedding.values.fill(value);
  return embedding;
}

}  // namespace

TEST_CASE("a fusion of one is that embedding") {
  EmbeddingFusion fusion;
  CHECK(fusion.size() == 0);
  fusion.add(filled(0.25F), 0.7F);
  CHECK(fusion.fused() == filled(0.25F));
  CHECK(fusion.meanQuality() == doctest::Approx(0.7));
}

TEST_CASE("better pictures weigh more and a worthless one still counts a little") {
  EmbeddingFusion fusion;
  fusion.add(filled(0), 0.2F);
  fusion.add(filled(1), 0.6F);
  CHECK(fusion.fused().values[7] == doctest::Approx(0.75));
  EmbeddingFusion worthless;
  worthless.add(filled(0.5F), 0);
  CHECK(worthless.fused() == filled(0.5F));
}

TEST_CASE("only the newest few are kept") {
  EmbeddingFusion fusion(2);
  fusion.add(filled(9), 1);
  fusion.add(filled(1), 1);
  fusion.add(filled(2), 1);
  CHECK(fusion.size() == 2);
  CHECK(fusion.fused().values[0] == doctest::Approx(1.5));
  fusion.clear();
  CHECK(fusion.size() == 0);
}

TEST_CASE("the mean of noisy pictures lies nearer to the truth than any of them") {
  std::mt19937 random(5);
  std::normal_distribution<float> noise(0, 0.03F);
  const Embedding truth = filled(0.1F);
  EmbeddingFusion fusion;
  double nearest = 9;
  for (int i = 0; i < 8; ++i) {
    Embedding picture = truth;
    for (float& value : picture.values) value += noise(random);
    nearest = std::min(nearest, distance(picture, truth));
    fusion.add(picture, 0.5F);
  }
  CHECK(distance(fusion.fused(), truth) < 0.6 * nearest);
}
