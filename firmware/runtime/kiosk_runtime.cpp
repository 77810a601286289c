#include "dangol/runtime/kiosk_runtime.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include "dangol/runtime/bounded_queue.hpp"
#include "dangol/runtime/control.hpp"
#include "dangol/runtime/latest_slot.hpp"
#include "dangol/runtime/rate_meter.hpp"

namespace dangol::runtime {
namespace {

constexpr std::chrono::milliseconds kControlTick{500};
constexpr std::size_t kObservationQueue = 8;
constexpr std::size_t kCommandQueue = 32;
// After a worker's unexpected error, so that a permanent one does not spin a core.
constexpr std::chrono::milliseconds kPauseAfterError{100};

// The faults that hold now. Thread-safe.
class FaultBoard {
 public:
  void set(Fault fault, std::optional<std::string> reason) {
    const std::lock_guard lock(mutex_);
    if (reason) {
      faults_[fault] = *std::move(reason);
    } else {
      faults_.erase(fault);
    }
  }
  [[nodiscard]] std::vector<FaultReport> list() const {
    const std::lock_guard lock(mutex_);
    std::vector<FaultReport> reports;
    for (const auto& [fault, reason] : faults_) reports.push_back({fault, reason});
    return reports;
  }

 private:
  mutable std::mutex mutex_;
  std::map<Fault, std::string> faults_;
};

// A shared pointer that one thread replaces and another reads. Thread-safe.
class MatchingHolder {
 public:
  void set(std::shared_ptr<const Matching> matching) {
    const std::lock_guard lock(mutex_);
    matching_ = std::move(matching);
  }
  [[nodiscard]] std::shared_ptr<const Matching> get() const {
    const std::lock_guard lock(mutex_);
    return matching_;
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Matching> matching_;
};

struct PostedCommand {
  RequestId request{};
  Command command;
};

// A mean distance of 0.5 among anybody's templates.
constexpr AcceptScores kPlainDistance{0.25, 0.25, 0.25};

}  // namespace

std::string_view name(Fault fault) {
  switch (fault) {
    case Fault::CameraLost:
      return "camera_lost";
    case Fault::RecognitionFailed:
      return "recognition_failed";
    case Fault::GalleryUnavailable:
      return "gallery_unavailable";
    case Fault::EventsNotStored:
      return "events_not_stored";
  }
  std::abort();
}

struct KioskRuntime::Impl final : SightingListener {
  Impl(const Config& config, std::unique_ptr<capture::CameraSource> camera, const vision::ModelBundle& models,
       gallery::Gallery store, const Clock& theClock, SightingListener& theListener)
      : clock(theClock),
        startedAt(theClock.steady()),
        listener(theListener),
        source(std::move(camera)),
        recognition(config.recognition, models),
        control(
            std::move(store), config, [](const gallery::GalleryIndex&) { return kPlainDistance; },
            source->live() ? Control::Timing::Live : Control::Timing::Replayed, theClock, *this) {
    auto first = control.refreshMatching();
    if (!first)
      throw gallery::GalleryError(gallery::GalleryFault::Io, control.galleryFault().value_or("gallery is empty"));
    people = static_cast<std::int64_t>(first->index->personCount());
    matching.set(std::move(first));
  }

  void start() {
    controlThread = std::jthread([this] { runControl(); });
    recognitionThread = std::jthread([this](const std::stop_token& stop) { runRecognition(stop); });
    captureThread = std::jthread([this](const std::stop_token& stop) { runCapture(stop); });
  }

  void runCapture(const std::stop_token& stop);
  void runRecognition(const std::stop_token& stop);
  void runControl();
  void controlOnce(vision::SteadyTime& nextTick);
  void publish();
  void onSighting(const Sighting& sighting) override;

  const Clock& clock;
  const vision::SteadyTime startedAt;
  SightingListener& listener;
  std::unique_ptr<capture::CameraSource> source;
  Recognition recognition;
  Control control;
  MatchingHolder matching;
  FaultBoard faults;
  LatestSlot<vision::FramePtr> preview;
  LatestSlot<vision::FramePtr> work;
  BoundedQueue<Observation> observations{kObservationQueue};
  BoundedQueue<PostedCommand> commands{kCommandQueue};
  LatencyHistogram timeToGreet;
  RateMeter captureRate;
  RateMeter processRate;

  std::atomic<std::uint64_t> captured{0};
  std::atomic<std::uint64_t> processed{0};
  std::atomic<std::uint64_t> observationsDropped{0};
  std::atomic<std::int64_t> people{0};
  std::atomic<std::uint64_t> lastRequest{0};
  std::atomic<std::int64_t> firstFrame_ns{-1};

  mutable std::mutex newestMutex;
  std::condition_variable finishedChanged;
  std::optional<Observation> newestObservation;
  std::optional<Sighting> newestSighting;
  std::vector<Answer> answers;
  std::uint64_t sightings = 0;
  bool finished = false;

