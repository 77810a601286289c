// Places that are made in code: dark, dazzling, grainy, slow; and what is said of them.

#include "dangol/vision/placement_check.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <set>
#include <string>

#include "dangol/vision/image_ops.hpp"

using namespace dangol::vision;
using std::chrono::milliseconds;
using std::chrono::seconds;
using Aspect = PlacementAspect;
using Problem = PlacementProblem;
using Verdict = PlacementVerdict;
using Face = PlacementCheck::Face;

namespace {

constexpr int kWidth_px = 320;
constexpr int kHeight_px = 240;
constexpr FaceBox kFace{110, 80, 100, 100};

RgbImage plain(int level) {
  RgbImage picture(kWidth_px, kHeight_px);
  std::fill_n(picture.data(), std::size_t{kWidth_px} * kHeight_px * 3, static_cast<std::uint8_t>(level));
  return picture;
}

void fill(RgbImage& picture, const FaceBox& box, int dark, int light, int cell_px) {
  for (int y = box.top_px; y < box.bottom_px(); ++y) {
    for (int x = box.left_px; x < box.right_px(); ++x) {
      const bool odd = (x / cell_px + y / cell_px) % 2 == 1;
      std::fill_n(picture.data() + (y * kWidth_px + x) * 3, 3, static_cast<std::uint8_t>(odd ? light : dark));
    }
  }
}

// Somebody in front of an even wall: a checkerboard is as sharp as a face in focus.
RgbImage person(int dark = 90, int light = 150, int wall = 130) {
  RgbImage picture = plain(wall);
  fill(picture, kFace, dark, light, 8);
  return picture;
}

RgbImage noisy(RgbImage picture, double sigma, std::mt19937& random) {
  std::normal_distribution<double> noise(0, sigma);
  for (int i = 0; i < kWidth_px * kHeight_px; ++i) {
    const double grain = noise(random);  // the same in all three, so that it is the noise of the grey picture
    for (int c = 0; c < 3; ++c) {
      std::uint8_t& value = picture.data()[i * 3 + c];
      value = static_cast<std::uint8_t>(std::clamp(std::round(value + grain), 0.0, 255.0));
    }
  }
  return picture;
}

Landmarks5 lookingStraight() {
  Landmarks5 points;
  points.points = {Point{197, 110}, {176, 110}, {123, 110}, {144, 110}, {160, 151}};
  return points;
}

Face faceIn(const RgbImage& picture, const FaceBox& box = kFace) {
  const QualityGate gate(QualityGate::liveLimits());
  return {box, gate.assess(toGray(picture.view()).view(), box, lookingStraight()).quality};
}

FaceQuality goodQuality() {
  return {.face_px = 140, .sharpness = 120, .brightness = 125, .contrast = 40, .inside_share = 1, .overall = 0.8F};
}

// A camera whose pictures go to the check, at times that are made up.
struct Camera {
  explicit Camera(PlacementCheck::Options options = {}) : check(options) {}

  const Frame& deliver(const RgbImage& picture, std::chrono::nanoseconds after = milliseconds{33}) {
    at += after;
    frame = std::make_unique<Frame>(picture, sequence++, at);
    check.add(*frame);
    return *frame;
  }
  void show(const RgbImage& picture, int times, std::chrono::nanoseconds step = milliseconds{33}) {
    for (int i = 0; i < times; ++i) (void)deliver(picture, step);
  }
  // Before a wall about as bright as the face.
  void see(const FaceQuality& quality, int times = 5) {
    const int wall = std::clamp(static_cast<int>(quality.brightness), 40, 200);
    for (int i = 0; i < times; ++i) {
      const Face face{kFace, quality};
      check.addFaces(deliver(plain(wall)), {&face, 1});
    }
  }
  [[nodiscard]] PlacementMeasure of(Aspect aspect) const { return check.report().of(aspect); }

