#include "dangol/vision/face_tracker.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace dangol::vision;
using std::chrono::milliseconds;

namespace {

constexpr SteadyTime kStart{};
const FaceTracker::Options kOptions{
    .smallest_overlap = 0.3F, .forget_after = milliseconds{1000}, .doubt_after = milliseconds{300}};

Detection face(int left_px, int width_px = 100) { return {{left_px, 50, width_px, width_px}, 1.0F}; }

}  // namespace

TEST_CASE("no detections make no tracks") {
  FaceTracker tracker(kOptions);
  CHECK(tracker.update({}, kStart).empty());
}

TEST_CASE("a face that jumps across the picture is a new track") {
  FaceTracker tracker(kOptions);
  const TrackId first = tracker.update(std::vector{face(0)}, kStart).front().id;
  const auto& tracks = tracker.update(std::vector{face(400)}, kStart + milliseconds{40});
  REQUIRE(tracks.size() == 2);
  for (const Track& track : tracks) CHECK(track.seenNow == (track.id != first));
}

TEST_CASE("a face hidden for longer than the memory comes back as a new track") {
  FaceTracker tracker(kOptions);
  const TrackId first = tracker.update(std::vector{face(0)}, kStart).front().id;
  const auto& tracks = tracker.update(std::vector{face(0)}, kStart + milliseconds{1001});
  REQUIRE(tracks.size() == 1);
  CHECK(tracks.front().id != first);
}

TEST_CASE("a face that doubles in size within a frame is a new track") {
  FaceTracker tracker(kOptions);
  (void)tracker.update(std::vector{face(0, 50)}, kStart);
  CHECK(tracker.update(std::vector{face(0, 200)}, kStart + milliseconds{40}).size() == 2);
}

TEST_CASE("a face that moves a little every frame stays one track") {
  FaceTracker tracker(kOptions);
  const TrackId first = tracker.update(std::vector{face(0)}, kStart).front().id;
  for (int i = 1; i <= 50; ++i) {
    const auto& tracks = tracker.update(std::vector{face(i * 10)}, kStart + i * milliseconds{40});
    REQUIRE(tracks.size() == 1);
    CHECK(tracks.front().id == first);
  }
}

TEST_CASE("a track survives being hidden for less than the memory") {
  FaceTracker tracker(kOptions);
  const TrackId first = tracker.update(std::vector{face(0)}, kStart).front().id;
  const auto& hidden = tracker.update({}, kStart + milliseconds{500});
  REQUIRE(hidden.size() == 1);
  CHECK_FALSE(hidden.front().seenNow);
  const auto& back = tracker.update(std::vector{face(40)}, kStart + milliseconds{1000});
  REQUIRE(back.size() == 1);
  CHECK(back.front().id == first);
  CHECK(back.front().seenNow);
  CHECK(back.front().firstSeen == kStart);
}

TEST_CASE("two neighbours keep their tracks and the larger comes first") {
  FaceTracker tracker(kOptions);
  const auto begin = tracker.update(std::vector{face(0, 80), face(200, 120)}, kStart);
  REQUIRE(begin.size() == 2);
  CHECK(begin.front().box.width_px == 120);
  const auto now = tracker.update(std::vector{face(210, 120), face(10, 80)}, kStart + milliseconds{40});
  REQUIRE(now.size() == 2);
  CHECK(now[0].id == begin[0].id);
  CHECK(now[1].id == begin[1].id);
}

TEST_CASE("one detection continues only one of two tracks") {
  FaceTracker tracker(kOptions);
  (void)tracker.update(std::vector{face(0), face(60)}, kStart);
  const auto& tracks = tracker.update(std::vector{face(55)}, kStart + milliseconds{40});
  REQUIRE(tracks.size() == 2);
  CHECK(tracks[0].seenNow != tracks[1].seenNow);
}

