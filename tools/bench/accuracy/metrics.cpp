#include "metrics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace dangol::bench {
namespace {

// How many of n may match at this share; a share such as 0.001 is not exact in binary.
std::size_t allowed(double share, std::size_t n) {
  return static_cast<std::size_t>(std::floor(share * static_cast<double>(n) + 1e-9));
}

double justBelow(float score) {
  return static_cast<double>(std::nextafter(score, -std::numeric_limits<float>::infinity()));
}

double ratio(std::size_t part, std::size_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

std::size_t matched(std::span<const float> sorted, double threshold) {
  return static_cast<std::size_t>(
      std::ranges::upper_bound(sorted, threshold, {}, [](float score) { return static_cast<double>(score); }) -
      sorted.begin());
}

}  // namespace

double thresholdAt(std::span<const float> sorted, double share) {
  assert(!sorted.empty());
  const std::size_t k = allowed(share, sorted.size());
  return k >= sorted.size() ? static_cast<double>(sorted.back()) : justBelow(sorted[k]);
}

double shareMatched(std::span<const float> sorted, double threshold) {
  assert(!sorted.empty());
  return ratio(matched(sorted, threshold), sorted.size());
}

double fmrAt(const SortedScores& scores, double threshold) {
  return ratio(matched(scores.impostors, threshold), scores.impostor_count);
}

double fnmrAt(const SortedScores& scores, double threshold) { return 1 - shareMatched(scores.genuine, threshold); }

std::optional<double> thresholdAtFmr(const SortedScores& scores, double fmr) {
  const std::size_t k = allowed(fmr, scores.impostor_count);
  if (k < scores.impostors.size()) return justBelow(scores.impostors[k]);
  if (scores.impostors.size() < scores.impostor_count || scores.impostors.empty()) return std::nullopt;
  return static_cast<double>(scores.impostors.back());
}

std::optional<OperatingPoint> equalErrorPoint(const SortedScores& scores) {
  if (scores.genuine.empty() || scores.impostors.empty()) return std::nullopt;
  // FMR only rises and FNMR only falls with the threshold; they are closest on one side of where they cross, and both
  // change only at a score.
  std::vector<float> thresholds = scores.genuine;
  thresholds.insert(thresholds.end(), scores.impostors.begin(), scores.impostors.end());
  std::ranges::sort(thresholds);
  const auto at = [&](float threshold) {
    const auto t = static_cast<double>(threshold);
    return OperatingPoint{t, fmrAt(scores, t), fnmrAt(scores, t)};
  };
  const auto crossing = std::ranges::partition_point(thresholds, [&](float threshold) {
    const OperatingPoint point = at(threshold);
    return point.false_match < point.false_non_match;
  });
  const bool keptAll = scores.impostors.size() == scores.impostor_count;
  if (crossing == thresholds.end() || (!keptAll && *crossing > scores.impostors.back())) return std::nullopt;
  const OperatingPoint after = at(*crossing);
  if (crossing == thresholds.begin()) return after;
  const OperatingPoint before = at(*std::prev(crossing));
  const auto gap = [](const OperatingPoint& point) { return std::abs(point.false_match - point.false_non_match); };
  return gap(before) < gap(after) ? before : after;
}

std::vector<OperatingPoint> detCurve(const SortedScores& scores, std::size_t points) {
  std::vector<OperatingPoint> curve;
  if (scores.genuine.empty() || scores.impostors.empty() || points < 2) return curve;
  const double lowest = std::log10(ratio(1, scores.impostor_count));
  const double highest = std::log10(std::min(0.5, ratio(scores.impostors.size(), scores.impostor_count)));
  for (std::size_t i = 0; i < points; ++i) {
    const double fmr = std::pow(10, lowest + (highest - lowest) * ratio(i, points - 1));
    if (const auto threshold = thresholdAtFmr(scores, fmr)) {
      curve.push_back({*threshold, fmrAt(scores, *threshold), fnmrAt(scores, *threshold)});
    }
  }
  return curve;
}

double accuracyAt(std::span<const LabelledScore> pairs, double threshold) {
  const auto right = std::ranges::count_if(
      pairs, [&](const LabelledScore& pair) { return (static_cast<double>(pair.score) <= threshold) == pair.genuine; });
  return ratio(static_cast<std::size_t>(right), pairs.size());
}

Accuracy bestAccuracy(std::vector<LabelledScore> pairs) {
  assert(!pairs.empty());
  std::ranges::sort(pairs, {}, &LabelledScore::score);
  // Refuse everybody, then let one score after the other match.
  auto right = static_cast<std::size_t>(std::ranges::count(pairs, false, &LabelledScore::genuine));
  Accuracy best{justBelow(pairs.front().score), ratio(right, pairs.size())};
  std::size_t most = right;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    right = pairs[i].genuine ? right + 1 : right - 1;
    const bool last = i + 1 == pairs.size();
    if (right <= most || (!last && pairs[i + 1].score == pairs[i].score)) continue;
    most = right;
    const auto here = static_cast<double>(pairs[i].score);
    best = {last ? here : (here + static_cast<double>(pairs[i + 1].score)) / 2, ratio(right, pairs.size())};
  }
  return best;
}

FoldedAccuracy foldedAccuracy(const std::vector<LabelledScore>& pairs, std::size_t folds) {
  assert(folds >= 2);
  FoldedAccuracy result;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<LabelledScore> others;
    std::vector<LabelledScore> held;
    for (const LabelledScore& pair : pairs) (pair.fold == fold ? held : others).push_back(pair);
    if (!held.empty() && !others.empty()) {
      result.folds.push_back(accuracyAt(held, bestAccuracy(std::move(others)).threshold));
    }
  }
  const auto n = static_cast<double>(result.folds.size());
  for (const double accuracy : result.folds) result.mean += accuracy / n;
  double squares = 0;
  for (const double accuracy : result.folds) squares += (accuracy - result.mean) * (accuracy - result.mean);
  if (n > 1) result.standard_error = std::sqrt(squares / (n - 1) / n);
  return result;
}

Interval percentileInterval(std::vector<double> replicates) {
  assert(!replicates.empty());
  std::ranges::sort(replicates);
  const auto last = static_cast<double>(replicates.size() - 1);
  return {replicates[static_cast<std::size_t>(std::lround(0.025 * last))],
          replicates[static_cast<std::size_t>(std::lround(0.975 * last))]};
}

}  // namespace dangol::bench
