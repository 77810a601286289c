#include "video_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <optional>

#include "command.hpp"
#include "dangol/capture/camera_source.hpp"
#include "dangol/vision/face_aligner.hpp"
#include "dangol/vision/face_detector.hpp"
#include "dangol/vision/image_ops.hpp"
#include "interrupt.hpp"
#include "presence.hpp"
#include "progress.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr double kBetweenMoments_s = 0.2;
constexpr auto kCameraPatience = 10s;

std::string timecode(double seconds) {
  const auto tenths = static_cast<long>(std::lround(seconds * 10));
  return fmt::format("{:02}:{:02}.{}", tenths / 600, tenths / 10 % 60, tenths % 10);
}

std::unique_ptr<capture::CameraSource> open(const VideoRequest& request) {
  std::error_code ignored;
  if (!request.live && !fs::exists(request.uri, ignored)) {
    throw CommandError(ExitCode::NotFound, "there is no video " + printable(request.uri));
  }
  capture::SourceOptions options;
  options.pacing = capture::Pacing::AsFastAsPossible;
  try {
    return capture::openSource(request.uri, options);
  } catch (const capture::CaptureError& error) {
    throw CommandError(request.live ? ExitCode::Error : ExitCode::Refused, error.what());
  }
}

// Gathers what each moment of a video shows of whom.
class VideoWatcher {
 public:
  VideoWatcher(const vision::ModelBundle& models, std::string name)
      : name_(std::move(name)), aligner_(models), embedder_(models) {}

  void look(const vision::Frame& frame, double at_s) {
    const vision::RgbView picture = frame.view();
    const vision::GrayImage gray = vision::toGray(picture);
    const auto found = detector_.detect(gray.view());
    if (found.empty()) ++withoutFace_;
    for (const auto& track : tracker_.update(found, frame.capturedAt())) {
      if (track.seenNow) note(picture, gray.view(), track, at_s);
    }
    ++moments_;
  }

  [[nodiscard]] int moments() const { return moments_; }
  [[nodiscard]] int withoutFace() const { return withoutFace_; }
  [[nodiscard]] std::size_t goodShots() const { return goodShots_; }
  [[nodiscard]] std::vector<Presence> takePresences() { return std::move(presences_); }

 private:
  void note(vision::RgbView picture, vision::GrayView gray, const vision::Track& track, double at_s) {
    Presence& presence = presenceOf(track.id);
    presence.moments.insert(moments_);
    presence.width_sum_px += track.box.width_px;
    const std::string label = name_ + " at " + timecode(at_s);
    const auto landmarks = aligner_.locate(gray, track.box);
    const auto report = gate_.assess(gray, track.box, landmarks);
    if (report.failure) {
      presence.refused.push_back(refusalOf(label, *report.failure));
      return;
    }
    const auto chip = vision::FaceAligner::cutChip(picture, landmarks);
    presence.shots.push_back({embedder_.embed(chip), report, label});
    ++goodShots_;
  }

  Presence& presenceOf(vision::TrackId id) {
    const auto found = std::ranges::find_if(presences_, [&](const Presence& p) { return p.tracks.front() == id; });
    if (found != presences_.end()) return *found;
    presences_.push_back({});
    presences_.back().tracks.push_back(id);
    return presences_.back();
  }

  std::string name_;
  vision::HogFaceDetector detector_;
  vision::FaceAligner aligner_;
  vision::FaceEmbedder embedder_;
  vision::QualityGate gate_{vision::QualityGate::enrolmentLimits()};
  vision::FaceTracker tracker_{vision::FaceTracker::Options{}};
  std::vector<Presence> presences_;
  int moments_ = 0;
  int withoutFace_ = 0;
  std::size_t goodShots_ = 0;
};

// Tells a slow camera from a dead one.
class Patience {
 public:
  void seen() { lost_ = false; }
  void lost(const capture::CameraSource& source, const std::string& reason) {
    const auto now = std::chrono::steady_clock::now();
    if (!lost_) since_ = now;
    lost_ = true;
    if (now - since_ > kCameraPatience) {
      throw CommandError(ExitCode::Error, fmt::format("the {} gives no picture: {}; 'dangol doctor' lists the cameras",
                                                      source.name(), printable(reason)));
    }
  }

 private:
  bool lost_ = false;
  std::chrono::steady_clock::time_point since_;
};

void watch(capture::CameraSource& source, const VideoRequest& request, VideoWatcher& watcher) {
  Progress progress("Looking", request.to_s - request.from_s);
  Patience patience;
  std::optional<vision::SteadyTime> start;
  double next_s = request.from_s;
  while (!interrupted()) {
    const auto result = source.next({});
    switch (result.status) {
      case capture::ReadStatus::End:
        return;
      case capture::ReadStatus::Lost:
        patience.lost(source, result.reason);
        continue;
      case capture::ReadStatus::Frame:
        patience.seen();
        break;
    }
    if (!start) start = result.frame->capturedAt();
    const double at_s = std::chrono::duration<double>(result.frame->capturedAt() - *start).count();
    if (at_s >= request.to_s) return;
    if (at_s < next_s) continue;
    next_s = std::max(next_s + kBetweenMoments_s, at_s + kBetweenMoments_s / 2);
    watcher.look(*result.frame, at_s);
    progress.update(at_s - request.from_s,
                    fmt::format("{}, {}", timecode(at_s), counted(watcher.goodShots(), "good shot", "good shots")));
  }
  throw CommandError(ExitCode::Interrupted, "stopped; nobody was enrolled");
}

}  // namespace

VideoShots readVideo(const vision::ModelBundle& models, const VideoRequest& request) {
  const auto source = open(request);
  VideoWatcher watcher(models, request.live ? "camera" : fs::path(request.uri).filename().string());
  if (request.live) {
    fmt::print(stderr, "Look at the camera; turn your head slowly a little to the left, to the right, up and down.\n");
  }
  watch(*source, request, watcher);

  if (watcher.moments() == 0) {
    throw CommandError(ExitCode::Refused,
                       fmt::format("the {} shows nothing between {} and {}", printable(source->name()),
                                   timecode(request.from_s), timecode(request.to_s)));
  }
  auto people = joinPresences(watcher.takePresences(), request.same_person_distance);
  for (std::size_t other = 1; other < people.size(); ++other) {
    if (!comparable(people.front(), people[other])) continue;
    throw CommandError(
        ExitCode::Refused,
        fmt::format(
            "the {} shows two people about equally: one in {} of {} moments ({:.0f} px wide), one in {} ({:.0f} px "
            "wide); choose a part that shows one of them with --from and --to",
            printable(source->name()), people[0].moments.size(), watcher.moments(), people[0].width_px(),
            people[other].moments.size(), people[other].width_px()));
  }
  VideoShots result;
  result.source = source->name();
  result.moments = watcher.moments();
  result.without_face = watcher.withoutFace();
  if (!people.empty()) {
    result.shots = std::move(people.front().shots);
    result.refused = std::move(people.front().refused);
  }
  return result;
}

}  // namespace dangol::enroll
