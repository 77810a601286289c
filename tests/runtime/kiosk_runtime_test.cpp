#include "dangol/runtime/kiosk_runtime.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "assets.hpp"
#include "fake_clock.hpp"
#include "temp_folder.hpp"

using namespace dangol;
using namespace std::chrono_literals;
using capture::ReadResult;
using capture::ReadStatus;

namespace {

const vision::ModelBundle& models() {
  static const vision::ModelBundle bundle(
      test::asset(vision::ModelBundle::fileName(vision::Model::FaceResNet)).parent_path());
  return bundle;
}

gallery::Gallery emptyGallery() { return gallery::Gallery::inMemory(vision::ModelBundle::embeddingModelId()); }

class Silent final : public runtime::SightingListener {
 public:
  void onSighting(const runtime::Sighting&) override {}
};

// Answers next() from a script; the last answer is repeated, live sources wait a little in between.
class Scripted final : public capture::CameraSource {
 public:
  Scripted(std::vector<ReadStatus> script, bool live) : script_(std::move(script)), live_(live) {}

  ReadResult next(std::stop_token stop) override {
    if (stop.stop_requested()) return {ReadStatus::Lost, nullptr, "stopping"};
    const ReadStatus status = script_[std::min(at_++, script_.size() - 1)];
    if (at_ > script_.size()) std::this_thread::sleep_for(1ms);
    switch (status) {
      case ReadStatus::Frame:
        return {
            status,
            std::make_shared<vision::Frame>(vision::RgbImage(320, 240), sequence_++, std::chrono::steady_clock::now()),
            ""};
      case ReadStatus::Lost:
        return {status, nullptr, "unplugged"};
      case ReadStatus::End:
        return {status, nullptr, ""};
    }
    return {ReadStatus::End, nullptr, ""};
  }
  [[nodiscard]] std::string name() const override { return "script"; }
  [[nodiscard]] bool live() const override { return live_; }

 private:
  std::vector<ReadStatus> script_;
  bool live_;
  std::size_t at_ = 0;
  std::uint64_t sequence_ = 0;
};

std::unique_ptr<capture::CameraSource> scripted(std::vector<ReadStatus> script, bool live) {
  return std::make_unique<Scripted>(std::move(script), live);
}

bool hasFault(const runtime::Snapshot& snapshot, runtime::Fault fault) {
  for (const auto& report : snapshot.faults) {
    if (report.fault == fault) return true;
  }
  return false;
}

// Waits for what other threads bring about; the test's time limit is the only one.
template <class Condition>
void waitUntil(Condition condition) {
  while (!condition()) std::this_thread::sleep_for(1ms);
}

}  // namespace

TEST_CASE("without models the kiosk does not start and says which file") {
  const test::TempFolder folder;
  const runtime::SystemClock clock;
  Silent silent;
  CHECK_THROWS_WITH_AS(runtime::KioskRuntime({}, scripted({ReadStatus::End}, false), vision::ModelBundle(folder.path()),
                                             emptyGallery(), clock, silent),
                       doctest::Contains("shape_predictor_5_face_landmarks.dat"), std::runtime_error);
}

TEST_CASE("a lost camera is a fault that passes and never ends the run") {
  const runtime::SystemClock clock;
  Silent silent;
  runtime::KioskRuntime lost({}, scripted({ReadStatus::Frame, ReadStatus::Lost}, true), models(), emptyGallery(), clock,
                             silent);
  waitUntil([&] { return hasFault(lost.snapshot(), runtime::Fault::CameraLost); });
  CHECK_FALSE(lost.waitUntilFinished(50ms));

  runtime::KioskRuntime back({}, scripted({ReadStatus::Lost, ReadStatus::Lost, ReadStatus::Frame}, true), models(),
                             emptyGallery(), clock, silent);
  waitUntil([&] { return back.statistics().frames_processed > 0; });
  CHECK_FALSE(hasFault(back.snapshot(), runtime::Fault::CameraLost));
}

TEST_CASE("a live source never waits: what recognition cannot take is dropped and counted") {
  const runtime::SystemClock clock;
  Silent silent;
  runtime::KioskRuntime kiosk({}, scripted(std::vector<ReadStatus>(300, ReadStatus::Frame), true), models(),
                              emptyGallery(), clock, silent);
  waitUntil([&] { return kiosk.statistics().frames_captured >= 300; });
  CHECK(kiosk.statistics().frames_dropped > 0);
  CHECK(kiosk.takePreview() != nullptr);
}

