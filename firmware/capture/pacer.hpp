#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>

#include "dangol/capture/camera_source.hpp"
#include "dangol/capture/clock.hpp"

namespace dangol::capture {

// When the pictures of a file or folder are due. Not thread-safe.
class Pacer {
 public:
  Pacer(Pacing pacing, std::shared_ptr<Clock> clock)
      : pacing_(pacing), clock_(std::move(clock)), begin_(clock_->now()) {}

  // Waits until the picture that far from the beginning is due and returns when it was delivered; nothing when a stop
  // is requested. Requires: offsets that never go back.
  [[nodiscard]] std::optional<vision::SteadyTime> waitFor(std::chrono::nanoseconds offset, const std::stop_token& stop);

 private:
  Pacing pacing_;
  std::shared_ptr<Clock> clock_;
  vision::SteadyTime begin_;
  bool begun_ = false;
};

}  // namespace dangol::capture
