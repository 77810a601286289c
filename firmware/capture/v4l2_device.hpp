#pragma once

#include <opencv2/videoio.hpp>
#include <string>

#include "dangol/capture/live_source.hpp"

namespace dangol::capture {

// A camera of this machine, through Video4Linux. MJPG is asked for first: over USB 2 it alone brings a camera's full
// frame rate.
class V4l2Device final : public LiveDevice {
 public:
  V4l2Device(std::string path, int width_px, int height_px, double fps)
      : path_(std::move(path)), width_px_(width_px), height_px_(height_px), fps_(fps) {}

  [[nodiscard]] std::string open() override;
  [[nodiscard]] Picture read() override;
  void close() noexcept override { camera_.release(); }

 private:
  std::string path_;
  int width_px_;
  int height_px_;
  double fps_;
  cv::VideoCapture camera_;
};

}  // namespace dangol::capture
