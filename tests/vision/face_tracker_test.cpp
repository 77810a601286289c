#include "dangol/vision/face_tracker.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace dangol::vision;
using std::chrono::milliseconds;

namespace {

constexpr SteadyTime kStart{};
const FaceTracker::Options kOptions{.smallest_overlap = 0.3F, .forget_after = milliseconds{1000}};

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
