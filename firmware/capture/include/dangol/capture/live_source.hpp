#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "dangol/capture/camera_source.hpp"
#include "dangol/capture/clock.hpp"
#include "dangol/vision/frame.hpp"

namespace dangol::capture {

// A camera or stream as LiveSource drives it: a new kind of camera is one of these. Its calls may block and may throw
// std::exception; both count as lost. Bound to LiveSource's own thread after construction.
class LiveDevice {
 public:
  LiveDevice() = default;
  virtual ~LiveDevice() = default;
  LiveDevice(const LiveDevice&) = delete;
  LiveDevice& operator=(const LiveDevice&) = delete;

  // Opens it, again after close(). Empty when it is open, else why not, in plain words.
  [[nodiscard]] virtual std::string open() = 0;
  struct Picture {
    vision::RgbImage image;  // empty: lost
    std::string lost;        // then why, in plain words
  };
  // Waits for the next picture. Requires: open.
  [[nodiscard]] virtual Picture read() = 0;
  // After every open(), whether it succeeded or not.
  virtual void close() noexcept = 0;
};

// How long to wait before the next attempt to open: 0.2 s, then twice as long each time up to 5 s. Not thread-safe.
class ReconnectPause {
 public:
  [[nodiscard]] std::chrono::milliseconds next();
  void reset() { next_ = kShortest; }

 private:
  static constexpr std::chrono::milliseconds kShortest{200};
  static constexpr std::chrono::milliseconds kLongest{5000};
  std::chrono::milliseconds next_ = kShortest;
};

// Drives a device in a thread of its own and hands over its newest picture, so that next() keeps its promise whatever
// the driver does. A picture that was not taken in time is replaced: the sequence numbers show the gap.
class LiveSource final : public CameraSource {
 public:
  struct Options {
    std::chrono::milliseconds silent_after{2000};  // an open device that delivers nothing for so long is called lost
    std::chrono::milliseconds patience{1000};      // at destruction, for a driver that blocks
  };
  // Begins to open the device at once. The clock times the pauses and the pictures.
  LiveSource(std::unique_ptr<LiveDevice> device, std::string name, std::shared_ptr<Clock> clock, Options options);
  LiveSource(std::unique_ptr<LiveDevice> device, std::string name, std::shared_ptr<Clock> clock)
      : LiveSource(std::move(device), std::move(name), std::move(clock), Options{}) {}
  // A driver that still blocks when the patience ends is left to its thread, which owns everything it uses and ends as
  // soon as the driver returns.
  ~LiveSource() override;

  [[nodiscard]] ReadResult next(std::stop_token stop) override;
  [[nodiscard]] std::string name() const override { return name_; }
  [[nodiscard]] bool live() const override { return true; }

 private:
  struct HandOver;
  static void run(const std::stop_token& stop, LiveDevice& device, Clock& clock, HandOver& handOver);

  std::string name_;
  Options options_;
  std::shared_ptr<HandOver> handOver_;
  std::jthread worker_;
};

}  // namespace dangol::capture
