#pragma once

#include <memory>
#include <stop_token>

#include "dangol/vision/frame.hpp"

namespace dangol::capture {

// Time and waiting, so that tests of pacing and of pauses need neither. Thread-safe.
class Clock {
 public:
  Clock() = default;
  virtual ~Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;

  [[nodiscard]] virtual vision::SteadyTime now() const = 0;
  // Waits until then, not at all when it is past. False, at once, when a stop is requested.
  [[nodiscard]] virtual bool waitUntil(vision::SteadyTime time, const std::stop_token& stop) = 0;
};

// The machine's steady clock.
[[nodiscard]] std::shared_ptr<Clock> steadyClock();

}  // namespace dangol::capture
