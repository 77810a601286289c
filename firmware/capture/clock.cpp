#include "dangol/capture/clock.hpp"

#include <condition_variable>
#include <mutex>

namespace dangol::capture {
namespace {

class SteadyClock final : public Clock {
 public:
  vision::SteadyTime now() const override { return std::chrono::steady_clock::now(); }

  bool waitUntil(vision::SteadyTime time, const std::stop_token& stop) override {
    if (stop.stop_requested()) return false;
    std::mutex mutex;
    std::condition_variable_any wakes;
    std::unique_lock lock(mutex);
    wakes.wait_until(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
  }
};

}  // namespace

std::shared_ptr<Clock> steadyClock() { return std::make_shared<SteadyClock>(); }

}  // namespace dangol::capture
