#include "pacer.hpp"

namespace dangol::capture {
namespace {

// A little late is made up for; after a longer pause (a suspended machine, a debugger) the pictures missed meanwhile
// must not come in a burst.
constexpr std::chrono::seconds kMadeUpFor{1};

}  // namespace

std::optional<vision::SteadyTime> Pacer::waitFor(std::chrono::nanoseconds offset, const std::stop_token& stop) {
  if (stop.stop_requested()) return std::nullopt;
  switch (pacing_) {
    case Pacing::AsFastAsPossible:
      return begin_ + offset;
    case Pacing::RealTime:
      break;
  }
  const vision::SteadyTime now = clock_->now();
  if (!begun_ || now - (begin_ + offset) > kMadeUpFor) begin_ = now - offset;
  begun_ = true;
  if (!clock_->waitUntil(begin_ + offset, stop)) return std::nullopt;
  return clock_->now();
}

}  // namespace dangol::capture
