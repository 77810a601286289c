#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "dangol/vision/frame.hpp"

namespace dangol::runtime {

// How often something happens a second, over the last two seconds. Fixed memory, never blocks. Thread-safe: one thread
// may record while others read.
class RateMeter {
 public:
  // Requires: times that never go back.
  void record(vision::SteadyTime at);
  // Over the two seconds before now, to an eighth of a second; 0 when nothing happened since.
  [[nodiscard]] double perSecond(vision::SteadyTime now) const;

 private:
  static constexpr std::chrono::milliseconds kSlice{125};
  static constexpr std::int64_t kSlices = 16;
  // More than are read, so that a slice is not begun anew while somebody reads it.
  static constexpr std::int64_t kKept = 2 * kSlices;
  static constexpr int kCountBits = 20;

  // Each holds the number of its slice of time above the count within it: one value, so that both are of one moment.
  std::array<std::atomic<std::uint64_t>, kKept> slices_{};
};

}  // namespace dangol::runtime
