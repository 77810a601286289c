#include <filesystem>
#include <system_error>

#include "dangol/capture/camera_source.hpp"
#include "dangol/capture/live_source.hpp"
#include "picture_folder_source.hpp"
#include "rtsp_device.hpp"
#include "v4l2_device.hpp"
#include "video_file_source.hpp"

namespace dangol::capture {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDevicePrefix = "v4l2:";
constexpr std::string_view kWhatThereIs =
    "name a camera (/dev/video0), a stream (rtsp://...), a video file or a folder";

// The URL as it may be shown: user name and password are nobody's business but the camera's.
std::string withoutCredentials(std::string_view url) {
  const std::size_t host = url.find("://") + 3;
  const std::string_view authority = url.substr(host, url.find_first_of("/?#", host) - host);
  const std::size_t at = authority.rfind('@');
  std::string shown(url);
  if (at != std::string_view::npos) shown.erase(host, at + 1);
  return shown;
}

// A camera's name, there or not, or whatever device is there under another name.
bool isDevice(std::string_view uri) {
  std::error_code ignored;
  return uri.starts_with("/dev/video") || uri.starts_with("/dev/v4l/") || fs::is_character_file(uri, ignored);
}

std::unique_ptr<CameraSource> openDevice(std::string_view path, const SourceOptions& options) {
  if (path.empty()) throw CaptureError("v4l2: names no device; for example v4l2:/dev/video0");
  auto device = std::make_unique<V4l2Device>(std::string(path), options.width_px, options.height_px, options.fps);
  return std::make_unique<LiveSource>(std::move(device), "camera " + std::string(path), options.clock);
}

std::unique_ptr<CameraSource> openPath(std::string_view uri, const SourceOptions& options) {
  const fs::path path(uri);
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    throw CaptureError(std::string(uri) + " does not exist; " + std::string(kWhatThereIs));
  }
  if (error) throw CaptureError(std::string(uri) + " cannot be opened: " + error.message());
  if (fs::is_directory(status)) return std::make_unique<PictureFolderSource>(path, options);
  if (fs::is_regular_file(status)) return std::make_unique<VideoFileSource>(path, options);
  throw CaptureError(std::string(uri) + " is neither a file nor a folder; " + std::string(kWhatThereIs));
}

}  // namespace

std::unique_ptr<CameraSource> openSource(std::string_view uri, const SourceOptions& given) {
  SourceOptions options = given;
  if (options.clock == nullptr) options.clock = steadyClock();

  if (uri.empty()) throw CaptureError("no source is named; " + std::string(kWhatThereIs));
  if (uri.starts_with(kDevicePrefix)) return openDevice(uri.substr(kDevicePrefix.size()), options);
  if (isDevice(uri)) return openDevice(uri, options);
  if (uri.starts_with("rtsp://") || uri.starts_with("rtsps://")) {
    return std::make_unique<LiveSource>(std::make_unique<RtspDevice>(std::string(uri)),
                                        "stream " + withoutCredentials(uri), options.clock);
  }
  if (uri.find("://") != std::string_view::npos) {
    throw CaptureError(withoutCredentials(uri) + " is not a source Dangol knows; " + std::string(kWhatThereIs));
  }
  return openPath(uri, options);
}

}  // namespace dangol::capture
