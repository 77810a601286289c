#pragma once

#include <cmath>
#include <string>

#include "dangol/datasets/lfw.hpp"
#include "face_set.hpp"
#include "random.hpp"

namespace dangol::test {

inline float gaussian(bench::Random& random) {
  const double radius = std::sqrt(-2 * std::log(1 - random.unit()));
  return static_cast<float>(radius * std::cos(6.283185307179586 * random.unit()));
}

// Invented people, whose faces are random numbers: each a centre with a little noise, some pictures without a face.
struct MadePeople {
  std::size_t people = 20;
  std::size_t pictures = 6;
  float between = 0.06F;
  float within = 0.02F;
  std::size_t no_face_every = 0;  // 0: a face in every picture
  std::uint64_t seed = 1;
};

inline bench::EmbeddingFile makePeople(const MadePeople& options) {
  bench::Random random(options.seed);
  bench::EmbeddingFile made;
  for (std::size_t p = 0; p < options.people; ++p) {
    vision::Embedding centre;
    for (float& value : centre.values) value = options.between * gaussian(random);
    const std::string name = "Invented_" + std::to_string(p);
    for (std::size_t i = 0; i < options.pictures; ++i) {
      bench::FaceResult result;
      if (options.no_face_every == 0 || (made.pictures.size() + 1) % options.no_face_every != 0) {
        result.status = bench::FaceStatus::Found;
        result.face_px = 100;
        result.quality = 0.5F;
        result.straight = result.mirrored = centre;
        for (float& value : result.straight.values) value += options.within * gaussian(random);
        for (float& value : result.mirrored.values) value += options.within * gaussian(random);
      } else {
        result.reason = "no face found";
      }
      made.pictures.push_back({datasets::lfwPicturePath("images", {name, static_cast<int>(i + 1)}), name});
      made.results.push_back(result);
    }
  }
  return made;
}

inline bench::FaceSet makeFaces(const MadePeople& options) {
  bench::EmbeddingFile made = makePeople(options);
  bench::FaceSet faces;
  faces.add("made", made.pictures, std::move(made.results));
  return faces;
}

}  // namespace dangol::test
