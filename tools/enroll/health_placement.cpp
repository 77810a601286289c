#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>

#include "dangol/capture/camera_source.hpp"
#include "dangol/vision/error.hpp"
#include "dangol/vision/face_aligner.hpp"
#include "dangol/vision/face_detector.hpp"
#include "dangol/vision/image_ops.hpp"
#include "health.hpp"
#include "interrupt.hpp"
#include "progress.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

using namespace std::chrono_literals;
using vision::PlacementAspect;
using vision::PlacementMeasure;
using vision::PlacementVerdict;

constexpr auto kPatience = 10s;
// Often enough to know, seldom enough that a slow CPU misses no pictures over it.
constexpr double kBetweenLooks_s = 0.2;
// A picture's time may be rounded down.
constexpr double kRounding_s = 0.01;

// Finds and measures the faces of a picture.
class FaceLooker {
 public:
  explicit FaceLooker(const vision::ModelBundle& models) : aligner_(models) {}

  std::vector<vision::PlacementCheck::Face> look(vision::RgbView picture) {
    const vision::GrayImage gray = vision::toGray(picture);
    std::vector<vision::PlacementCheck::Face> faces;
    for (const vision::Detection& found : detector_.detect(gray.view())) {
      const auto landmarks = aligner_.locate(gray.view(), found.box);
      faces.push_back({found.box, gate_.assess(gray.view(), found.box, landmarks).quality});
    }
    return faces;
  }

 private:
  vision::HogFaceDetector detector_;
  vision::FaceAligner aligner_;
  vision::QualityGate gate_{vision::QualityGate::liveLimits()};
};

// Without its model no face can be measured; checkModels says what is wrong with the file.
std::unique_ptr<FaceLooker> lookerOf(const Settings& settings) {
  try {
    return std::make_unique<FaceLooker>(vision::ModelBundle(settings.models));
  } catch (const vision::VisionError&) {
    return nullptr;
  }
}

// What came of the pictures themselves.
struct Delivery {
  vision::FramePtr last;
  double seconds = 0;
  int losses = 0;
  std::string trouble = "it has no picture";  // why there was none, last
};

Delivery watch(capture::CameraSource& source, double seconds, FaceLooker* looker, vision::PlacementCheck& check) {
  Progress progress("Measuring", seconds);
  Delivery delivery;
  std::optional<vision::SteadyTime> begin;
  double nextLook_s = 0;
  bool lost = false;
  for (auto waitingSince = std::chrono::steady_clock::now(); !interrupted();) {
    const auto result = source.next({});
    if (result.status == capture::ReadStatus::End) return delivery;
    if (result.status == capture::ReadStatus::Lost) {
      delivery.trouble = result.reason;
      if (!lost && begin) ++delivery.losses;
      lost = true;
      if (std::chrono::steady_clock::now() - waitingSince > kPatience) return delivery;
      continue;
    }
    lost = false;
    waitingSince = std::chrono::steady_clock::now();
    const vision::Frame& frame = *result.frame;
    if (!begin) begin = frame.capturedAt();
    const double at_s = std::chrono::duration<double>(frame.capturedAt() - *begin).count();
    if (at_s > seconds) return delivery;
    check.add(frame);
    delivery.last = result.frame;
    delivery.seconds = at_s;
    if (looker != nullptr && at_s + kRounding_s >= nextLook_s) {
      nextLook_s = std::max(nextLook_s + kBetweenLooks_s, at_s + kBetweenLooks_s / 2);
      check.addFaces(frame, looker->look(frame.view()));
    }
    progress.update(at_s);
  }
  throw CommandError(ExitCode::Interrupted, "stopped; the place was not judged");
}

