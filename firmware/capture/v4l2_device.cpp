#include "v4l2_device.hpp"

#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "frame_conversion.hpp"

namespace dangol::capture {
namespace {

std::string reasonOf(int error) {
  switch (error) {
    case ENOENT:
    case ENODEV:
    case ENXIO:
      return "it is not there; plug the camera in, or name another device";
    case EACCES:
    case EPERM:
      return "this user may not use it; add the user to the group 'video'";
    case EBUSY:
      return "another program uses it; close that program";
    default:
      return std::string("it cannot be opened: ") + std::strerror(error);
  }
}

// Why the device cannot be a camera, in words OpenCV does not have; empty when it can.
std::string whyNotACamera(const std::string& path) {
  const int device = ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (device < 0) return reasonOf(errno);
  v4l2_capability capability{};
  const bool answers = ::ioctl(device, VIDIOC_QUERYCAP, &capability) == 0;
  ::close(device);
  if (!answers) return "it is not a camera; name another device";
  const auto abilities =
      (capability.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? capability.device_caps : capability.capabilities;
  if ((abilities & V4L2_CAP_VIDEO_CAPTURE) == 0) {
    return "it delivers no pictures; many cameras have two devices: try the one with the next number";
  }
  return {};
}

}  // namespace

std::string V4l2Device::open() {
  if (std::string reason = whyNotACamera(path_); !reason.empty()) return reason;
  if (!camera_.open(path_, cv::CAP_V4L2)) {
    return "it cannot be opened; another program may use it, or its picture format is not supported";
  }
  // What a camera cannot do it declines, and delivers what it can.
  camera_.set(cv::CAP_PROP_FOURCC, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'));
  camera_.set(cv::CAP_PROP_FRAME_WIDTH, width_px_);
  camera_.set(cv::CAP_PROP_FRAME_HEIGHT, height_px_);
  camera_.set(cv::CAP_PROP_FPS, fps_);
  return {};
}

LiveDevice::Picture V4l2Device::read() {
  cv::Mat picture;
  if (!camera_.read(picture))
    return {{}, "it delivers no pictures; check its cable, and that no other program uses it"};
  if (tooLarge(picture.cols, picture.rows)) return {{}, tooLargeReason(picture.cols, picture.rows)};
  return {toRgb(picture), {}};
}

}  // namespace dangol::capture
