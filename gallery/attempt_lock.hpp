#pragma once

#include <algorithm>
#include <chrono>

#include "dangol/gallery/types.hpp"

namespace dangol::gallery {

// How long nobody is asked again after wrong tries. Pure: times are passed in. Reentrant.
struct AttemptLock {
  static constexpr int kFreeFailures = 4;
  static constexpr std::chrono::milliseconds kFirstWait = std::chrono::seconds{30};
  static constexpr std::chrono::milliseconds kLongestWait = std::chrono::hours{1};

  int failures = 0;                   // in a row
  WallTime since{};                   // of the newest failure
  std::chrono::milliseconds wait{0};  // from then on

  // What is left of the wait. While the clock is before the failure, all of it: somebody has set it back.
  [[nodiscard]] std::chrono::milliseconds remaining(WallTime now) const {
    if (now < since) return wait;
    return std::max(std::chrono::milliseconds{0}, wait - (now - since));
  }

  // After a clock was set back the wait begins anew, and passes.
  [[nodiscard]] AttemptLock seenAt(WallTime now) const {
    AttemptLock seen = *this;
    seen.since = std::min(since, now);
    return seen;
  }

  [[nodiscard]] AttemptLock afterFailure(WallTime now) const {
    AttemptLock next{failures + 1, now, std::chrono::milliseconds{0}};
    if (next.failures > kFreeFailures) {
      next.wait = failures > kFreeFailures ? std::min(2 * std::max(wait, kFirstWait), kLongestWait) : kFirstWait;
    }
    return next;
  }
};

}  // namespace dangol::gallery
