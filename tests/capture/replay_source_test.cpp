#include "dangol/capture/replay_source.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include "made_media.hpp"

namespace {

using namespace std::chrono_literals;
using namespace dangol::capture;
using namespace dangol::test;
using dangol::vision::Frame;
using dangol::vision::FramePtr;
using dangol::vision::RgbImage;

std::vector<FramePtr> frames(int count) {
  std::vector<FramePtr> result;
  for (int i = 0; i < count; ++i) {
    RgbImage image(4, 2);
    std::fill_n(image.data(), 4 * 2 * 3, static_cast<std::uint8_t>(20 + 10 * i));
    result.push_back(
        std::make_shared<Frame>(std::move(image), static_cast<std::uint64_t>(i), dangol::vision::SteadyTime(i * 40ms)));
  }
  return result;
}

ReplaySource replay(int count, std::vector<ReplaySource::Fault> faults, bool live = true,
                    std::shared_ptr<Clock> clock = std::make_shared<JumpingClock>()) {
  return ReplaySource(framesSource(frames(count), live), std::move(faults), std::move(clock));
}

std::uint8_t greyOf(const ReadResult& result) {
  REQUIRE(result.status == ReadStatus::Frame);
  const auto view = result.frame->view();
  for (int y = 0; y < view.height_px; ++y) {
    REQUIRE(std::all_of(view.row(y), view.row(y) + view.width_px * 3, [&](auto b) { return b == view.row(0)[0]; }));
  }
  return view.row(0)[0];
}

TEST_CASE("a loss lasts for its calls and loses no picture") {
  auto source = replay(3, {{1, 2, ReplaySource::Lose{"gone"}}, {3, 1, ReplaySource::Lose{}}});
  CHECK(greyOf(source.next({})) == 20);
  for (int i = 0; i < 2; ++i) {
    const ReadResult lost = source.next({});
    CHECK(lost.status == ReadStatus::Lost);
    CHECK(lost.reason == "gone");
    CHECK(lost.frame == nullptr);
  }
  CHECK(greyOf(source.next({})) == 30);
  CHECK(greyOf(source.next({})) == 40);
  CHECK(source.next({}).status == ReadStatus::Lost);
  CHECK(source.next({}).status == ReadStatus::End);
  CHECK(source.next({}).status == ReadStatus::End);
}

TEST_CASE("a stop request ends a replay and its delays") {
  std::stop_source stopped;
  stopped.request_stop();
  CHECK(replay(3, {}, true).next(stopped.get_token()).reason == "stopping");
  CHECK(replay(3, {}, false).next(stopped.get_token()).status == ReadStatus::End);

  const auto clock = std::make_shared<HeldClock>();
  auto source = replay(3, {{0, 1, ReplaySource::Delay{1h}}}, true, clock);
  std::stop_source stop;
  ReadResult result{ReadStatus::Frame, nullptr, {}};
  std::jthread reader([&] { result = source.next(stop.get_token()); });
  (void)clock->awaitPauses(1);
  stop.request_stop();
  reader.join();
  CHECK(result.status == ReadStatus::Lost);
  CHECK(result.reason == "stopping");
}

TEST_CASE("a delay waits before the picture and changes nothing in it") {
  const auto clock = std::make_shared<JumpingClock>();
  auto source = replay(3, {{1, 1, ReplaySource::Delay{700ms}}}, true, clock);
  const auto begin = clock->now();
  (void)source.next({});
  CHECK(clock->now() == begin);
  const ReadResult late = source.next({});
  CHECK(clock->now() == begin + 700ms);
  CHECK(late.frame->capturedAt() == dangol::vision::SteadyTime(40ms));
  (void)source.next({});
  CHECK(clock->now() == begin + 700ms);
}

TEST_CASE("a repeated picture has its own number and time") {
  auto source = replay(5, {{0, 1, ReplaySource::Repeat{}}, {2, 2, ReplaySource::Repeat{}}});
  CHECK(greyOf(source.next({})) == 20);
  CHECK(greyOf(source.next({})) == 30);
  const ReadResult repeated = source.next({});
  CHECK(greyOf(repeated) == 30);
  CHECK(repeated.frame->sequence() == 2);
  CHECK(repeated.frame->capturedAt() == dangol::vision::SteadyTime(80ms));
  CHECK(greyOf(source.next({})) == 30);
  CHECK(greyOf(source.next({})) == 60);
}

TEST_CASE("black blank and white pictures have the size of those they replace") {
  auto source =
      replay(4, {{0, 1, ReplaySource::Fill{0}}, {1, 1, ReplaySource::Fill{128}}, {2, 1, ReplaySource::Fill{255}}});
  for (const int grey : {0, 128, 255}) {
    const ReadResult result = source.next({});
    CHECK(greyOf(result) == grey);
    CHECK(result.frame->view().width_px == 4);
  }
  CHECK(greyOf(source.next({})) == 50);
}

TEST_CASE("the size changes in mid stream and back") {
  auto source = replay(4, {{1, 2, ReplaySource::Resize{9, 1}}});
  CHECK(source.next({}).frame->view().width_px == 4);
  for (const int grey : {30, 40}) {
    const ReadResult result = source.next({});
    CHECK(greyOf(result) == grey);
    CHECK(result.frame->view().width_px == 9);
    CHECK(result.frame->view().height_px == 1);
  }
  CHECK(source.next({}).frame->view().width_px == 4);
}

TEST_CASE("resizing keeps what is where") {
  RgbImage image(2, 2);
  for (int i = 0; i < 4; ++i) std::fill_n(image.data() + i * 3, 3, static_cast<std::uint8_t>(i * 50));
  const auto frame = std::make_shared<Frame>(std::move(image), 0, dangol::vision::SteadyTime{});
  ReplaySource source(framesSource({frame}), {{0, 1, ReplaySource::Resize{4, 6}}});
  const auto result = source.next({});
  const auto view = result.frame->view();
  CHECK(view.row(0)[0] == 0);
  CHECK(view.row(2)[3 * 3] == 50);
  CHECK(view.row(3)[0] == 100);
  CHECK(view.row(5)[3 * 3] == 150);
}

TEST_CASE("faults of one picture happen in order") {
  auto source = replay(1, {{0, 1, ReplaySource::Fill{7}}, {0, 1, ReplaySource::Resize{3, 3}}});
  const ReadResult result = source.next({});
  CHECK(greyOf(result) == 7);
  CHECK(result.frame->view().width_px == 3);
}

TEST_CASE("a replay passes on who it wraps") {
  const auto source = replay(1, {}, false);
  CHECK_FALSE(source.live());
  CHECK(source.name() == "replay");
  CHECK(source.skipped().pictures == 0);
}

}  // namespace
