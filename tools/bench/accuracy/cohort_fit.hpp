#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "dangol/gallery/cohort_model.hpp"
#include "face_set.hpp"

namespace dangol::bench {

// How many means a population of so many people is described by: one for two dozen of them, at most 64.
[[nodiscard]] std::size_t meansFor(std::size_t people);

// No mean rests on fewer people: the mean of one is a template, and the cohort must hold nobody's.
inline constexpr std::size_t kFewestPeople = 5;

// A mixture of normal distributions around k-means' means (k-means++, seeded) with one shared covariance. A mean that
// would rest on fewer than kFewestPeople embeddings is dissolved, so there may be fewer means than asked for.
// Requires: at least two embeddings, of different people; means of 1 to that many.
[[nodiscard]] gallery::CohortMixture fitMixture(const std::string& name, std::span<const vision::Embedding> embeddings,
                                                std::size_t means, std::uint64_t seed);

// One mixture for each set, fitted on the first face of each person: whoever was photographed most must not become a
// mean of their own. Throws BenchError when a set has fewer than kFewestPeople people with a face.
[[nodiscard]] gallery::CohortModel fitCohort(const FaceSet& faces, std::uint64_t seed);

}  // namespace dangol::bench
