#include "split.hpp"

#include <fmt/format.h>

#include <numeric>

#include "bench_error.hpp"
#include "random.hpp"

namespace dangol::bench {
namespace {

void addProbes(std::size_t person, const std::vector<std::size_t>& faces, std::size_t fuse, std::vector<Probe>& out) {
  for (std::size_t i = 0; i + fuse <= faces.size(); i += fuse) {
    const auto first = faces.begin() + static_cast<std::ptrdiff_t>(i);
    out.push_back({person, {first, first + static_cast<std::ptrdiff_t>(fuse)}});
  }
}

void enrol(const FaceSet& faces, std::size_t person, const SplitOptions& options, Random& random, Split& split) {
  std::vector<std::size_t> pictures = faces.people[person].faces;
  random.shuffle(pictures);
  Enrolled enrolled{person, {}};
  std::vector<std::size_t> rest;
  for (const std::size_t picture : pictures) {
    if (enrolled.templates.size() == options.templates) {
      rest.push_back(picture);
    } else if (faces.faces[picture].acquired()) {
      enrolled.templates.push_back(picture);
    } else {
      ++split.failed_templates;
    }
  }
  if (enrolled.templates.size() < options.templates) {
    ++split.failed_to_enrol;
    return;
  }
  split.gallery.push_back(std::move(enrolled));
  addProbes(person, rest, options.fuse, split.mated);
}

// Of each set the same share, so that every population of strangers is in the cohort.
std::vector<std::size_t> takeCohort(const FaceSet& faces, std::vector<std::size_t>& rest, double share) {
  std::vector<std::size_t> cohort;
  std::vector<std::size_t> strangers;
  std::vector<std::size_t> seen(faces.sets.size(), 0);
  for (const std::size_t person : rest) {
    const std::size_t nth = ++seen[faces.people[person].set];
    const auto upTo = [&](std::size_t n) { return static_cast<std::size_t>(share * static_cast<double>(n)); };
    (upTo(nth) > upTo(nth - 1) ? cohort : strangers).push_back(person);
  }
  rest = std::move(strangers);
  return cohort;
}

}  // namespace

Split drawSplit(const FaceSet& faces, const SplitOptions& options, std::uint64_t seed) {
  Random random(seed);
  std::vector<std::size_t> people(faces.people.size());
  std::iota(people.begin(), people.end(), std::size_t{0});
  random.shuffle(people);

  std::vector<std::size_t> chosen;
  std::vector<std::size_t> rest;
  std::size_t eligible = 0;
  for (const std::size_t person : people) {
    const bool enough = faces.people[person].faces.size() >= options.templates + options.fuse;
    eligible += enough ? 1 : 0;
    (enough && (options.leave_one_out || chosen.size() < options.enrolled) ? chosen : rest).push_back(person);
  }
  const std::size_t needed = options.leave_one_out ? 2 : options.enrolled;
  if (eligible < needed) {
    throw BenchError(
        fmt::format("{} people have the {} pictures that --templates and --fuse need, {} are to be "
                    "enrolled; lower --enrolled, --templates or --fuse",
                    eligible, options.templates + options.fuse, needed));
  }
  Split split;
  for (const std::size_t person : chosen) enrol(faces, person, options, random, split);
  if (options.leave_one_out) return split;
  split.cohort = takeCohort(faces, rest, options.cohort_share);
  for (const std::size_t person : rest) {
    std::vector<std::size_t> pictures = faces.people[person].faces;
    random.shuffle(pictures);
    addProbes(person, pictures, options.fuse, split.strangers);
  }
  return split;
}

}  // namespace dangol::bench
