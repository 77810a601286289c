#include <fcntl.h>
#include <fmt/format.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "dangol/datasets/natural_order.hpp"
#include "health.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> videoDevices() {
  std::vector<std::string> devices;
  std::error_code error;
  for (fs::directory_iterator entry("/dev", error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with("video") && name.find_first_not_of("0123456789", 5) == std::string::npos) {
      devices.push_back(entry->path().string());
    }
  }
  std::ranges::sort(devices, datasets::naturalLess);
  return devices;
}

Finding checkDevice(const std::string& device) {
  const int file = open(device.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) {
    const int why = errno;
    return {Health::Warn, "camera", fmt::format("{}: {}", device, std::strerror(why)),
            why == EACCES ? "add yourself to the group video: sudo usermod -aG video $USER, then log in again"
                          : "unplug the camera and plug it in again"};
  }
  v4l2_capability capability{};
  const bool answered = ioctl(file, VIDIOC_QUERYCAP, &capability) == 0;
  close(file);
  if (!answered) return {Health::Warn, "camera", device + " is no camera", "choose another device"};
  const std::string name(reinterpret_cast<const char*>(capability.card),
                         strnlen(reinterpret_cast<const char*>(capability.card), sizeof capability.card));
  const auto does =
      (capability.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? capability.device_caps : capability.capabilities;
  const bool captures = (does & V4L2_CAP_VIDEO_CAPTURE) != 0;
  return {Health::Ok, "camera",
          fmt::format("{}: {}{}", device, printable(name), captures ? "" : " (no pictures, only data)"), ""};
}

}  // namespace

std::vector<Finding> checkCameras() {
  std::vector<Finding> findings;
  for (const auto& device : videoDevices()) findings.push_back(checkDevice(device));
  if (findings.empty()) {
    findings.push_back({Health::Warn, "camera", "none plugged in (/dev/video*)",
                        "plug one in; network cameras and videos work without: --source rtsp://..."});
  }
  return findings;
}

}  // namespace dangol::enroll
