#include "dangol/capture/live_source.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <functional>
#include <semaphore>
#include <thread>

#include "made_media.hpp"

namespace {

using namespace std::chrono_literals;
using namespace dangol::capture;
using namespace dangol::test;
using dangol::vision::RgbImage;

// Does what the test tells it: each open and each read takes the next step, and waits for it when there is none.
class ScriptedDevice final : public LiveDevice {
 public:
  struct Script {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::function<std::string()>> opens;
    std::deque<std::function<Picture()>> reads;
    bool released = false;
    int closes = 0;
    bool destroyed = false;

    void openFails(std::string why) {
      add(opens, [why = std::move(why)] { return why; });
    }
    void opensWell() {
      add(opens, [] { return std::string(); });
    }
    void delivers(int width_px) {
      add(reads, [width_px] { return Picture{RgbImage(width_px, 10), {}}; });
    }
    void readFails(std::string why) {
      add(reads, [why = std::move(why)] { return Picture{{}, why}; });
    }
    void readThrows() {
      add(reads, []() -> Picture { throw std::runtime_error("kernel bug"); });
    }
    // From now on a call without a step fails instead of waiting.
    void release() {
      const std::lock_guard lock(mutex);
      released = true;
      changed.notify_all();
    }
    template <class Step>
    void add(std::deque<Step>& steps, std::type_identity_t<Step> step) {
      const std::lock_guard lock(mutex);
      steps.push_back(std::move(step));
      changed.notify_all();
    }
    // The next step; an empty one when released.
    template <class Step>
    Step take(std::deque<Step>& steps) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return released || !steps.empty(); });
      if (steps.empty()) return {};
      Step step = std::move(steps.front());
      steps.pop_front();
      changed.notify_all();
      return step;
    }
    void await(const std::function<bool()>& condition) {
      std::unique_lock lock(mutex);
      changed.wait(lock, condition);
    }
  };

  explicit ScriptedDevice(std::shared_ptr<Script> script) : script_(std::move(script)) {}
  ~ScriptedDevice() override {
    const std::lock_guard lock(script_->mutex);
    script_->destroyed = true;
    script_->changed.notify_all();
  }
  std::string open() override {
    const auto step = script_->take(script_->opens);
    return step ? step() : "released";
  }
  Picture read() override {
    const auto step = script_->take(script_->reads);
    return step ? step() : Picture{{}, "released"};
  }
  void close() noexcept override {
    const std::lock_guard lock(script_->mutex);
    ++script_->closes;
  }

 private:
  std::shared_ptr<Script> script_;
};

struct Fixture {
  std::shared_ptr<ScriptedDevice::Script> script = std::make_shared<ScriptedDevice::Script>();
  std::shared_ptr<HeldClock> clock = std::make_shared<HeldClock>();

  // Without patience: a scripted device may block until the test is over.
  std::unique_ptr<LiveSource> source(LiveSource::Options options = {.silent_after = 1h, .patience = 0ms}) {
    return std::make_unique<LiveSource>(std::make_unique<ScriptedDevice>(script), "camera made up", clock, options);
  }
  ~Fixture() { script->release(); }
};

TEST_CASE("a device that cannot be opened is said to be lost once for each growing pause") {
  Fixture fixture;
  for (int i = 1; i <= 8; ++i) fixture.script->openFails("try " + std::to_string(i));
  const auto source = fixture.source();
  for (std::size_t i = 1; i <= 8; ++i) {
    const ReadResult result = source->next({});
    CHECK(result.status == ReadStatus::Lost);
    CHECK(result.reason == "try " + std::to_string(i));
    (void)fixture.clock->awaitPauses(i);
    if (i < 8) fixture.clock->endOneWait();
  }
  CHECK(fixture.clock->awaitPauses(8) ==
        std::vector<std::chrono::milliseconds>{200ms, 400ms, 800ms, 1600ms, 3200ms, 5s, 5s, 5s});
}

TEST_CASE("a lost device is closed and opened again and its pictures go on counting") {
  Fixture fixture;
  fixture.script->opensWell();
  fixture.script->delivers(11);
  const auto source = fixture.source();
  const ReadResult first = source->next({});
  REQUIRE(first.status == ReadStatus::Frame);
  CHECK(first.frame->sequence() == 0);

  fixture.script->readFails("unplugged");
  const ReadResult lost = source->next({});
  CHECK(lost.status == ReadStatus::Lost);
  CHECK(lost.frame == nullptr);
  CHECK(lost.reason == "unplugged");

  fixture.script->opensWell();
  fixture.script->delivers(22);
  fixture.clock->endOneWait();
  const ReadResult again = source->next({});
  REQUIRE(again.status == ReadStatus::Frame);
  CHECK(again.frame->sequence() == 1);
  CHECK(again.frame->view().width_px == 22);
  CHECK(fixture.script->closes == 1);
}

