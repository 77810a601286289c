#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "face_set.hpp"

namespace dangol::bench {

// Who plays which part in one open-set experiment.
struct SplitOptions {
  std::size_t enrolled = 150;
  std::size_t templates = 3;   // pictures a person is enrolled with
  std::size_t fuse = 1;        // pictures of one probe
  bool leave_one_out = false;  // everybody with enough pictures is enrolled, and is in turn the stranger
  double cohort_share = 0;     // of the people who are not enrolled, for the cohort; the rest are strangers
};

struct Enrolled {
  std::size_t person = 0;              // index into FaceSet::people
  std::vector<std::size_t> templates;  // indices into FaceSet::faces, all acquired
};

// fuse pictures of one person, whether a face was found in them or not.
struct Probe {
  std::size_t person = 0;
  std::vector<std::size_t> faces;
};

struct Split {
  std::vector<Enrolled> gallery;     // in random order: the first n are a random gallery of n
  std::vector<Probe> mated;          // of people in the gallery, never a picture they were enrolled with
  std::vector<Probe> strangers;      // of people neither in the gallery nor in the cohort; made like mated probes
  std::vector<std::size_t> cohort;   // people
  std::size_t failed_templates = 0;  // pictures meant for enrolment in which no face was found; the next one was taken
  std::size_t failed_to_enrol = 0;   // people with fewer usable pictures than templates
};

// Draws a split. Leave-one-out makes no strangers: each mated probe is a stranger to the gallery without its own
// person. Throws BenchError, with how many there are, when fewer people than enrolled have templates + fuse pictures,
// or when leave-one-out has fewer than two.
[[nodiscard]] Split drawSplit(const FaceSet& faces, const SplitOptions& options, std::uint64_t seed);

}  // namespace dangol::bench