std::string_view labelOf(PlacementAspect aspect) {
  switch (aspect) {
    case PlacementAspect::FrameRate:
      return "frame rate";
    case PlacementAspect::Jitter:
      return "jitter";
    case PlacementAspect::RoomLight:
      return "room light";
    case PlacementAspect::Glare:
      return "glare";
    case PlacementAspect::Noise:
      return "noise";
    case PlacementAspect::FaceSize:
      return "face size";
    case PlacementAspect::FaceLight:
      return "face light";
    case PlacementAspect::FaceContrast:
      return "contrast";
    case PlacementAspect::Backlight:
      return "backlight";
    case PlacementAspect::FaceSharpness:
      return "sharpness";
    case PlacementAspect::CameraHeight:
      return "height";
    case PlacementAspect::CameraSide:
      return "direction";
    case PlacementAspect::CameraTilt:
      return "tilt";
  }
  return "";
}

std::string limitsOf(const PlacementMeasure& measure, double factor, std::string_view unit) {
  if (!std::isfinite(measure.ok_from)) return fmt::format("at most {:.0f}{}", factor * measure.ok_to, unit);
  if (!std::isfinite(measure.ok_to)) return fmt::format("at least {:.0f}{}", factor * measure.ok_from, unit);
  return fmt::format("{:.0f} to {:.0f}{}", factor * measure.ok_from, factor * measure.ok_to, unit);
}

std::string angle(const PlacementMeasure& measure, std::string_view does, std::string_view below,
                  std::string_view above) {
  return fmt::format("faces {} {:.0f}° {} (at most {:.1f}°)", does, std::abs(measure.measured),
                     measure.measured < 0 ? below : above, measure.ok_to);
}

std::string foundText(const PlacementMeasure& measure) {
  const double value = measure.measured;
  switch (measure.aspect) {
    case PlacementAspect::FrameRate:
      return fmt::format("{:.1f} pictures a second ({})", value, limitsOf(measure, 1, ""));
    case PlacementAspect::Jitter:
      return fmt::format("pictures come up to {:.0f} ms early or late ({})", value, limitsOf(measure, 1, ""));
    case PlacementAspect::RoomLight:
      return fmt::format("brightness {:.0f} of 255 ({})", value, limitsOf(measure, 1, ""));
    case PlacementAspect::Glare:
      return fmt::format("{:.1f} % of the picture is overexposed ({})", 100 * value, limitsOf(measure, 100, " %"));
    case PlacementAspect::Noise:
      return fmt::format("{:.1f} grey levels of 255 ({})", value, limitsOf(measure, 1, ""));
    case PlacementAspect::FaceSize:
      return fmt::format("{:.0f} px wide ({})", value, limitsOf(measure, 1, ""));
    case PlacementAspect::FaceLight:
      return fmt::format("brightness of faces {:.0f} of 255 ({})", value, limitsOf(measure, 1, ""));
    case PlacementAspect::FaceContrast:
      return fmt::format("{:.0f} grey levels within faces ({})", value, limitsOf(measure, 1, ""));
    case PlacementAspect::Backlight:
      return fmt::format("faces have {:.0f} % of the brightness around them ({})", 100 * value,
                         limitsOf(measure, 100, " %"));
    case PlacementAspect::FaceSharpness:
      return fmt::format("sharpness of faces {:.0f} ({})", value, limitsOf(measure, 1, ""));
    case PlacementAspect::CameraHeight:
      return angle(measure, "look", "down", "up");
    case PlacementAspect::CameraSide:
      return angle(measure, "are turned", "to the picture's left", "to the picture's right");
    case PlacementAspect::CameraTilt:
      return angle(measure, "are tilted", "counter-clockwise", "clockwise");
  }
  return "";
}

Health healthOf(PlacementVerdict verdict) {
  switch (verdict) {
    case PlacementVerdict::Ok:
    case PlacementVerdict::NotMeasured:
      return Health::Ok;
    case PlacementVerdict::Warn:
      return Health::Warn;
    case PlacementVerdict::Bad:
      return Health::Fail;
  }
  return Health::Ok;
}

