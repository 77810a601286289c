#pragma once

#include <chrono>
#include <filesystem>
#include <opencv2/videoio.hpp>
#include <optional>
#include <string>

#include "dangol/capture/camera_source.hpp"
#include "pacer.hpp"

namespace dangol::capture {

// A video file, decoded by FFmpeg. Damaged parts are stepped over; what cannot be decoded any more ends it.
class VideoFileSource final : public CameraSource {
 public:
  // Throws CaptureError when there is no picture in it that can be decoded, or its pictures are too large.
  VideoFileSource(const std::filesystem::path& file, const SourceOptions& options);

  [[nodiscard]] ReadResult next(std::stop_token stop) override;
  [[nodiscard]] std::string name() const override;
  [[nodiscard]] bool live() const override { return pacing_ == Pacing::RealTime; }

 private:
  // Empty when it is open, else why not.
  std::string openFile();
  bool grab(const std::stop_token& stop);
  // Fills pending_ with the next picture, starting again at the end when looped.
  void decodeNext(const std::stop_token& stop);
  std::chrono::nanoseconds offsetOfGrabbed();

  std::filesystem::path file_;
  Pacing pacing_;
  bool loop_;
  Pacer pacer_;
  cv::VideoCapture video_;
  std::chrono::nanoseconds interval_{0};
  std::chrono::nanoseconds roundBegin_{0};
  std::chrono::nanoseconds offset_{0};
  double firstStamp_ms_ = 0;
  bool beginsRound_ = true;
  vision::RgbImage pending_;
  std::uint64_t sequence_ = 0;
  bool ended_ = false;
};

// The frame rate a container states, or 25 when it states none that can be.
[[nodiscard]] double believableFrameRate(double stated);

}  // namespace dangol::capture