  PlacementCheck check;
  SteadyTime at{};
  std::uint64_t sequence = 0;
  std::unique_ptr<Frame> frame;
};

void checkProblem(const PlacementMeasure& measure, Verdict verdict, Problem problem) {
  CAPTURE(name(measure.aspect));
  CAPTURE(measure.measured);
  CHECK(measure.verdict == verdict);
  CHECK(measure.problem == problem);
}

}  // namespace

TEST_CASE("without a picture nothing is measured and nothing is wrong") {
  const PlacementReport report = PlacementCheck({}).report();
  CHECK(report.pictures == 0);
  CHECK(report.looks == 0);
  CHECK(report.measures.size() == 13);
  for (const PlacementMeasure& measure : report.measures) {
    CHECK(measure.verdict == Verdict::NotMeasured);
    CHECK_FALSE(measure.problem.has_value());
  }
}

TEST_CASE("one picture has light but no pace") {
  Camera camera;
  camera.show(plain(120), 1);
  CHECK(camera.of(Aspect::FrameRate).verdict == Verdict::NotMeasured);
  CHECK(camera.of(Aspect::Jitter).verdict == Verdict::NotMeasured);
  CHECK(camera.of(Aspect::RoomLight).measured == doctest::Approx(120));
}

TEST_CASE("pictures that share one time have no pace") {
  Camera camera;
  camera.show(plain(120), 5, seconds{0});
  CHECK(camera.of(Aspect::FrameRate).verdict == Verdict::NotMeasured);
}

TEST_CASE("a tiny picture has no noise that could be told") {
  PlacementCheck check({});
  check.add(Frame(RgbImage(1, 1), 0, SteadyTime{}));
  check.add(Frame(RgbImage(9, 7), 1, SteadyTime{} + seconds{1}));
  CHECK(check.report().of(Aspect::Noise).verdict == Verdict::NotMeasured);
  CHECK(check.report().pictures == 2);
}

TEST_CASE("when nobody is seen the looks are counted and faces are not judged") {
  Camera camera;
  for (int i = 0; i < 4; ++i) camera.check.addFaces(camera.deliver(plain(120)), {});
  const PlacementReport report = camera.check.report();
  CHECK(report.looks == 4);
  CHECK(report.looks_with_face == 0);
  for (const Aspect aspect : {Aspect::FaceSize, Aspect::FaceLight, Aspect::FaceContrast, Aspect::Backlight,
                              Aspect::FaceSharpness, Aspect::CameraHeight, Aspect::CameraSide, Aspect::CameraTilt}) {
    CHECK(report.of(aspect).verdict == Verdict::NotMeasured);
  }
}

TEST_CASE("a dark room and a dazzling one are told apart") {
  for (const auto& [level, verdict, problem] : {std::tuple{5, Verdict::Bad, Problem::RoomTooDark},
                                                {25, Verdict::Warn, Problem::RoomTooDark},
                                                {230, Verdict::Warn, Problem::RoomTooBright},
                                                {252, Verdict::Bad, Problem::RoomTooBright}}) {
    Camera camera;
    camera.show(plain(level), 10);
    checkProblem(camera.of(Aspect::RoomLight), verdict, problem);
  }
}

TEST_CASE("a window in the picture is glare by its share") {
  for (const auto& [height_px, verdict] : {std::pair{30, Verdict::Warn}, {90, Verdict::Bad}}) {
    RgbImage picture = plain(110);
    fill(picture, {0, 0, kWidth_px, height_px}, 255, 255, 1);
    Camera camera;
    camera.show(picture, 10);
    CHECK(camera.of(Aspect::Glare).measured == doctest::Approx(height_px / 240.0));
    checkProblem(camera.of(Aspect::Glare), verdict, Problem::Glare);
  }
}

TEST_CASE("a face before a bright window is lit from behind whatever the clothes") {
  RgbImage picture = person(30, 60, 235);
  fill(picture, {60, 180, 200, 60}, 10, 10, 1);  // a black coat
  const Face face = faceIn(picture);
  Camera camera;
  camera.check.addFaces(camera.deliver(picture), {&face, 1});
  CHECK(camera.of(Aspect::Backlight).measured == doctest::Approx(45.0 / 235).epsilon(0.05));
  checkProblem(camera.of(Aspect::Backlight), Verdict::Bad, Problem::LightFromBehind);
  checkProblem(camera.of(Aspect::FaceLight), Verdict::Warn, Problem::FacesTooDark);
}

