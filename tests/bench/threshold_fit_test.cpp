#include "threshold_fit.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "bench_error.hpp"
#include "calibration_check.hpp"
#include "made_faces.hpp"

namespace {

using namespace dangol::bench;
using dangol::gallery::EnrolledPeople;

// Strangers against enrolled people, all scores drawn alike: normal around 1 with a deviation of 0.1.
ImpostorTail madeTail(std::uint32_t people, std::uint64_t seed, bool lookAlike = false) {
  ImpostorTail tail;
  tail.parts.emplace_back();
  Random random(seed);
  std::vector<ImpostorScore> all;
  for (std::uint32_t s = 0; s < people; ++s) {
    tail.parts[0].strangers.push_back(s);
    tail.parts[0].enrolled.push_back(s);
    for (std::uint32_t g = 0; g < people; ++g) {
      const float resembles = lookAlike && s % 20 == 0 ? 0.15F : 0;  // one stranger of twenty resembles everybody
      const float score = 1 + 0.1F * dangol::test::gaussian(random) - resembles;
      if (g != s && score < 0.9F) all.push_back({score, s, g});
    }
  }
  ImpostorTail lowest;
  lowest.lowest = std::move(all);
  tail.add(std::move(lowest));
  return tail;
}

std::vector<std::vector<OwnScore>> madeOwn() {
  std::vector<std::vector<OwnScore>> own(1);
  for (std::uint32_t i = 0; i < 100; ++i) own[0].push_back({0.5 + 0.005 * i, i});
  return own;
}

dangol::gallery::ThresholdModel fitted(const ImpostorTail& tail, std::uint32_t people) {
  return fitThresholds({{"made", {tail}}}, madeOwn(), {"score", "made", people, 40, 1});
}

TEST_CASE("too few people to calibrate on are refused by name") {
  CHECK_THROWS_WITH_AS((void)fitted(madeTail(20, 1), 100), doctest::Contains("made has too few people"), BenchError);
}

TEST_CASE("the fitted tail reaches further than the scores it was fitted on") {
  // The lowest of 499 × 500 normal scores is at about 4.5 deviations; one in ten million lies below 5.2.
  const auto model = fitted(madeTail(500, 1), 500);
  const auto& points = model.data().curves[0].points;
  const auto thresholdOf = [&](double share) {
    for (const auto& point : points) {
      if (point.share >= share * 0.999) return point.threshold;
    }
    return 0.0;
  };
  CHECK(thresholdOf(1e-2) == doctest::Approx(1 - 0.2326).epsilon(0.003));
  CHECK(thresholdOf(1e-4) == doctest::Approx(1 - 0.3719).epsilon(0.015));
  CHECK(thresholdOf(1e-7) == doctest::Approx(1 - 0.5199).epsilon(0.06));
  CHECK(points.front().deviation > points.back().deviation);
}

TEST_CASE("strangers who differ are told from strangers who are alike") {
  const auto unevenness = [](const dangol::gallery::ThresholdModel& model) {
    return model.data().curves[0].points.front().strangers;
  };
  CHECK(unevenness(fitted(madeTail(500, 1), 500)) < 0.5);
  CHECK(unevenness(fitted(madeTail(500, 1, true), 500)) > 3);
}

TEST_CASE("the same scores and seed make the same file") {
  const auto tail = madeTail(300, 2);
  CHECK(fitted(tail, 300).text() == fitted(tail, 300).text());
}

TEST_CASE("people are dealt alike from each set and nobody twice") {
  FaceSet faces = dangol::test::makeFaces({.people = 31, .pictures = 1});
  auto more = dangol::test::makePeople({.people = 10, .pictures = 1, .seed = 2});
  faces.add("more", more.pictures, std::move(more.results));
  const auto parts = dealtPeople(faces, 3, 5);
  std::vector<int> times(41, 0);
  for (const auto& part : parts) {
    for (const std::size_t person : part) ++times[person];
    CHECK(ofSet(faces, part, 0).size() >= 10);
    CHECK(ofSet(faces, part, 1).size() >= 3);
  }
  for (const int time : times) CHECK(time == 1);
}

TEST_CASE("promises are kept on invented strangers who had no part in them") {
  const FaceSet faces = dangol::test::makeFaces({.people = 900, .pictures = 4, .between = 0.05F, .within = 0.02F});
  const auto promises = checkPromises(faces, {.repeats = 2, .galleries = 5, .replicates = 20, .jobs = 2});
  REQUIRE(promises.size() == 6);  // 500 of 300 held-out people cannot be enrolled
  for (const KeptPromise& promise : promises) {
    CHECK(promise.templates == doctest::Approx(3));
    CHECK(promise.expected == doctest::Approx(promise.fpir).epsilon(1e-3));
    CHECK(promise.low < promise.expected);
    CHECK(promise.expected < promise.high);
    CHECK(promise.galleries == 10);
    CHECK(promise.measured() < 4 * promise.fpir);
  }
  CHECK(promises[0].measured() > promises[0].fpir / 4);
}

}  // namespace
