#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "metrics.hpp"
#include "scorer.hpp"
#include "split.hpp"

namespace dangol::bench {

// One search of a gallery. A probe without a face finds nobody: a miss if mated, no false positive if a stranger.
struct Search {
  std::size_t person = 0;                                  // whose probe it was
  double own = std::numeric_limits<double>::infinity();    // the mate's score
  double other = std::numeric_limits<double>::infinity();  // the best other person's
};

// All searches of one gallery size by one scorer; those of repeated splits are put together.
struct Searches {
  std::vector<Search> mated;
  std::vector<Search> strangers;
  std::size_t mated_not_acquired = 0;
  std::size_t strangers_not_acquired = 0;
};

// What a probe is made of. Templates are always the mean of both sides, as enrolment makes them.
enum class ProbeSides {
  Straight,     // each picture as it is, as one live frame
  Alternating,  // every second picture of a probe mirrored
  Both          // the mean of both sides of each picture
};

struct SearchOptions {
  std::vector<std::size_t> sizes;  // of the galleries: the first so many people enrolled
  ProbeSides sides = ProbeSides::Straight;
  bool leave_one_out = false;
  std::size_t jobs = 1;
};

// Searches the galleries of the first sizes[i] people; result[i] is of that size. Sizes over the gallery's are empty.
[[nodiscard]] std::vector<Searches> searchGalleries(const FaceSet& faces, const Split& split,
                                                    const SearchOptions& options, const Scorer& scorer);

struct IdentificationRate {
  double fpir = 0;             // the target
  std::optional<double> fnir;  // nothing when the strangers are too few to support it
  double threshold = 0;
  std::size_t false_positives = 0;  // that it rests on
  Interval interval;                // 95 %, over people
};

// The largest threshold at which at most the share of strangers finds anybody. Requires: at least one stranger.
[[nodiscard]] double thresholdAtFpir(const Searches& searches, double fpir);
// Strangers who find anybody at the threshold, of all strangers.
[[nodiscard]] double fpirAt(const Searches& searches, double threshold);
// Mated probes whose mate is not first or not within the threshold, of all mated probes.
[[nodiscard]] double fnirAt(const Searches& searches, double threshold);
// Mated probes whose mate is first, whatever the score.
[[nodiscard]] double rankOne(const Searches& searches);
// FNIR at each FPIR, with a bootstrap over people: whoever is drawn brings all of their probes, and threshold and rate
// are computed anew. Requires: at least one mated probe and one stranger, people below the number of people.
[[nodiscard]] std::vector<IdentificationRate> identificationRates(const Searches& searches,
                                                                  const std::vector<double>& fpirs, std::size_t people,
                                                                  std::size_t replicates, std::uint64_t seed);

}  // namespace dangol::bench
