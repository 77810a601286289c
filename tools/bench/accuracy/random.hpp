#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace dangol::bench {

// Random numbers that are the same for a seed with every compiler: the standard's distributions and shuffle are not.
// Reentrant.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  // Evenly from 0 to n - 1. Requires: n at least 1.
  [[nodiscard]] std::size_t below(std::size_t n) {
    const std::uint64_t range = n;
    const std::uint64_t unfair = (0 - range) % range;  // so many of the smallest values would come once too often
    for (;;) {
      const std::uint64_t value = engine_();
      if (value >= unfair) return static_cast<std::size_t>(value % range);
    }
  }

  // Evenly from 0 up to but not including 1.
  [[nodiscard]] double unit() { return static_cast<double>(engine_() >> 11U) * 0x1.0p-53; }

  template <class T>
  void shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

 private:
  std::mt19937_64 engine_;
};

// How often each of n is drawn in n draws with replacement: the weights of one bootstrap replicate.
[[nodiscard]] inline std::vector<std::uint32_t> resampleCounts(std::size_t n, Random& random) {
  std::vector<std::uint32_t> counts(n, 0);
  for (std::size_t i = 0; i < n; ++i) ++counts[random.below(n)];
  return counts;
}

}  // namespace dangol::bench
