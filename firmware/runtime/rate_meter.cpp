#include "dangol/runtime/rate_meter.hpp"

#include <algorithm>

namespace dangol::runtime {
namespace {

constexpr std::uint64_t countMask(int bits) { return (std::uint64_t{1} << bits) - 1; }

}  // namespace

void RateMeter::record(vision::SteadyTime at) {
  const auto number = static_cast<std::uint64_t>(at.time_since_epoch() / kSlice) + 1;  // 0 marks an unused slice
  std::atomic<std::uint64_t>& slice = slices_[number % slices_.size()];
  const std::uint64_t held = slice.load(std::memory_order_relaxed);
  const std::uint64_t mask = countMask(kCountBits);
  const std::uint64_t count = held >> kCountBits == number ? held & mask : 0;
  slice.store(number << kCountBits | std::min(count + 1, mask), std::memory_order_relaxed);
}

// The slice that has only begun is left out, or the rate would fall at each beginning.
double RateMeter::perSecond(vision::SteadyTime now) const {
  const auto current = static_cast<std::uint64_t>(now.time_since_epoch() / kSlice) + 1;
  std::uint64_t count = 0;
  for (const std::atomic<std::uint64_t>& slice : slices_) {
    const std::uint64_t held = slice.load(std::memory_order_relaxed);
    const std::uint64_t number = held >> kCountBits;
    if (held != 0 && number < current && number + kSlices >= current) count += held & countMask(kCountBits);
  }
  return static_cast<double>(count) / std::chrono::duration<double>(kSlice * kSlices).count();
}

}  // namespace dangol::runtime
