#include "dangol/capture/media_logs.hpp"

#include <cstdlib>
#include <opencv2/core/utils/logger.hpp>

namespace dangol::capture {

void silenceMediaLibraries() {
  if (std::getenv("OPENCV_LOG_LEVEL") == nullptr) {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
  }
  constexpr int kKeepIfSet = 0;
  // FFmpeg's AV_LOG_QUIET. OpenCV reads it once, when it first opens a video.
  ::setenv("OPENCV_FFMPEG_LOGLEVEL", "-8", kKeepIfSet);
}

}  // namespace dangol::capture
