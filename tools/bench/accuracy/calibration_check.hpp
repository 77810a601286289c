#pragma once

#include <string>
#include <vector>

#include "face_set.hpp"

namespace dangol::bench {

// What a promise came to on strangers who had no part in it.
struct KeptPromise {
  std::string population;
  std::size_t enrolled = 0;
  double templates = 0;  // of a person, on average
  double fpir = 0;       // promised
  double expected = 0;   // what the model says at its threshold: the promise, but for rounding
  double low = 0;        // its 95 % interval, as printed to an owner; mean over the repeats
  double high = 0;
  double expected_alike = 0;  // what it would say if all strangers were alike
  std::size_t strangers = 0;  // searches
  std::size_t named = 0;      // of them, given a name
  std::size_t galleries = 0;
  [[nodiscard]] double measured() const { return static_cast<double>(named) / static_cast<double>(strangers); }
  [[nodiscard]] bool within() const { return low <= measured() && measured() <= high; }
};

struct CheckOptions {
  std::size_t repeats = 6;
  std::size_t galleries = 10;  // of each size, in each repeat
  std::size_t replicates = 50;
  std::uint64_t seed = 1;
  std::size_t jobs = 1;
};

// Draws the people into thirds, repeatedly: a cohort is fitted on one, a model of thresholds on the next, and its
// promises for 50, 150 and 500 enrolled are counted on the last. Galleries are of people with three pictures where
// there are enough of them, else of whoever there is; sizes that a population is too small for are left out.
[[nodiscard]] std::vector<KeptPromise> checkPromises(const FaceSet& faces, const CheckOptions& options);

// People in random order, dealt into so many parts, of each set alike.
[[nodiscard]] std::vector<std::vector<std::size_t>> dealtPeople(const FaceSet& faces, std::size_t parts,
                                                                std::uint64_t seed);
// A set's name as one word.
[[nodiscard]] std::string populationName(const std::string& set);
// The people of a list who are of the set.
[[nodiscard]] std::vector<std::size_t> ofSet(const FaceSet& faces, const std::vector<std::size_t>& people,
                                             std::size_t set);

}  // namespace dangol::bench
