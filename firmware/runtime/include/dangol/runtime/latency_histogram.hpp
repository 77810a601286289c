#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace dangol::runtime {

// How long something took, counted in buckets about 6 % wide from 1 µs to over an hour. Fixed memory, never blocks.
// Thread-safe: one thread may record while others read; a reader may miss the newest record.
class LatencyHistogram {
 public:
  void record(std::chrono::nanoseconds duration);

  struct Summary {
    std::uint64_t count = 0;
    double p50_ms = 0;  // the middle of the bucket that holds it
    double p95_ms = 0;
    double p99_ms = 0;
    double max_ms = 0;    // exact
    double total_ms = 0;  // exact
  };
  // All zero while nothing was recorded.
  [[nodiscard]] Summary summary() const;
  // How many took at most about that long: whole buckets, so up to 6 % more or less.
  [[nodiscard]] std::uint64_t countUpTo(std::chrono::nanoseconds duration) const;

 private:
  [[nodiscard]] static std::size_t bucketOf(std::chrono::nanoseconds duration);

  static constexpr std::size_t kStepsPerOctave = 12;
  static constexpr std::size_t kOctaves = 32;
  std::array<std::atomic<std::uint64_t>, kOctaves * kStepsPerOctave + 1> buckets_{};
  std::atomic<std::int64_t> max_ns_{0};
  std::atomic<std::int64_t> total_ns_{0};
};

}  // namespace dangol::runtime
