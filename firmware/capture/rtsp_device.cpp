#include "rtsp_device.hpp"

#include "frame_conversion.hpp"

namespace dangol::capture {
namespace {

// A camera sends a whole picture only every few seconds, and opening waits for one.
constexpr int kOpenTimeout_ms = 8000;
constexpr int kReadTimeout_ms = 4000;

}  // namespace

std::string RtspDevice::open() {
  const bool open = stream_.open(url_, cv::CAP_FFMPEG,
                                 {cv::CAP_PROP_OPEN_TIMEOUT_MSEC, kOpenTimeout_ms,  //
                                  cv::CAP_PROP_READ_TIMEOUT_MSEC, kReadTimeout_ms});
  if (open) return {};
  return "it cannot be opened; check that the camera is on, and the address, user name and password";
}

LiveDevice::Picture RtspDevice::read() {
  cv::Mat picture;
  if (!stream_.read(picture)) return {{}, "the stream stopped; check the camera and the network"};
  if (tooLarge(picture.cols, picture.rows)) return {{}, tooLargeReason(picture.cols, picture.rows)};
  return {toRgb(picture), {}};
}

}  // namespace dangol::capture
