#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "dangol/datasets/lfw.hpp"
#include "face_set.hpp"
#include "metrics.hpp"
#include "scorer.hpp"

namespace dangol::bench {

// One comparison of two faces; of one person when first equals second.
struct Comparison {
  float score = 0;
  std::uint32_t first = 0;  // people
  std::uint32_t second = 0;
};

// All that one scorer says about a set of comparisons.
struct Comparisons {
  std::vector<Comparison> genuine;
  std::vector<Comparison> impostors;  // sorted, smallest first; the lowest only when there are very many
  std::size_t impostor_count = 0;
  std::vector<std::size_t> faces_of_person;  // when every face was compared with every other
  std::vector<float> impostor_sample;        // of all of them, for a histogram
  std::vector<LabelledScore> pairs;          // of a pairs protocol, in its order
  std::size_t not_acquired_genuine = 0;      // pairs with a picture in which no face was found
  std::size_t not_acquired_impostor = 0;
};

// The comparisons of a pairs file. A pair with a picture in which no face was found is counted, and is a non-match.
// Throws BenchError when the file names a picture that is not in the set.
[[nodiscard]] Comparisons comparePairs(const FaceSet& faces, const datasets::LfwPairs& pairs, const Scorer& scorer,
                                       std::size_t jobs);

// Every acquired face with every other. Of more than a few million impostor scores the
// lowest twentieth is kept.
[[nodiscard]] Comparisons compareAll(const FaceSet& faces, const Scorer& scorer, std::size_t jobs);

// The plain scores, for the metrics.
[[nodiscard]] SortedScores sortedScores(const Comparisons& comparisons);

// A 95 % interval of FNMR at an FMR over people: whoever is drawn brings all comparisons of theirs, and the threshold
// is found anew.
[[nodiscard]] Interval fnmrInterval(const Comparisons& comparisons, double fmr, std::size_t people,
                                    std::size_t replicates, std::uint64_t seed);

// How often different people of one group match at a threshold, and how often one person's pictures do not.
struct GroupRates {
  std::string group;
  std::size_t people = 0;
  std::size_t impostors = 0;  // comparisons within the group
  std::size_t matches = 0;
  Interval interval;        // of the FMR, 95 %, over people
  std::size_t genuine = 0;  // comparisons of one person's pictures
  std::size_t misses = 0;
  Interval miss_interval;  // of the FNMR
};

// The scores within each group. groups[p] is person p's group; empty: in none.
class GroupScores {
 public:
  GroupScores(const FaceSet& faces, const std::vector<std::string>& groups, const Scorer& scorer, std::size_t jobs);
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  // The threshold of an FMR within one group. Requires: one of names(), with an impostor comparison.
  [[nodiscard]] double thresholdOf(const std::string& group, double fmr) const;
  [[nodiscard]] std::size_t impostorsOf(const std::string& group) const;
  [[nodiscard]] GroupRates at(const std::string& group, double threshold, std::size_t replicates,
                              std::uint64_t seed) const;

 private:
  struct Group {
    Comparisons all;  // people counted from 0 within the group
    std::vector<float> impostors;
  };
  std::vector<std::string> names_;
  std::map<std::string, Group> groups_;
};

}  // namespace dangol::bench
