#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "dangol/gallery/cohort_model.hpp"
#include "face_set.hpp"

namespace dangol::bench {

// How many means a population of so many embeddings is described by: 64 for a large one, 16 for a small one, fewer for
// one too small for that.
[[nodiscard]] std::size_t meansFor(std::size_t embeddings);

// A mixture of normal distributions around k-means' means (k-means++, seeded) with one shared covariance.
// Requires: at least two embeddings; means of 1 to that many.
[[nodiscard]] gallery::CohortMixture fitMixture(const std::string& name, std::span<const vision::Embedding> embeddings,
                                                std::size_t means, std::uint64_t seed);

// One mixture for each set, fitted on all of its faces. Throws BenchError when a set has fewer than two.
[[nodiscard]] gallery::CohortModel fitCohort(const FaceSet& faces, std::uint64_t seed);

}  // namespace dangol::bench
