#pragma once

#include <string>
#include <vector>

#include "dangol/gallery/threshold_model.hpp"
#include "impostor_tail.hpp"

namespace dangol::bench {

// One population's scores; [i] is of people enrolled with i + 1 templates, empty where too few have so many pictures.
struct PopulationTails {
  std::string name;
  std::vector<ImpostorTail> tails;
};

struct ThresholdFitOptions {
  std::string score_id;
  std::string source;
  std::size_t people = 0;  // how many there are: above every index in the scores
  std::size_t replicates = 100;
  std::uint64_t seed = 1;
};

// The shipped model of thresholds, from scores of people who are in nobody's cohort.
//
// A stranger is named when anybody of the N enrolled scores at or below the threshold: at 500 enrolled and FPIR 0.1 %
// that is one comparison in 500,000, further out than a set of a few hundred people with several pictures reaches.
// Each curve is therefore measured where 300 scores and one in 1,000 lie below, and continued by a generalised Pareto
// distribution of what lies beyond (Pickands-Balkema-de Haan), fitted by probability-weighted moments (Hosking and
// Wallis, Technometrics 29, 1987), which have a closed form also when people are weighted. From the scores of one
// comparison to N people leads the number of matches expected, not the largest of N draws of one distribution:
// strangers differ, and whoever resembles many is counted once. How much they differ is measured, and so is how much
// enrolled people differ, which makes small galleries luckier and unluckier than large ones.
//
// The bootstrap draws people, who bring all of their scores. Where a population has too few people with several
// pictures, its curve for one template is moved as the first population's moves. Throws BenchError when the first
// population's scores are too few, gallery::ThresholdError when what was fitted is no model.
[[nodiscard]] gallery::ThresholdModel fitThresholds(const std::vector<PopulationTails>& populations,
                                                    const std::vector<std::vector<OwnScore>>& own,
                                                    const ThresholdFitOptions& options);

}  // namespace dangol::bench
