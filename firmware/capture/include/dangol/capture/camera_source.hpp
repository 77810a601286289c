#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>

#include "dangol/vision/frame.hpp"

namespace dangol::capture {

class Clock;

// A source that cannot be opened: names the source, the reason and the remedy.
class CaptureError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class ReadStatus {
  Frame,  // a picture
  Lost,   // a live camera delivers nothing; next() keeps trying to bring it back
  End     // a file or folder is finished; every further next() says so again
};

struct ReadResult {
  ReadStatus status;
  vision::FramePtr frame;  // set exactly when status is Frame
  std::string reason;      // set exactly when status is Lost: plain words for a log and a screen
};

// Where pictures come from. Bound to the thread that calls next(), except open and destruction. Destruction takes at
// most a second, whatever a camera's driver does.
class CameraSource {
 public:
  virtual ~CameraSource() = default;
  CameraSource() = default;
  CameraSource(const CameraSource&) = delete;
  CameraSource& operator=(const CameraSource&) = delete;

  // Blocks until there is a picture, the source is lost or finished, or a stop is requested; then within 500 ms.
  // A lost live source is reopened with a growing pause (0.2 s to 5 s) and never ends the stream; Lost is said at each
  // failed attempt and every two seconds in between, so a caller that simply calls again does not spin.
  // A stop request is answered with Lost, reason "stopping" (live), or End (files). Never throws.
  [[nodiscard]] virtual ReadResult next(std::stop_token stop) = 0;

  // What a person would call it: "camera /dev/video0", "file visit.mp4".
  [[nodiscard]] virtual std::string name() const = 0;
  // Whether pictures come at their own pace and may be missed (camera, stream, paced file), or wait to be taken.
  [[nodiscard]] virtual bool live() const = 0;

  // Pictures that could not be read and were passed over so far (folders), and why the last one was.
  struct Skipped {
    std::uint64_t pictures = 0;
    std::string last_reason;
  };
  [[nodiscard]] virtual Skipped skipped() const { return {}; }
};

enum class Pacing {
  RealTime,         // a file is delivered at its own frame rate, like a camera
  AsFastAsPossible  // every picture is delivered, each waiting until the one before is taken
};

struct SourceOptions {
  Pacing pacing = Pacing::RealTime;  // files and folders only
  bool loop = false;                 // files and folders only: start again at the end
  double folder_fps = 5;             // above 0; pictures a second of a folder
  int width_px = 640;                // asked of a camera; it may deliver another size
  int height_px = 480;
  double fps = 30;
  std::shared_ptr<Clock> clock = nullptr;  // none: the machine's steady clock; tests give their own
};

// The largest picture a source delivers, either way up: more exhausts a small machine's memory. A video, camera or
// stream beyond it is refused, with the reason; a folder's pictures are made smaller.
inline constexpr int kLongestSide_px = 3840;
inline constexpr int kShorterSide_px = 2160;

// Opens "/dev/video0" or "v4l2:/dev/video0", "rtsp://…", a video file, or a folder of pictures (in name order).
// A file's or folder's time begins with the first next() when it is paced in real time, and when it is opened when it
// is read as fast as possible. Throws CaptureError when the source names none of these, or a file or folder cannot be
// opened. A camera or stream that is not there yet is no error: next() says Lost until it is. name() and every reason
// leave out a URL's password.
[[nodiscard]] std::unique_ptr<CameraSource> openSource(std::string_view uri, const SourceOptions& options);

}  // namespace dangol::capture