TEST_CASE("the pause is short again after a picture and only then") {
  Fixture fixture;
  fixture.script->openFails("off");
  fixture.script->opensWell();
  fixture.script->readFails("opens but delivers nothing");
  const auto source = fixture.source();
  CHECK(fixture.clock->awaitPauses(1).back() == 200ms);
  fixture.clock->endOneWait();
  CHECK(fixture.clock->awaitPauses(2).back() == 400ms);

  fixture.script->opensWell();
  fixture.script->delivers(11);
  fixture.script->readFails("again");
  fixture.clock->endOneWait();
  CHECK(fixture.clock->awaitPauses(3).back() == 200ms);
}

TEST_CASE("a driver that throws counts as lost") {
  Fixture fixture;
  fixture.script->opensWell();
  fixture.script->readThrows();
  const ReadResult result = fixture.source()->next({});
  CHECK(result.status == ReadStatus::Lost);
  CHECK(contains(result.reason, "kernel bug"));
}

TEST_CASE("a device that falls silent is called lost although its driver never returns") {
  Fixture fixture;
  fixture.script->opensWell();
  const auto source = fixture.source({.silent_after = 1ms, .patience = 0ms});
  const ReadResult result = source->next({});
  CHECK(result.status == ReadStatus::Lost);
  CHECK(contains(result.reason, "no picture for"));
}

TEST_CASE("the reason is said again while a long pause lasts") {
  Fixture fixture;
  fixture.script->openFails("unplugged");
  const auto source = fixture.source({.silent_after = 1ms, .patience = 0ms});
  (void)fixture.clock->awaitPauses(1);
  for (int i = 0; i < 3; ++i) CHECK(source->next({}).reason == "unplugged");
}

TEST_CASE("a stop request ends the wait for a driver that blocks") {
  Fixture fixture;
  fixture.script->opensWell();
  const auto source = fixture.source();
  std::stop_source stop;
  ReadResult result{ReadStatus::End, nullptr, {}};
  std::jthread reader([&] { result = source->next(stop.get_token()); });
  stop.request_stop();
  reader.join();
  CHECK(result.status == ReadStatus::Lost);
  CHECK(result.reason == "stopping");
}

TEST_CASE("a stop request comes before a picture that waits") {
  Fixture fixture;
  fixture.script->opensWell();
  fixture.script->delivers(11);
  const auto source = fixture.source();
  fixture.script->await([&] { return fixture.script->reads.empty(); });
  std::stop_source stop;
  stop.request_stop();
  CHECK(source->next(stop.get_token()).reason == "stopping");
}

TEST_CASE("destruction does not wait for a driver that blocks and its thread ends with the driver") {
  Fixture fixture;
  fixture.script->opensWell();
  fixture.source().reset();
  fixture.script->release();
  fixture.script->await([&] { return fixture.script->destroyed; });
  CHECK(fixture.script->destroyed);
}

TEST_CASE("destruction ends a pause") {
  Fixture fixture;
  fixture.script->openFails("off");
  auto source = fixture.source({.silent_after = 1h, .patience = 1h});
  (void)fixture.clock->awaitPauses(1);
  source.reset();
  CHECK(fixture.script->destroyed);
}

TEST_CASE("the newest picture wins and the gap shows in its number") {
  Fixture fixture;
  fixture.script->opensWell();
  for (int width = 11; width <= 14; ++width) fixture.script->delivers(width);
  const auto source = fixture.source();
  fixture.script->readFails("end of the script");
  (void)fixture.clock->awaitPauses(1);
  const ReadResult result = source->next({});
  REQUIRE(result.status == ReadStatus::Frame);
  CHECK(result.frame->view().width_px == 14);
  CHECK(result.frame->sequence() == 3);
  CHECK(result.frame->capturedAt() == fixture.clock->now());
  CHECK(source->next({}).reason == "end of the script");
}

TEST_CASE("a live source says who it is") {
  Fixture fixture;
  const auto source = fixture.source();
  CHECK(source->name() == "camera made up");
  CHECK(source->live());
  CHECK(source->skipped().pictures == 0);
}

}  // namespace