TEST_CASE("a file's frames are all handled before the run ends") {
  const runtime::SystemClock clock;
  Silent silent;
  std::vector<ReadStatus> script(40, ReadStatus::Frame);
  script.push_back(ReadStatus::End);
  runtime::KioskRuntime kiosk({}, scripted(script, false), models(), emptyGallery(), clock, silent);
  waitUntil([&] { return kiosk.waitUntilFinished(100ms); });
  const auto statistics = kiosk.statistics();
  CHECK(statistics.frames_captured == 40);
  CHECK(statistics.frames_processed == 40);
  CHECK(statistics.frames_dropped == 0);
  CHECK(statistics.observations_dropped == 0);
  CHECK(statistics.time_to_first_frame.has_value());
  CHECK(kiosk.stages().frame.summary().count == 40);
}

TEST_CASE("diagnostics say how often and how fast without asking anybody to wait") {
  test::FakeClock clock;
  Silent silent;
  std::vector<ReadStatus> script(40, ReadStatus::Frame);
  script.push_back(ReadStatus::End);
  runtime::KioskRuntime kiosk({}, scripted(script, false), models(), emptyGallery(), clock, silent);
  waitUntil([&] { return kiosk.waitUntilFinished(100ms); });
  clock.steadyNow += 125ms;
  const auto now = kiosk.diagnostics();
  CHECK(now.captured_per_second == doctest::Approx(20));  // 40 within two seconds
  CHECK(now.processed_per_second == doctest::Approx(20));
  CHECK(now.run.frames_processed == 40);
  CHECK(now.stages.frame.count == 40);
  CHECK(now.stages.gate.count == 40);
  CHECK(now.stages.embed.count == 0);
  CHECK(now.time_to_greet.count == 0);
  CHECK(now.stages.frame.p95_ms >= now.stages.frame.p50_ms);
  CHECK(now.stages.frame.max_ms > 0);

  clock.steadyNow += 3s;
  CHECK(kiosk.diagnostics().captured_per_second == 0);
}

TEST_CASE("an empty file ends the run at once") {
  const runtime::SystemClock clock;
  Silent silent;
  runtime::KioskRuntime kiosk({}, scripted({ReadStatus::End}, false), models(), emptyGallery(), clock, silent);
  waitUntil([&] { return kiosk.waitUntilFinished(100ms); });
  CHECK(kiosk.statistics().frames_processed == 0);
}

TEST_CASE("a running kiosk can be destroyed at any moment") {
  const runtime::SystemClock clock;
  Silent silent;
  for (const auto pause : {0ms, 1ms, 20ms, 100ms}) {
    const runtime::KioskRuntime kiosk({}, scripted({ReadStatus::Frame}, true), models(), emptyGallery(), clock, silent);
    std::this_thread::sleep_for(pause);
  }
  for (const auto pause : {0ms, 1ms, 20ms, 100ms}) {
    const runtime::KioskRuntime kiosk({}, scripted({ReadStatus::Frame}, false), models(), emptyGallery(), clock,
                                      silent);
    std::this_thread::sleep_for(pause);
  }
}

TEST_CASE("a command is answered under its own id while the camera is lost") {
  const runtime::SystemClock clock;
  Silent silent;
  runtime::KioskRuntime kiosk({}, scripted({ReadStatus::Lost}, true), models(), emptyGallery(), clock, silent);
  const auto first = kiosk.post(runtime::UndoGreeting{});
  const auto second = kiosk.post(runtime::UndoGreeting{});
  REQUIRE(first);
  REQUIRE(second);
  CHECK(*first != *second);
  waitUntil([&] { return kiosk.snapshot().answers.size() == 2; });
  const auto answers = kiosk.snapshot().answers;
  CHECK(answers[0].request == *first);
  CHECK(answers[1].request == *second);
  CHECK(answers[1].outcome == runtime::Outcome::NoLonger);
}

TEST_CASE("a kiosk that has ended takes no more commands") {
  const runtime::SystemClock clock;
  Silent silent;
  runtime::KioskRuntime kiosk({}, scripted({ReadStatus::End}, false), models(), emptyGallery(), clock, silent);
  waitUntil([&] { return kiosk.waitUntilFinished(100ms); });
  CHECK_FALSE(kiosk.post(runtime::UndoGreeting{}));
}

TEST_CASE("commands that wait are bounded and every accepted one is answered") {
  const runtime::SystemClock clock;
  Silent silent;
  runtime::KioskRuntime kiosk({}, scripted({ReadStatus::Lost}, true), models(), emptyGallery(), clock, silent);
  std::optional<runtime::RequestId> last;
  for (int i = 0; i < 5'000; ++i) {
    if (const auto accepted = kiosk.post(runtime::UndoGreeting{})) last = accepted;
  }
  REQUIRE(last);
  waitUntil([&] {
    const auto answers = kiosk.snapshot().answers;
    return !answers.empty() && answers.back().request == *last;
  });
}