Finding sourceFinding(const capture::CameraSource& source, const Delivery& delivery,
                      const vision::PlacementReport& report) {
  const vision::RgbView picture = delivery.last->view();
  Finding finding{Health::Ok, "source",
                  fmt::format("{}: {} x {} pixels, {} in {:.1f} s", source.name(), picture.width_px, picture.height_px,
                              counted(report.pictures, "picture", "pictures"), delivery.seconds),
                  ""};
  if (delivery.losses > 0) {
    finding.health = Health::Warn;
    finding.found += fmt::format(", lost {}: {}", counted(static_cast<std::size_t>(delivery.losses), "time", "times"),
                                 delivery.trouble);
    finding.remedy = "check the cable, the plug and the network";
  }
  return finding;
}

// Whether anybody was there to be measured.
Finding facesFinding(const vision::PlacementReport& report, bool possible) {
  if (!possible) return {Health::Fail, "faces", "not possible without its model", "see the models above"};
  const std::string looks = counted(report.looks, "look", "looks");
  if (report.looks_with_face > 0) {
    return {Health::Ok, "faces", fmt::format("seen in {} of {}", report.looks_with_face, looks), ""};
  }
  const bool lightIsWrong = report.of(PlacementAspect::RoomLight).problem.has_value();
  return {Health::Warn, "faces",
          fmt::format("no face was seen in {}: size, light and angle of faces are not judged", looks),
          lightIsWrong ? "put the room's light right first; then stand where customers stand, look at the camera, and "
                         "run this again"
                       : "stand where customers stand, look at the camera, and run this again; if you did, come closer "
                         "and see that the picture is upright"};
}

std::vector<Finding> judge(const capture::CameraSource& source, const Delivery& delivery, bool facesPossible,
                           bool timed, const vision::PlacementReport& report) {
  std::vector<Finding> findings{sourceFinding(source, delivery, report)};
  for (const PlacementMeasure& measure : report.measures) {
    if (measure.aspect == PlacementAspect::FaceSize) findings.push_back(facesFinding(report, facesPossible));
    const bool ofTime = measure.aspect == PlacementAspect::FrameRate || measure.aspect == PlacementAspect::Jitter;
    if (measure.verdict == PlacementVerdict::NotMeasured || (ofTime && !timed)) continue;
    findings.push_back({healthOf(measure.verdict), std::string(labelOf(measure.aspect)), foundText(measure),
                        measure.problem ? std::string(vision::advice(*measure.problem)) : "", measure});
  }
  return findings;
}

}  // namespace

std::vector<Finding> checkPlacement(const Settings& settings, const PlacementRequest& request) {
  capture::SourceOptions options;
  options.pacing = capture::Pacing::AsFastAsPossible;
  if (request.fps) options.fps = *request.fps;
  std::unique_ptr<capture::CameraSource> source;
  try {
    source = capture::openSource(request.uri, options);
  } catch (const capture::CaptureError& error) {
    return {{Health::Fail, "source", error.what(), "name a device, an rtsp:// address, a video or a folder"}};
  }
  watchForInterrupt();
  vision::PlacementCheck::Options limits;
  limits.window = std::chrono::ceil<std::chrono::nanoseconds>(std::chrono::duration<double>(request.seconds)) + 1s;
  // A network camera is set up by its own means, a file is as it is.
  const bool asked = source->live() && !request.uri.starts_with("rtsp");
  if (request.fps || asked) limits.expected_fps = options.fps;
  vision::PlacementCheck check(limits);
  const auto looker = lookerOf(settings);
  if (source->live()) fmt::print(stderr, "Stand where customers will stand, and look at the camera.\n");
  const Delivery delivery = watch(*source, request.seconds, looker.get(), check);
  if (!delivery.last) {
    return {{Health::Fail, "source", source->name() + ": " + delivery.trouble,
             "check the cable, the address and the password"}};
  }
  std::error_code ignored;
  const bool timed = !std::filesystem::is_directory(request.uri, ignored);  // a folder's pictures have no pace
  return judge(*source, delivery, looker != nullptr, timed, check.report());
}

}  // namespace dangol::enroll
