#pragma once

#include <opencv2/videoio.hpp>
#include <string>

#include "dangol/capture/live_source.hpp"

namespace dangol::capture {

// A network camera's stream, through FFmpeg, over TCP (OpenCV asks for it unless the environment says otherwise).
class RtspDevice final : public LiveDevice {
 public:
  explicit RtspDevice(std::string url) : url_(std::move(url)) {}

  [[nodiscard]] std::string open() override;
  [[nodiscard]] Picture read() override;
  void close() noexcept override { stream_.release(); }

 private:
  std::string url_;
  cv::VideoCapture stream_;
};

}  // namespace dangol::capture
