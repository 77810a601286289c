#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/videoio.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "dangol/capture/camera_source.hpp"
#include "dangol/capture/clock.hpp"
#include "temp_folder.hpp"

// Videos, pictures and clocks made on the spot. None shows a person.
namespace dangol::test {

using Bytes = std::vector<std::uint8_t>;

inline Bytes readBytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// A picture whose every pixel tells its number: grey 20, 30, 40 ...
inline cv::Mat numbered(int number, cv::Size size = {160, 120}) {
  return {size, CV_8UC3, cv::Scalar::all(20 + 10 * number)};
}
// The number of such a picture, after lossy coding.
inline int numberOf(const vision::RgbView& view) { return (view.row(view.height_px / 2)[3] - 20 + 5) / 10; }

// Writes numbered pictures as Motion JPEG in an AVI.
inline std::filesystem::path writeAvi(const std::filesystem::path& file, int pictures, double fps = 25,
                                      cv::Size size = {160, 120}) {
  cv::VideoWriter writer(file.string(), cv::CAP_OPENCV_MJPEG, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), fps, size);
  if (!writer.isOpened()) throw std::runtime_error("cannot write an AVI");
  for (int i = 0; i < pictures; ++i) writer.write(numbered(i, size));
  return file;
}

inline Bytes encodedPicture(const char* extension, const cv::Mat& picture) {
  Bytes bytes;
  if (!cv::imencode(extension, picture, bytes)) throw std::runtime_error("cannot encode");
  return bytes;
}

inline std::string refusal(std::string_view uri, const capture::SourceOptions& options = {}) {
  try {
    (void)capture::openSource(uri, options);
    return {};
  } catch (const capture::CaptureError& error) {
    return error.what();
  }
}

inline bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// Time stands still but for waits, which end at once and move it. Remembers until when was waited.
class JumpingClock final : public capture::Clock {
 public:
  vision::SteadyTime now() const override {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  bool waitUntil(vision::SteadyTime time, const std::stop_token& stop) override {
    const std::lock_guard lock(mutex_);
    if (stop.stop_requested()) return false;
    waits_.push_back(time);
    now_ = std::max(now_, time);
    return true;
  }
  void advance(std::chrono::milliseconds by) {
    const std::lock_guard lock(mutex_);
    now_ += by;
  }
  [[nodiscard]] std::vector<vision::SteadyTime> waits() const {
    const std::lock_guard lock(mutex_);
    return waits_;
  }

 private:
  mutable std::mutex mutex_;
  vision::SteadyTime now_{std::chrono::hours(1)};
  std::vector<vision::SteadyTime> waits_;
};

// Every wait lasts until the test ends it.
class HeldClock final : public capture::Clock {
 public:
  vision::SteadyTime now() const override { return vision::SteadyTime(std::chrono::hours(1)); }
  bool waitUntil(vision::SteadyTime time, const std::stop_token& stop) override {
    std::unique_lock lock(mutex_);
    pauses_.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(time - now()));
    changed_.notify_all();
    if (!changed_.wait(lock, stop, [this] { return permits_ > 0; })) return false;
    --permits_;
    return true;
  }
  void endOneWait() {
    const std::lock_guard lock(mutex_);
    ++permits_;
    changed_.notify_all();
  }
  // Waits until so many waits have begun and returns how long each was to be.
  std::vector<std::chrono::milliseconds> awaitPauses(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return pauses_.size() >= count; });
    return pauses_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::vector<std::chrono::milliseconds> pauses_;
  int permits_ = 0;
};

}  // namespace dangol::test
