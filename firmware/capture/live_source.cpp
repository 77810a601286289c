#include "dangol/capture/live_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>

namespace dangol::capture {

std::chrono::milliseconds ReconnectPause::next() { return std::exchange(next_, std::min(next_ * 2, kLongest)); }

// What passes from the worker to next(): the newest picture and, after it, why there is none.
struct LiveSource::HandOver {
  std::mutex mutex;
  std::condition_variable_any changed;
  vision::FramePtr frame;
  std::string lost;
  std::string lastLost;  // until there is a picture
  bool ended = false;

  void putFrame(vision::FramePtr newest) {
    {
      const std::lock_guard lock(mutex);
      frame.swap(newest);
      lost.clear();
      lastLost.clear();
    }
    changed.notify_all();
  }
  void putLost(std::string reason) {
    {
      const std::lock_guard lock(mutex);
      lastLost = reason;
      lost = std::move(reason);
    }
    changed.notify_all();
  }
  void end() {
    {
      const std::lock_guard lock(mutex);
      ended = true;
    }
    changed.notify_all();
  }
};

LiveSource::LiveSource(std::unique_ptr<LiveDevice> device, std::string name, std::shared_ptr<Clock> clock,
                       Options options)
    : name_(std::move(name)), options_(options), handOver_(std::make_shared<HandOver>()) {
  worker_ = std::jthread([device = std::move(device), clock = std::move(clock),
                          handOver = handOver_](const std::stop_token& stop) mutable {
    run(stop, *device, *clock, *handOver);
    device.reset();
    handOver->end();
  });
}

LiveSource::~LiveSource() {
  worker_.request_stop();
  std::unique_lock lock(handOver_->mutex);
  const bool ended = handOver_->changed.wait_for(lock, options_.patience, [this] { return handOver_->ended; });
  if (!ended) worker_.detach();
}

void LiveSource::run(const std::stop_token& stop, LiveDevice& device, Clock& clock, HandOver& handOver) {
  ReconnectPause pause;
  std::uint64_t sequence = 0;
  while (!stop.stop_requested()) {
    std::string reason;
    try {
      reason = device.open();
      while (reason.empty() && !stop.stop_requested()) {
        LiveDevice::Picture picture = device.read();
        if (picture.image.empty()) {
          reason = picture.lost.empty() ? "it delivers no pictures" : std::move(picture.lost);
          break;
        }
        pause.reset();
        handOver.putFrame(std::make_shared<vision::Frame>(std::move(picture.image), sequence++, clock.now()));
      }
    } catch (const std::exception& error) {
      reason = std::string("its driver failed: ") + error.what();
    }
    device.close();
    if (stop.stop_requested()) return;
    handOver.putLost(std::move(reason));
    if (!clock.waitUntil(clock.now() + pause.next(), stop)) return;
  }
}

ReadResult LiveSource::next(std::stop_token stop) {
  const auto lost = [](std::string reason) { return ReadResult{ReadStatus::Lost, nullptr, std::move(reason)}; };
  HandOver& from = *handOver_;
  std::unique_lock lock(from.mutex);
  const bool something = from.changed.wait_for(lock, stop, options_.silent_after,
                                               [&] { return from.frame != nullptr || !from.lost.empty(); });
  if (stop.stop_requested()) return lost("stopping");
  if (!something && !from.lastLost.empty()) return lost(from.lastLost);
  if (!something) {
    return lost(fmt::format("no picture for {:.1f} s", std::chrono::duration<double>(options_.silent_after).count()));
  }
  if (from.frame != nullptr) return {ReadStatus::Frame, std::exchange(from.frame, nullptr), {}};
  return lost(std::exchange(from.lost, {}));
}

}  // namespace dangol::capture
