#pragma once

#include <vector>

#include "dangol/gallery/gallery_index.hpp"
#include "dangol/gallery/threshold_model.hpp"

namespace dangol::gallery {

// What is promised: of a thousand strangers, at most so many are taken for somebody enrolled, however many are.
struct StrangersPer1000 {
  double greeting = 10;   // 0.1 to 100: an awkward hello
  double attendance = 3;  // 0.1 to 100: a wrong timesheet
  double access = 1;      // 0.1 to 100: an open door
  friend bool operator==(const StrangersPer1000&, const StrangersPer1000&) = default;
};

// What keeps the promise: the highest score at which a face is taken for somebody, by what that is believed for.
struct AcceptScores {
  double greeting = 0;
  double attendance = 0;
  double access = 0;
  friend bool operator==(const AcceptScores&, const AcceptScores&) = default;
};

// How many people the index holds with how many templates each, the fewest templates first.
[[nodiscard]] std::vector<EnrolledPeople> countEnrolled(const GalleryIndex& index);

// Requires: an index with a score model. Of an empty one the scores are those for a single person. Reentrant.
[[nodiscard]] AcceptScores acceptScores(const ThresholdModel& model, const StrangersPer1000& promise,
                                        const GalleryIndex& index);

// How the people of the index score against each other: templates of at most `probes` of them, spread evenly, each
// against everybody else. Requires: an index with a score model. Reentrant.
[[nodiscard]] SiteScores siteScores(const GalleryIndex& index, std::size_t probes = 200);

// The pairs of which one has a template that would be taken for the other: a score of at most `limit`. Each pair once,
// the most alike first. A search for every template. Requires: an index with a score model. Reentrant.
[[nodiscard]] std::vector<LookAlike> findLookAlikes(const GalleryIndex& index, double limit);

}  // namespace dangol::gallery