TEST_CASE("a face that fills the picture has no background to be compared with") {
  const RgbImage picture = person();
  const Face face = faceIn(picture, {-40, -80, 400, 400});
  Camera camera;
  camera.check.addFaces(camera.deliver(picture), {&face, 1});
  CHECK(camera.of(Aspect::Backlight).verdict == Verdict::NotMeasured);
  checkProblem(camera.of(Aspect::FaceSize), Verdict::Warn, Problem::FacesTooLarge);
}

TEST_CASE("noise is measured in grey levels and too much of it is told") {
  std::mt19937 random(7);
  for (const double sigma : {2.0, 6.0, 15.0, 30.0}) {
    CAPTURE(sigma);
    Camera camera;
    for (int i = 0; i < 8; ++i) (void)camera.deliver(noisy(plain(128), sigma, random), milliseconds{200});
    CHECK(camera.of(Aspect::Noise).measured == doctest::Approx(sigma).epsilon(0.05));
    CHECK(camera.of(Aspect::Noise).verdict == (sigma < 10 ? Verdict::Ok : sigma < 25 ? Verdict::Warn : Verdict::Bad));
  }
}

TEST_CASE("neither what stands in the picture nor what moves is taken for noise") {
  std::mt19937 random(8);
  Camera camera;
  for (int i = 0; i < 8; ++i) {
    RgbImage picture = plain(128);
    fill(picture, {0, 0, kWidth_px, kHeight_px}, 70, 180, 3);  // a busy wallpaper
    fill(picture, {20 * i, 60, 120, 180}, 40, 200, 5);         // and somebody who walks past it
    (void)camera.deliver(noisy(picture, 4, random), milliseconds{200});
  }
  CHECK(camera.of(Aspect::Noise).measured == doctest::Approx(4).epsilon(0.15));
}

TEST_CASE("a picture of another size is not compared with the one before") {
  std::mt19937 random(9);
  Camera camera;
  for (int i = 0; i < 6; ++i) {
    const RgbImage picture = noisy(plain(128), 4, random);
    (void)camera.deliver(i % 2 == 0 ? picture : resized(picture.view(), kHeight_px, kWidth_px), milliseconds{200});
  }
  CHECK(camera.of(Aspect::Noise).verdict == Verdict::Ok);
}

TEST_CASE("a slow camera is told against what it was asked for") {
  PlacementCheck::Options asked;
  asked.expected_fps = 30;
  Camera camera(asked);
  camera.show(plain(120), 40, milliseconds{50});
  CHECK(camera.of(Aspect::FrameRate).measured == doctest::Approx(20));
  CHECK(camera.of(Aspect::FrameRate).ok_from == doctest::Approx(27));
  checkProblem(camera.of(Aspect::FrameRate), Verdict::Warn, Problem::FewPictures);

  Camera file;
  file.show(plain(120), 40, milliseconds{50});
  CHECK(file.of(Aspect::FrameRate).verdict == Verdict::Ok);

  Camera slideshow;
  slideshow.show(plain(120), 10, milliseconds{200});
  checkProblem(slideshow.of(Aspect::FrameRate), Verdict::Bad, Problem::FewPictures);
}

TEST_CASE("pictures nobody had time for are no fault of the camera") {
  Camera camera;
  for (int i = 0; i < 50; ++i) {
    (void)camera.deliver(plain(120), milliseconds{120});
    camera.sequence += 3;
  }
  CHECK(camera.of(Aspect::FrameRate).measured == doctest::Approx(1000.0 / 30));
  CHECK(camera.of(Aspect::Jitter).verdict == Verdict::NotMeasured);
}