  // Last, so that they are stopped and joined before anything they use is destroyed; in reverse, capture first.
  std::jthread controlThread;
  std::jthread recognitionThread;
  std::jthread captureThread;
};

void KioskRuntime::Impl::runCapture(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    capture::ReadResult result = source->next(stop);
    if (result.status == capture::ReadStatus::End) break;
    if (result.status == capture::ReadStatus::Lost) {
      if (!stop.stop_requested()) faults.set(Fault::CameraLost, std::move(result.reason));
      continue;
    }
    faults.set(Fault::CameraLost, std::nullopt);
    ++captured;
    captureRate.record(clock.steady());
    preview.put(result.frame);
    if (source->live()) {
      work.put(std::move(result.frame));
    } else if (!work.putWhenTaken(std::move(result.frame), stop)) {
      break;
    }
  }
  work.close();
}

void KioskRuntime::Impl::runRecognition(const std::stop_token& stop) {
  while (auto frame = work.take(stop)) {
    try {
      const auto snapshot = matching.get();
      Observation observation = recognition.process(**frame, *snapshot);
      faults.set(Fault::RecognitionFailed, std::nullopt);
      const vision::SteadyTime now = clock.steady();
      if (processed++ == 0) firstFrame_ns = (now - startedAt).count();
      processRate.record(now);
      if (!source->live()) {
        if (!observations.push(std::move(observation), stop)) break;
      } else if (!observations.tryPush(std::move(observation))) {
        ++observationsDropped;
      }
    } catch (const std::exception& error) {
      faults.set(Fault::RecognitionFailed, error.what());
      std::this_thread::sleep_for(kPauseAfterError);
    }
  }
  observations.close();
}

// Ends when recognition has ended and everything it said is handled, also when the kiosk is stopped: whoever was
// recognised is on record.
void KioskRuntime::Impl::runControl() {
  vision::SteadyTime nextTick = clock.steady() + kControlTick;
  while (!observations.closedAndEmpty()) {
    try {
      controlOnce(nextTick);
    } catch (const std::exception& error) {
      faults.set(Fault::GalleryUnavailable, error.what());
      std::this_thread::sleep_for(kPauseAfterError);
    }
  }
  commands.close();
  control.retry();
  {
    const std::lock_guard lock(newestMutex);
    finished = true;
  }
  finishedChanged.notify_all();
}

void KioskRuntime::Impl::controlOnce(vision::SteadyTime& nextTick) {
  while (const auto posted = commands.popUntil(vision::SteadyTime{}, std::stop_token{})) {
    control.handle(posted->request, posted->command);
    publish();
  }
  if (auto observation = observations.popUntil(nextTick, std::stop_token{})) {
    control.handle(*observation);
    publish();
    const std::lock_guard lock(newestMutex);
    newestObservation = std::move(observation);
  }
  if (clock.steady() < nextTick) return;
  nextTick = clock.steady() + kControlTick;
  control.retry();
  if (auto fresh = control.refreshMatching()) {
    people = static_cast<std::int64_t>(fresh->index->personCount());
    matching.set(std::move(fresh));
  }
  faults.set(Fault::GalleryUnavailable, control.galleryFault());
  faults.set(Fault::EventsNotStored, control.storeFault());
}

// What the screen is told by now.
void KioskRuntime::Impl::publish() {
  const std::lock_guard lock(newestMutex);
  answers.assign(control.answers().begin(), control.answers().end());
}

void KioskRuntime::Impl::onSighting(const Sighting& sighting) {
  if (sighting.kind == SightingKind::Greeted) timeToGreet.record(sighting.latency);
  {
    const std::lock_guard lock(newestMutex);
    newestSighting = sighting;
    ++sightings;
  }
  listener.onSighting(sighting);
}

KioskRuntime::KioskRuntime(const Config& config, std::unique_ptr<capture::CameraSource> source,
                           const vision::ModelBundle& models, gallery::Gallery gallery, const Clock& clock,
                           SightingListener& listener)
    : impl_(std::make_unique<Impl>(config, std::move(source), models, std::move(gallery), clock, listener)) {
  impl_->start();
}

KioskRuntime::~KioskRuntime() {
  // All at once: a thread that waits for another must not be joined before the other knows.
  impl_->captureThread.request_stop();
  impl_->recognitionThread.request_stop();
}

bool KioskRuntime::waitUntilFinished(std::chrono::milliseconds atMost) {
  std::unique_lock lock(impl_->newestMutex);
  return impl_->finishedChanged.wait_for(lock, atMost, [this] { return impl_->finished; });
}

Snapshot KioskRuntime::snapshot() const {
  Snapshot snapshot;
  snapshot.faults = impl_->faults.list();
  snapshot.people = impl_->people;
  const std::lock_guard lock(impl_->newestMutex);
  snapshot.observation = impl_->newestObservation;
  snapshot.sighting = impl_->newestSighting;
  snapshot.sightings = impl_->sightings;
  snapshot.answers = impl_->answers;
  return snapshot;
}

std::optional<RequestId> KioskRuntime::post(Command command) {
  const RequestId request{++impl_->lastRequest};
  if (!impl_->commands.tryPush({request, std::move(command)})) return std::nullopt;
  impl_->observations.wake();
  return request;
}

vision::FramePtr KioskRuntime::takePreview() { return impl_->preview.tryTake().value_or(nullptr); }

RunStatistics KioskRuntime::statistics() const {
  RunStatistics statistics;
  statistics.frames_captured = impl_->captured;
  statistics.frames_processed = impl_->processed;
  statistics.frames_dropped = impl_->work.dropped();
  statistics.observations_dropped = impl_->observationsDropped;
  if (const std::int64_t first = impl_->firstFrame_ns; first >= 0) {
    statistics.time_to_first_frame = std::chrono::nanoseconds{first};
  }
  return statistics;
}

Diagnostics KioskRuntime::diagnostics() const {
  const vision::SteadyTime now = impl_->clock.steady();
  return {.captured_per_second = impl_->captureRate.perSecond(now),
          .processed_per_second = impl_->processRate.perSecond(now),
          .time_to_greet = impl_->timeToGreet.summary(),
          .stages = summariesOf(impl_->recognition.stages()),
          .run = statistics()};
}

const StageTimes& KioskRuntime::stages() const { return impl_->recognition.stages(); }

const LatencyHistogram& KioskRuntime::timeToGreet() const { return impl_->timeToGreet; }

}  // namespace dangol::runtime
