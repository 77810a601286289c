#include "dangol/vision/motion_gate.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <random>
#include <vector>

using namespace dangol::vision;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kStep{33};
constexpr int kWidth_px = 640;
constexpr int kHeight_px = 480;

// A room with some structure in it, seen by a noisy camera. Light is a factor for each row.
class Room {
 public:
  explicit Room(double noise, std::uint32_t seed = 1) : random_(seed), noise_(0, noise) {}

  RgbImage picture(const std::function<double(int row)>& light = [](int) { return 1.0; }) {
    RgbImage image(kWidth_px, kHeight_px);
    std::uint8_t* pixel = image.data();
    for (int y = 0; y < kHeight_px; ++y) {
      const double factor = light(y);
      for (int x = 0; x < kWidth_px; ++x) {
        const double wall = 90 + 60 * std::sin(x * 0.021) * std::cos(y * 0.017) + (x / 80 + y / 60) % 2 * 25;
        const auto level = static_cast<std::uint8_t>(std::clamp(wall * factor + noise_(random_), 0.0, 255.0));
        for (int channel = 0; channel < 3; ++channel) *pixel++ = level;
      }
    }
    return image;
  }

 private:
  std::mt19937 random_;
  std::normal_distribution<double> noise_;
};

void paint(RgbImage& image, const FaceBox& box, std::uint8_t level) {
  for (int y = box.top_px; y < box.bottom_px(); ++y) {
    std::fill_n(image.data() + (y * image.width_px() + box.left_px) * 3, box.width_px * 3, level);
  }
}

// A gate that has seen the room for a while.
struct Watch {
  explicit Watch(double noise) : room(noise) {
    for (int i = 0; i < 30; ++i) see(room.picture());
  }
  bool see(const RgbImage& image) {
    at += kStep;
    return gate.update(image.view(), at);
  }
  Room room;
  MotionGate gate;
  SteadyTime at{};
};

}  // namespace

TEST_CASE("the first frame and the first of another size are motion") {
  MotionGate gate;
  Room room(3);
  CHECK(gate.update(room.picture().view(), SteadyTime{}));
  CHECK(gate.movedWithin({0, 0, 10, 10}));
  CHECK_FALSE(gate.update(room.picture().view(), SteadyTime{} + kStep));
  CHECK(gate.update(RgbImage(320, 240).view(), SteadyTime{} + 2 * kStep));
}

TEST_CASE("pictures of any size are taken") {
  for (const auto& [width_px, height_px] : {std::pair{1, 1}, {63, 47}, {65, 49}, {100, 1}, {1, 3000}, {1920, 1080}}) {
    MotionGate gate;
    const RgbImage image(width_px, height_px);
    CHECK(gate.update(image.view(), SteadyTime{}));
    CHECK_FALSE(gate.update(image.view(), SteadyTime{} + kStep));
  }
}

TEST_CASE("a still room never moves however noisy the camera is") {
  for (const double noise : {0.0, 3.0, 8.0, 15.0}) {
    CAPTURE(noise);
    MotionGate gate;
    Room room(noise);
    SteadyTime at{};
    (void)gate.update(room.picture().view(), at);
    int moved = 0;
    for (int i = 0; i < 120; ++i) moved += gate.update(room.picture().view(), at += kStep) ? 1 : 0;
    CHECK(moved == 0);
  }
}

TEST_CASE("slow changes of light and automatic exposure are no motion") {
  Watch watch(3);
  for (int i = 0; i < 90; ++i) {  // a cloud: down to 40 % in three seconds
    const double light = 1 - 0.6 * i / 90;
    CHECK_FALSE(watch.see(watch.room.picture([&](int) { return light; })));
  }
  CHECK_FALSE(watch.see(watch.room.picture([](int) { return 0.8; })));  // the exposure follows in one step
  CHECK_FALSE(watch.see(watch.room.picture([](int) { return 0.8; })));
}

TEST_CASE("mains flicker is no motion whether it is of the whole picture or in bands") {
  Watch watch(3);
  for (int i = 0; i < 60; ++i) {
    const double all = 1 + 0.15 * std::sin(i * 1.3);
    CHECK_FALSE(watch.see(watch.room.picture([&](int) { return all; })));
  }
  for (int i = 0; i < 60; ++i) {
    CHECK_FALSE(watch.see(watch.room.picture(
        [&](int row) { return 1 + 0.12 * std::sin(2 * std::numbers::pi * (row / 160.0 + i * 0.37)); })));
  }
}

TEST_CASE("something the size of a far face moves where it is") {
  for (const double noise : {0.0, 3.0, 8.0}) {
    CAPTURE(noise);
    Watch watch(noise);
    RgbImage image = watch.room.picture();
    const FaceBox thing{300, 200, 60, 60};
    paint(image, thing, 220);
    REQUIRE(watch.see(image));
    CHECK(watch.gate.movedWithin(thing));
    CHECK_FALSE(watch.gate.movedWithin({0, 0, 200, 480}));
    const auto moved = watch.gate.movedOutside({});
    REQUIRE(moved);
    CHECK(intersectionOverUnion(*moved, thing) > 0.6F);
    const std::vector<FaceBox> covering{{280, 180, 100, 100}};
    CHECK_FALSE(watch.gate.movedOutside(covering));
    const std::vector<FaceBox> elsewhere{{0, 0, 200, 480}};
    CHECK(watch.gate.movedOutside(elsewhere));
  }
}

TEST_CASE("what is left standing becomes background and its removal is motion again") {
  Watch watch(3);
  const auto withBox = [&] {
    RgbImage image = watch.room.picture();
    paint(image, {300, 200, 80, 80}, 220);
    return image;
  };
  CHECK(watch.see(withBox()));
  for (int i = 0; i < 300; ++i) (void)watch.see(withBox());
  CHECK_FALSE(watch.gate.moved());
  CHECK(watch.see(watch.room.picture()));
}
