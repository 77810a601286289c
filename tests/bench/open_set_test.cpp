#include "open_set.hpp"

#include <doctest/doctest.h>

#include "made_faces.hpp"

namespace {

using namespace dangol::bench;
using doctest::Approx;

Searches made(std::vector<Search> mated, const std::vector<double>& strangers) {
  Searches searches;
  searches.mated = std::move(mated);
  for (std::size_t i = 0; i < strangers.size(); ++i) {
    searches.strangers.push_back({.person = 10 + i, .other = strangers[i]});
  }
  return searches;
}

TEST_CASE("a probe without a face is a miss when mated and no false positive when a stranger's") {
  const double never = std::numeric_limits<double>::infinity();
  const Searches searches = made({{0, 1, 5}, {.person = 1}}, {2, never});
  CHECK(fnirAt(searches, 3) == Approx(0.5));
  CHECK(fnirAt(searches, never) == Approx(0.5));
  CHECK(rankOne(searches) == Approx(0.5));
  CHECK(fpirAt(searches, 1e300) == Approx(0.5));
}

TEST_CASE("a rate that too few strangers support is no number") {
  const auto rates = identificationRates(made({{0, 1, 5}}, std::vector<double>(299, 4.0)), {0.1, 0.5}, 400, 20, 1);
  CHECK_FALSE(rates[0].fnir.has_value());
  CHECK(rates[1].fnir.has_value());
  CHECK(identificationRates(made({{0, 1, 5}}, std::vector<double>(300, 4.0)), {0.1}, 400, 20, 1)[0].fnir.has_value());
}

TEST_CASE("FPIR thresholds stay below the first stranger too many") {
  const Searches searches = made({{0, 1, 5}, {1, 3, 9}, {2, 2, 1.5}}, {4, 2, 2, 8, 9, 10, 11, 12, 13, 14});
  const double none = thresholdAtFpir(searches, 0.1);  // one may be found, but two are equal
  CHECK(fpirAt(searches, none) == 0);
  CHECK(fnirAt(searches, none) == Approx(2.0 / 3));  // the second is too far, the third not first
  const double three = thresholdAtFpir(searches, 0.3);
  CHECK(fpirAt(searches, three) == Approx(0.3));
  CHECK(fnirAt(searches, three) == Approx(1.0 / 3));
}

TEST_CASE("intervals are the same for a seed and hold the rate") {
  std::vector<Search> mated;
  std::vector<double> strangers;
  for (std::size_t i = 0; i < 100; ++i) mated.push_back({i % 10, static_cast<double>(i % 17), 20});
  for (std::size_t i = 0; i < 400; ++i) strangers.push_back(8 + static_cast<double>(i % 40));
  const Searches searches = made(mated, strangers);
  const auto first = identificationRates(searches, {0.1}, 410, 200, 3)[0];
  const auto again = identificationRates(searches, {0.1}, 410, 200, 3)[0];
  CHECK(first.interval.low == again.interval.low);
  CHECK(first.interval.high == again.interval.high);
  CHECK(first.interval.low <= *first.fnir);
  CHECK(*first.fnir <= first.interval.high);
  CHECK(first.interval.low < first.interval.high);
}

TEST_CASE("people who lie far apart are all found and strangers are not") {
  const FaceSet faces = dangol::test::makeFaces({.people = 30, .pictures = 6, .between = 0.3F, .within = 0.01F});
  const Split split = drawSplit(faces, {.enrolled = 10, .templates = 3, .fuse = 1}, 5);
  const auto scorer = makeDistanceScorer();
  const auto searches = searchGalleries(faces, split, {.sizes = {5, 10, 20}, .jobs = 2}, *scorer);
  CHECK(searches[1].mated.size() == 30);
  CHECK(searches[1].strangers.size() == 120);
  CHECK(rankOne(searches[1]) == 1);
  CHECK(fnirAt(searches[1], thresholdAtFpir(searches[1], 0)) == 0);
  CHECK(searches[0].mated.size() == 15);  // only of the five people enrolled
  CHECK(searches[0].strangers.size() == 120);
  CHECK(searches[2].mated.empty());
}

TEST_CASE("leave-one-out takes everybody as a stranger to the others") {
  const FaceSet faces = dangol::test::makeFaces({.people = 6, .pictures = 5, .between = 0.3F, .within = 0.01F});
  const Split split = drawSplit(faces, {.templates = 2, .leave_one_out = true}, 5);
  const auto searches =
      searchGalleries(faces, split, {.sizes = {6}, .leave_one_out = true}, *makeDistanceScorer()).front();
  REQUIRE(searches.mated.size() == 18);
  REQUIRE(searches.strangers.size() == 18);
  for (std::size_t i = 0; i < 18; ++i) {
    CHECK(searches.strangers[i].other == searches.mated[i].other);
    CHECK(searches.strangers[i].other > searches.mated[i].own);
  }
}

}  // namespace