TEST_CASE("a stutter is told in milliseconds") {
  Camera steady;
  steady.show(plain(120), 60);
  CHECK(steady.of(Aspect::Jitter).measured == doctest::Approx(0));
  CHECK(steady.of(Aspect::Jitter).verdict == Verdict::Ok);

  Camera stuttering;
  for (int i = 0; i < 60; ++i) (void)stuttering.deliver(plain(120), milliseconds{i % 10 == 0 ? 130 : 33});
  CHECK(stuttering.of(Aspect::Jitter).measured == doctest::Approx(97));
  checkProblem(stuttering.of(Aspect::Jitter), Verdict::Warn, Problem::UnevenPictures);
}

TEST_CASE("a lens out of focus is told from a face that moves") {
  RgbImage blurred = plain(130);
  for (int y = kFace.top_px; y < kFace.bottom_px(); ++y) {
    for (int x = kFace.left_px; x < kFace.right_px(); ++x) {
      std::fill_n(blurred.data() + (y * kWidth_px + x) * 3, 3, static_cast<std::uint8_t>(90 + (x - kFace.left_px)));
    }
  }
  const auto look = [](Camera& camera, const RgbImage& picture) {
    const Face face = faceIn(picture);
    camera.check.addFaces(camera.deliver(picture), {&face, 1});
  };
  Camera dirty;
  for (int i = 0; i < 20; ++i) look(dirty, blurred);
  checkProblem(dirty.of(Aspect::FaceSharpness), Verdict::Bad, Problem::OutOfFocus);

  Camera shaking;
  for (int i = 0; i < 20; ++i) look(shaking, i % 5 == 0 ? person() : blurred);
  checkProblem(shaking.of(Aspect::FaceSharpness), Verdict::Bad, Problem::BlurredMotion);
}

TEST_CASE("each way of standing wrong has its own name") {
  struct Case {
    float FaceQuality::*field;
    float value;
    Aspect aspect;
    Verdict verdict;
    Problem problem;
  };
  for (const Case& wrong :
       {Case{&FaceQuality::face_px, 70, Aspect::FaceSize, Verdict::Warn, Problem::FacesTooSmall},
        Case{&FaceQuality::face_px, 50, Aspect::FaceSize, Verdict::Bad, Problem::FacesTooSmall},
        Case{&FaceQuality::face_px, 500, Aspect::FaceSize, Verdict::Warn, Problem::FacesTooLarge},
        Case{&FaceQuality::brightness, 45, Aspect::FaceLight, Verdict::Warn, Problem::FacesTooDark},
        Case{&FaceQuality::brightness, 20, Aspect::FaceLight, Verdict::Bad, Problem::FacesTooDark},
        Case{&FaceQuality::brightness, 230, Aspect::FaceLight, Verdict::Bad, Problem::FacesTooBright},
        Case{&FaceQuality::contrast, 15, Aspect::FaceContrast, Verdict::Warn, Problem::FacesTooFlat},
        Case{&FaceQuality::contrast, 5, Aspect::FaceContrast, Verdict::Bad, Problem::FacesTooFlat},
        Case{&FaceQuality::pitch_deg, -26, Aspect::CameraHeight, Verdict::Warn, Problem::CameraTooHigh},
        Case{&FaceQuality::pitch_deg, 40, Aspect::CameraHeight, Verdict::Bad, Problem::CameraTooLow},
        Case{&FaceQuality::yaw_deg, -20, Aspect::CameraSide, Verdict::Warn, Problem::CameraTooFarRight},
        Case{&FaceQuality::yaw_deg, 40, Aspect::CameraSide, Verdict::Bad, Problem::CameraTooFarLeft},
        Case{&FaceQuality::roll_deg, -20, Aspect::CameraTilt, Verdict::Warn, Problem::CameraTilted},
        Case{&FaceQuality::roll_deg, 40, Aspect::CameraTilt, Verdict::Bad, Problem::CameraTilted}}) {
    FaceQuality quality = goodQuality();
    quality.*wrong.field = wrong.value;
    Camera camera;
    camera.see(quality);
    const PlacementReport report = camera.check.report();
    checkProblem(report.of(wrong.aspect), wrong.verdict, wrong.problem);
    CHECK(report.of(wrong.aspect).measured == doctest::Approx(wrong.value));
    CHECK(std::ranges::count_if(report.measures, [](const auto& m) { return m.problem.has_value(); }) == 1);
  }
}

