#include "dangol/runtime/latency_histogram.hpp"

#include <algorithm>
#include <cmath>

namespace dangol::runtime {

std::size_t LatencyHistogram::bucketOf(std::chrono::nanoseconds duration) {
  const double micros = std::max(1.0, std::chrono::duration<double, std::micro>(duration).count());
  const auto step = static_cast<std::size_t>(std::log2(micros) * static_cast<double>(kStepsPerOctave));
  return std::min(step, kOctaves * kStepsPerOctave);
}

std::uint64_t LatencyHistogram::countUpTo(std::chrono::nanoseconds duration) const {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i <= bucketOf(duration); ++i) count += buckets_[i].load(std::memory_order_relaxed);
  return count;
}

void LatencyHistogram::record(std::chrono::nanoseconds duration) {
  buckets_[bucketOf(duration)].fetch_add(1, std::memory_order_relaxed);
  total_ns_.fetch_add(duration.count(), std::memory_order_relaxed);
  std::int64_t seen = max_ns_.load(std::memory_order_relaxed);
  while (seen < duration.count() && !max_ns_.compare_exchange_weak(seen, duration.count(), std::memory_order_relaxed)) {
  }
}

LatencyHistogram::Summary LatencyHistogram::summary() const {
  std::array<std::uint64_t, kOctaves * kStepsPerOctave + 1> counts{};
  Summary summary;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    counts[i] = buckets_[i].load(std::memory_order_relaxed);
    summary.count += counts[i];
  }
  if (summary.count == 0) return summary;
  summary.max_ms = static_cast<double>(max_ns_.load(std::memory_order_relaxed)) / 1e6;
  summary.total_ms = static_cast<double>(total_ns_.load(std::memory_order_relaxed)) / 1e6;
  const auto percentile = [&](double share) {
    const auto rank = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(summary.count)));
    std::uint64_t below = 0;
    std::size_t i = 0;
    while (i + 1 < counts.size() && (below += counts[i]) < rank) ++i;
    const double middle_ms = std::exp2((static_cast<double>(i) + 0.5) / static_cast<double>(kStepsPerOctave)) / 1e3;
    return std::min(middle_ms, summary.max_ms);
  };
  summary.p50_ms = percentile(0.50);
  summary.p95_ms = percentile(0.95);
  summary.p99_ms = percentile(0.99);
  return summary;
}

}  // namespace dangol::runtime
