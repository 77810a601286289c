#include "metrics.hpp"

#include <doctest/doctest.h>

namespace {

using namespace dangol::bench;
using doctest::Approx;

SortedScores scores(std::vector<float> genuine, std::vector<float> impostors) {
  SortedScores made{std::move(genuine), std::move(impostors), 0};
  made.impostor_count = made.impostors.size();
  return made;
}

TEST_CASE("a rate beyond the impostors that were kept is not known") {
  SortedScores cut = scores({1, 2}, {3, 4});
  cut.impostor_count = 100;
  CHECK(thresholdAtFmr(cut, 0.01).has_value());
  CHECK_FALSE(thresholdAtFmr(cut, 0.02).has_value());
  CHECK_FALSE(equalErrorPoint(scores({}, {1})).has_value());
  CHECK_FALSE(equalErrorPoint(scores({1}, {})).has_value());
  SortedScores late = scores({1, 9}, {3, 4});
  late.impostor_count = 100;  // FMR 2 % at the last kept score, FNMR 50 %: they cross beyond it
  CHECK_FALSE(equalErrorPoint(late).has_value());
}

TEST_CASE("FNMR at an FMR is taken below the first impostor too many") {
  const auto made = scores({1, 2, 5, 8}, {3, 4, 6, 7, 9, 10, 11, 12, 13, 14});
  const double none = thresholdAtFmr(made, 0.05).value();  // half an impostor may match: none
  CHECK(none < 3);
  CHECK(fmrAt(made, none) == 0);
  CHECK(fnmrAt(made, none) == Approx(0.5));
  const double two = thresholdAtFmr(made, 0.2).value();
  CHECK(two < 6);
  CHECK(fmrAt(made, two) == Approx(0.2));
  CHECK(fnmrAt(made, two) == Approx(0.25));
  CHECK(thresholdAtFmr(made, 1).value() == 14);
}

TEST_CASE("impostors with equal scores are refused together") {
  const auto made = scores({1, 2}, {2, 2, 2, 5, 6, 7, 8, 9, 10, 11});
  const double threshold = thresholdAtFmr(made, 0.2).value();
  CHECK(fmrAt(made, threshold) == 0);  // two may match, but three are equal
  CHECK(fnmrAt(made, threshold) == Approx(0.5));
  CHECK(fmrAt(made, thresholdAtFmr(made, 0.3).value()) == Approx(0.3));
}

TEST_CASE("the equal error rate is where both rates meet") {
  const auto apart = equalErrorPoint(scores({1, 2}, {3, 4})).value();
  CHECK(apart.false_match == 0);
  CHECK(apart.false_non_match == 0);
  const auto crossed = equalErrorPoint(scores({1, 2, 3, 6}, {5, 7, 8, 9})).value();
  CHECK(crossed.false_match == Approx(0.25));
  CHECK(crossed.false_non_match == Approx(0.25));
  const auto swapped = equalErrorPoint(scores({3, 4}, {1, 2})).value();
  CHECK(swapped.false_match + swapped.false_non_match == Approx(2));
}

TEST_CASE("the DET curve only falls") {
  const auto curve = detCurve(scores({1, 2, 3, 6}, {2.5F, 5, 7, 8, 9, 10, 11, 12}), 20);
  REQUIRE(curve.size() == 20);
  CHECK(curve.front().false_match == Approx(0.125));
  for (std::size_t i = 1; i < curve.size(); ++i) {
    CHECK(curve[i].false_match >= curve[i - 1].false_match);
    CHECK(curve[i].false_non_match <= curve[i - 1].false_non_match);
  }
}

TEST_CASE("the best accuracy is found with ties and at the ends") {
  CHECK(bestAccuracy({{1, true}, {2, true}, {3, false}}).accuracy == 1);
  CHECK(bestAccuracy({{1, true}, {2, true}, {3, false}}).threshold == Approx(2.5));
  CHECK(bestAccuracy({{1, false}, {2, false}}).accuracy == 1);
  CHECK(bestAccuracy({{1, false}, {2, false}}).threshold < 1);
  CHECK(bestAccuracy({{1, true}, {2, true}}).threshold == 2);
  // A threshold cannot part equal scores.
  CHECK(bestAccuracy({{1, true}, {1, false}, {1, false}}).accuracy == Approx(2.0 / 3));
  CHECK(bestAccuracy({{1, true}, {2, false}, {3, true}, {4, false}}).accuracy == Approx(0.75));
}

TEST_CASE("each fold is decided by the others' threshold") {
  // Fold 0's own best threshold would be 1.5; fold 1 says 3.5, at which one of fold 0's two is wrong.
  const std::vector<LabelledScore> pairs{{1, true, 0}, {2, false, 0}, {3, true, 1}, {4, false, 1}};
  const auto folded = foldedAccuracy(pairs, 2);
  REQUIRE(folded.folds.size() == 2);
  CHECK(folded.folds[0] == Approx(0.5));
  CHECK(folded.folds[1] == Approx(0.5));
  CHECK(folded.mean == Approx(0.5));
  CHECK(folded.standard_error == Approx(0));
  const auto uneven = foldedAccuracy({{1, true, 0}, {9, false, 0}, {2, true, 1}, {3, false, 1}}, 2);
  CHECK(uneven.folds == std::vector<double>{1, 0.5});
  CHECK(uneven.mean == Approx(0.75));
  CHECK(uneven.standard_error == Approx(0.25));
}

TEST_CASE("an interval is the middle of its replicates and a bootstrap the same for a seed") {
  std::vector<double> replicates;
  for (int i = 200; i >= 0; --i) replicates.push_back(i);
  const Interval interval = percentileInterval(replicates);
  CHECK(interval.low == 5);
  CHECK(interval.high == 195);
  Random first(7);
  Random second(7);
  Random other(8);
  const auto counts = resampleCounts(50, first);
  CHECK(counts == resampleCounts(50, second));
  CHECK(counts != resampleCounts(50, other));
  std::size_t all = 0;
  for (const auto count : counts) all += count;
  CHECK(all == 50);
}

}  // namespace