TEST_CASE("a gate that asks for nearer faces is asked for here too") {
  PlacementCheck::Options options;
  options.gate.smallest_face_px = 160;
  Camera camera(options);
  camera.see(goodQuality());
  checkProblem(camera.of(Aspect::FaceSize), Verdict::Bad, Problem::FacesTooSmall);
  CHECK(camera.of(Aspect::FaceSize).ok_from == 160);
}

TEST_CASE("a good place is good in everything") {
  std::mt19937 random(10);
  PlacementCheck::Options asked;
  asked.expected_fps = 30;
  Camera camera(asked);
  for (int i = 0; i < 60; ++i) {
    const RgbImage picture = noisy(person(), 2, random);
    const Frame& frame = camera.deliver(picture);
    const Face face = faceIn(picture);
    if (i % 6 == 0) camera.check.addFaces(frame, {&face, 1});
  }
  const PlacementReport report = camera.check.report();
  CHECK(report.pictures == 60);
  CHECK(report.looks_with_face == 10);
  for (const PlacementMeasure& measure : report.measures) {
    CAPTURE(name(measure.aspect));
    CAPTURE(measure.measured);
    CHECK(measure.verdict == Verdict::Ok);
    CHECK(measure.measured >= measure.ok_from);
    CHECK(measure.measured <= measure.ok_to);
  }
}

TEST_CASE("one moment of bad light or one turned head does not count") {
  Camera camera;
  camera.show(plain(120), 100);
  camera.show(plain(3), 20);
  CHECK(camera.of(Aspect::RoomLight).verdict == Verdict::Ok);
  FaceQuality turned = goodQuality();
  turned.yaw_deg = 60;
  camera.see(goodQuality(), 8);
  camera.see(turned, 3);
  CHECK(camera.of(Aspect::CameraSide).verdict == Verdict::Ok);
}

TEST_CASE("of several faces the largest is judged") {
  Camera camera;
  Face near{kFace, goodQuality()};
  Face far{{0, 0, 40, 40}, goodQuality()};
  far.quality.face_px = 40;
  const std::vector<Face> faces{far, near};
  camera.check.addFaces(camera.deliver(person()), faces);
  CHECK(camera.of(Aspect::FaceSize).measured == near.quality.face_px);
}

TEST_CASE("what is older than the window is forgotten") {
  PlacementCheck::Options options;
  options.window = seconds{2};
  Camera camera(options);
  FaceQuality small = goodQuality();
  small.face_px = 40;
  camera.see(small, 30);
  camera.show(plain(10), 30, milliseconds{200});
  camera.see(goodQuality(), 1);
  const PlacementReport report = camera.check.report();
  CHECK(report.looks == 1);
  CHECK(report.pictures <= 12);
  CHECK(report.of(Aspect::FaceSize).verdict == Verdict::Ok);
  CHECK(report.of(Aspect::RoomLight).verdict == Verdict::Bad);
}

TEST_CASE("every aspect and problem has a name of its own and every problem an advice") {
  std::set<std::string_view> names;
  for (const PlacementMeasure& measure : PlacementCheck({}).report().measures) names.insert(name(measure.aspect));
  CHECK(names.size() == 13);
  std::set<std::string_view> problems;
  std::set<std::string_view> advices;
  for (int i = 0; i <= static_cast<int>(Problem::CameraTilted); ++i) {
    problems.insert(name(static_cast<Problem>(i)));
    advices.insert(advice(static_cast<Problem>(i)));
  }
  CHECK(problems.size() == 19);
  CHECK(advices.size() == 19);
}
