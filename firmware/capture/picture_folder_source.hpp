#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "dangol/capture/camera_source.hpp"
#include "pacer.hpp"

namespace dangol::capture {

// The pictures of a folder, in natural order of their names, at a steady rate. One that cannot be read is skipped and
// counted.
class PictureFolderSource final : public CameraSource {
 public:
  // Throws CaptureError when the folder cannot be read or holds no picture file, or the rate is not above 0.
  PictureFolderSource(const std::filesystem::path& folder, const SourceOptions& options);

  [[nodiscard]] ReadResult next(std::stop_token stop) override;
  [[nodiscard]] std::string name() const override { return name_; }
  [[nodiscard]] bool live() const override { return pacing_ == Pacing::RealTime; }
  [[nodiscard]] Skipped skipped() const override { return skipped_; }

 private:
  // The next picture that can be read; empty when there is none, or a stop is requested.
  vision::RgbImage readNext(const std::stop_token& stop);

  std::string name_;
  Pacing pacing_;
  bool loop_;
  double fps_;
  Pacer pacer_;
  std::vector<std::filesystem::path> pictures_;
  std::size_t at_ = 0;
  vision::RgbImage pending_;
  std::uint64_t sequence_ = 0;
  Skipped skipped_;
  bool ended_ = false;
};

}  // namespace dangol::capture
