#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dangol/capture/camera_source.hpp"
#include "dangol/gallery/gallery.hpp"
#include "dangol/runtime/clock.hpp"
#include "dangol/runtime/command.hpp"
#include "dangol/runtime/config.hpp"
#include "dangol/runtime/recognition.hpp"
#include "dangol/runtime/sighting.hpp"

namespace dangol::runtime {

// What keeps part of the kiosk from working.
enum class Fault { CameraLost, RecognitionFailed, GalleryUnavailable, EventsNotStored };
struct FaultReport {
  Fault fault;
  std::string reason;  // one line for a log or an engineer's screen
};
[[nodiscard]] std::string_view name(Fault fault);

// What the kiosk knows now: copied out whole, for a screen or a log.
struct Snapshot {
  std::optional<Observation> observation;      // the newest
  std::optional<Sighting> sighting;            // the newest
  std::uint64_t sightings = 0;                 // how many there were: tells a new one from the one before
  std::vector<Answer> answers;                 // to the newest few commands, the newest last
  std::optional<AttendanceOffer> attendance;   // who may clock in or out now
  std::optional<EnrolmentProgress> enrolment;  // while somebody becomes known
  std::vector<FaultReport> faults;
  std::int64_t people = 0;
};

struct RunStatistics {
  std::uint64_t frames_captured = 0;
  std::uint64_t frames_processed = 0;
  std::uint64_t frames_dropped = 0;                             // replaced by a newer one before recognition was free
  std::uint64_t observations_dropped = 0;                       // control was busy; the next one says the same and more
  std::optional<std::chrono::nanoseconds> time_to_first_frame;  // from construction to the first processed frame
};

// How the kiosk is doing, for a diagnostics screen: what the histograms hold so far, and the pace of the last two
// seconds.
struct Diagnostics {
  double captured_per_second = 0;   // pictures from the camera
  double processed_per_second = 0;  // pictures recognition had time for
  LatencyHistogram::Summary time_to_greet;
  StageSummaries stages;
  RunStatistics run;
};

// The three threads of a kiosk: capture, recognition, control. Thread-safe, except construction and destruction.
class KioskRuntime {
 public:
  // Starts at once. Throws VisionError when a model is missing or altered; GalleryError when the gallery cannot be
  // read. The listener and the clock must outlive this object.
  KioskRuntime(const Config& config, std::unique_ptr<capture::CameraSource> source, const vision::ModelBundle& models,
               gallery::Gallery gallery, const Clock& clock, SightingListener& listener);
  // Stops all threads; takes at most two seconds.
  ~KioskRuntime();
  KioskRuntime(const KioskRuntime&) = delete;
  KioskRuntime& operator=(const KioskRuntime&) = delete;

  // Waits until a file source has ended and everything in it is handled. False at the deadline.
  [[nodiscard]] bool waitUntilFinished(std::chrono::milliseconds atMost);

  // Something was done at the screen. Never waits: it is handled soon, and the answer with this request's id is in a
  // snapshot then. Nothing when too many commands wait, or the kiosk has ended: the person touches again.
  std::optional<RequestId> post(Command command);

  [[nodiscard]] Snapshot snapshot() const;
  // The newest frame, for the screen; nothing when it was taken before.
  [[nodiscard]] vision::FramePtr takePreview();
  [[nodiscard]] RunStatistics statistics() const;
  // All of it at once. Takes microseconds and no lock: a screen may ask in every frame and holds nobody up.
  [[nodiscard]] Diagnostics diagnostics() const;
  [[nodiscard]] const StageTimes& stages() const;
  // From the first good frame of a track to its greeting.
  [[nodiscard]] const LatencyHistogram& timeToGreet() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dangol::runtime