TEST_CASE("a steady face is never doubtful and neither are two that stand side by side") {
  FaceTracker tracker(kOptions);
  for (int i = 0; i < 50; ++i) {
    const std::vector both{face(100 + i % 3), face(170 - i % 2)};  // heads together: a third of a width apart overlaps
    for (const Track& track : tracker.update(both, kStart + i * milliseconds{40})) CHECK_FALSE(track.doubtful);
  }
  CHECK(tracker.tracks().size() == 2);
}

TEST_CASE("a face that was hidden for more than a moment comes back doubtful and only then") {
  FaceTracker tracker(kOptions);
  (void)tracker.update(std::vector{face(0)}, kStart);
  CHECK_FALSE(tracker.update(std::vector{face(0)}, kStart + milliseconds{200}).front().doubtful);  // a blink
  CHECK(tracker.update(std::vector{face(0)}, kStart + milliseconds{600}).front().doubtful);
  CHECK_FALSE(tracker.update(std::vector{face(0)}, kStart + milliseconds{640}).front().doubtful);
  CHECK_FALSE(tracker.update({}, kStart + milliseconds{1000}).front().doubtful);
}

TEST_CASE("a face that could be either of two tracks is doubtful") {
  FaceTracker tracker(kOptions);
  (void)tracker.update(std::vector{face(0), face(40)}, kStart);
  for (const Track& track : tracker.update(std::vector{face(21)}, kStart + milliseconds{40})) {
    CHECK(track.doubtful == track.seenNow);
  }
}

TEST_CASE("a moving face is expected farther on and found again there") {
  FaceTracker tracker(kOptions);
  SteadyTime at = kStart;
  for (int i = 0; i < 10; ++i, at += milliseconds{40}) (void)tracker.update(std::vector{face(i * 20)}, at);
  const Track track = tracker.tracks().front();
  CHECK(track.expectedAt(at).left_px == doctest::Approx(200).epsilon(0.05));
  CHECK(track.expectedAt(at + milliseconds{160}).left_px == doctest::Approx(280).epsilon(0.05));
  // Not for long: somebody who is hidden does not walk on for ever.
  CHECK(track.expectedAt(at + milliseconds{1000}).left_px < 400);
  const auto& back = tracker.update(std::vector{face(280)}, at + milliseconds{160});
  REQUIRE(back.size() == 1);
  CHECK(back.front().id == track.id);
}

TEST_CASE("two faces that pass each other keep their tracks or are doubtful") {
  FaceTracker tracker(kOptions);
  SteadyTime at = kStart;
  (void)tracker.update(std::vector{face(0, 100), face(600, 110)}, at);
  const TrackId toTheRight = tracker.tracks().back().id;
  bool doubted = false;
  for (int i = 1; i <= 20; ++i) {
    at += milliseconds{40};
    const int left = i * 30;
    const int right = 600 - i * 30;
    std::vector<Detection> seen{face(left, 100)};
    if (std::abs(left - right) > 70) seen.push_back(face(right, 110));  // hidden behind the other
    for (const Track& track : tracker.update(seen, at)) doubted = doubted || track.doubtful;
  }
  CHECK(doubted);
  REQUIRE(tracker.tracks().size() == 2);
  CHECK(tracker.tracks().back().id == toTheRight);
  CHECK(tracker.tracks().back().box.left_px == 600);
}

TEST_CASE("a renewed track is another presence in the same place") {
  FaceTracker tracker(kOptions);
  const TrackId first = tracker.update(std::vector{face(0)}, kStart).front().id;
  (void)tracker.update(std::vector{face(0)}, kStart + milliseconds{40});
  const TrackId second = tracker.renew(first);
  CHECK(second != first);
  const auto& tracks = tracker.update(std::vector{face(2)}, kStart + milliseconds{80});
  REQUIRE(tracks.size() == 1);
  CHECK(tracks.front().id == second);
  CHECK(tracks.front().firstSeen == kStart + milliseconds{40});
}
