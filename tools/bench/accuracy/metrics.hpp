#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "random.hpp"

// Error rates by the definitions of ISO/IEC 19795-1 and NIST FRTE. Scores: lower is more alike; a comparison is a match
// when its score is at most the threshold. All functions are reentrant and deterministic.
namespace dangol::bench {

// A rate is known to within about 30 % of itself, with 90 % confidence, once it rests on 30 errors (Doddington et al.,
// Speech Communication 31, 2000).
inline constexpr double kRuleOfThirty = 30;

// The largest threshold at which at most the given share of the impostors match: ties are refused together.
// Requires: sorted, smallest first; at least one.
[[nodiscard]] double thresholdAt(std::span<const float> sorted_impostors, double share);

// The share of sorted scores that are at most the threshold. Requires: at least one.
[[nodiscard]] double shareMatched(std::span<const float> sorted, double threshold);

// A population's scores. The impostors may be its lowest scores only, so that 10^8 comparisons fit in memory: any rate
// below impostors.size() / impostor_count is exact.
struct SortedScores {
  std::vector<float> genuine;
  std::vector<float> impostors;
  std::size_t impostor_count = 0;
};

[[nodiscard]] double fmrAt(const SortedScores& scores, double threshold);
[[nodiscard]] double fnmrAt(const SortedScores& scores, double threshold);
// As thresholdAt, of all the impostors. Nothing when the rate lies beyond the impostors that were kept.
[[nodiscard]] std::optional<double> thresholdAtFmr(const SortedScores& scores, double fmr);

struct OperatingPoint {
  double threshold = 0;
  double false_match = 0;
  double false_non_match = 0;
};
// Where FMR and FNMR are closest; the rate is the mean of the two. Nothing when it lies beyond the kept impostors.
[[nodiscard]] std::optional<OperatingPoint> equalErrorPoint(const SortedScores& scores);
// Points evenly spread over the logarithm of the FMR, from one false match to half or to what was kept.
[[nodiscard]] std::vector<OperatingPoint> detCurve(const SortedScores& scores, std::size_t points);

struct LabelledScore {
  float score = 0;
  bool genuine = false;
  std::size_t fold = 0;
};
struct Accuracy {
  double threshold = 0;
  double accuracy = 0;
};
// The threshold that decides most pairs rightly, half-way to the next score; the lowest of several as good.
[[nodiscard]] Accuracy bestAccuracy(std::vector<LabelledScore> pairs);
[[nodiscard]] double accuracyAt(std::span<const LabelledScore> pairs, double threshold);

struct FoldedAccuracy {
  double mean = 0;
  double standard_error = 0;
  std::vector<double> folds;
};
// LFW's View 2: each fold decided by the threshold that is best on the others. Requires: at least two folds.
[[nodiscard]] FoldedAccuracy foldedAccuracy(const std::vector<LabelledScore>& pairs, std::size_t folds);

struct Interval {
  double low = 0;
  double high = 0;
};
// The middle 95 % of bootstrap replicates. Requires: at least one.
[[nodiscard]] Interval percentileInterval(std::vector<double> replicates);

}  // namespace dangol::bench
