#include "dangol/runtime/latency_histogram.hpp"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

using dangol::runtime::LatencyHistogram;
using std::chrono::microseconds;
using std::chrono::milliseconds;

TEST_CASE("an empty histogram says zero everywhere") {
  const auto summary = LatencyHistogram{}.summary();
  CHECK(summary.count == 0);
  CHECK(summary.p50_ms == 0);
  CHECK(summary.max_ms == 0);
}

TEST_CASE("durations below the first and beyond the last bucket are counted") {
  LatencyHistogram histogram;
  histogram.record(std::chrono::nanoseconds{-5});
  histogram.record(std::chrono::nanoseconds{0});
  histogram.record(std::chrono::hours{100});
  CHECK(histogram.summary().count == 3);
  CHECK(histogram.summary().max_ms == doctest::Approx(100.0 * 3600 * 1000));
}

TEST_CASE("percentiles are right to within a bucket") {
  LatencyHistogram histogram;
  for (int i = 1; i <= 1000; ++i) histogram.record(microseconds{i * 100});
  const auto summary = histogram.summary();
  CHECK(summary.p50_ms == doctest::Approx(50).epsilon(0.06));
  CHECK(summary.p95_ms == doctest::Approx(95).epsilon(0.06));
  CHECK(summary.p99_ms == doctest::Approx(99).epsilon(0.06));
  CHECK(summary.max_ms == doctest::Approx(100));
}

TEST_CASE("a percentile is never above the largest value") {
  LatencyHistogram histogram;
  histogram.record(milliseconds{7});
  CHECK(histogram.summary().p50_ms <= 7);
  CHECK(histogram.summary().p99_ms <= 7);
}

TEST_CASE("records of several threads are all counted") {
  LatencyHistogram histogram;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 1000; ++i) histogram.record(milliseconds{i});
      });
    }
  }
  CHECK(histogram.summary().count == 4000);
  CHECK(histogram.summary().max_ms == 999);
}
