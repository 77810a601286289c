#include "dangol/vision/quality_gate.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "dangol/vision/frame.hpp"

using namespace dangol::vision;

namespace {

constexpr int kSide_px = 400;
constexpr FaceBox kBox{100, 100, 200, 200};

// A checkerboard: sharp, evenly lit.
GrayImage checkerboard(int dark, int light, int cell_px = 8) {
  GrayImage picture(kSide_px, kSide_px);
  for (int y = 0; y < kSide_px; ++y) {
    for (int x = 0; x < kSide_px; ++x) {
      const bool odd = ((x / cell_px) + (y / cell_px)) % 2 == 1;
      picture.data()[y * kSide_px + x] = static_cast<std::uint8_t>(odd ? light : dark);
    }
  }
  return picture;
}

// The five points of a head in this pose: the gate's own face model, rotated and projected without perspective.
Landmarks5 head(float yaw_deg, float pitch_deg, float roll_deg) {
  struct Point3 {
    float x, y, z;
  };
  constexpr Point3 model[5] = {
      {0.3695F, 0, 0}, {0.156F, 0, 0.066F}, {-0.3695F, 0, 0}, {-0.156F, 0, 0.066F}, {0, 0.414F, 0.27F}};
  constexpr float toRadians = std::numbers::pi_v<float> / 180;
  const float yaw = yaw_deg * toRadians;
  const float pitch = pitch_deg * toRadians;
  const float roll = roll_deg * toRadians;
  Landmarks5 landmarks;
  for (std::size_t i = 0; i < 5; ++i) {
    const auto [x, y, z] = model[i];
    const float x1 = x * std::cos(yaw) + z * std::sin(yaw);
    const float z1 = z * std::cos(yaw) - x * std::sin(yaw);
    const float y1 = y * std::cos(pitch) - z1 * std::sin(pitch);
    landmarks.points[i] = {200 + 150 * (x1 * std::cos(roll) - y1 * std::sin(roll)),
                           150 + 150 * (x1 * std::sin(roll) + y1 * std::cos(roll))};
  }
  return landmarks;
}

QualityReport assess(const GrayImage& picture, const FaceBox& box = kBox, const Landmarks5& landmarks = head(0, 0, 0)) {
  return QualityGate(QualityGate::liveLimits()).assess(picture.view(), box, landmarks);
}

QualityIssue issueOf(const QualityReport& report) {
  REQUIRE(report.failure.has_value());
  return report.failure->issue;
}

}  // namespace

TEST_CASE("each limit that is missed is named with what was measured") {
  SUBCASE("too small") {
    const auto report = assess(checkerboard(90, 160), {100, 100, 59, 59});
    CHECK(issueOf(report) == QualityIssue::TooSmall);
    CHECK(report.failure->measured == 59);
    CHECK(report.failure->limit == 60);
    CHECK(describe(*report.failure).find("59 px") != std::string::npos);
  }
  SUBCASE("cut off by the picture's edge") {
    CHECK(issueOf(assess(checkerboard(90, 160), {-100, 100, 200, 200})) == QualityIssue::CutOff);
    CHECK(assess(checkerboard(90, 160), {-100, 100, 200, 200}).quality.inside_share == doctest::Approx(0.5));
  }
  SUBCASE("turned sideways") {
    CHECK(issueOf(assess(checkerboard(90, 160), kBox, head(45, 0, 0))) == QualityIssue::TurnedSideways);
    CHECK(issueOf(assess(checkerboard(90, 160), kBox, head(-45, 0, 0))) == QualityIssue::TurnedSideways);
  }
  SUBCASE("looking up") {
    CHECK(issueOf(assess(checkerboard(90, 160), kBox, head(0, 40, 0))) == QualityIssue::TiltedUpOrDown);
  }
  SUBCASE("head tilted") {
    CHECK(issueOf(assess(checkerboard(90, 160), kBox, head(0, 0, 50))) == QualityIssue::HeadTilted);
  }
  SUBCASE("too dark") { CHECK(issueOf(assess(checkerboard(0, 60))) == QualityIssue::TooDark); }
  SUBCASE("too bright") { CHECK(issueOf(assess(checkerboard(215, 255))) == QualityIssue::TooBright); }
  SUBCASE("too flat") { CHECK(issueOf(assess(checkerboard(120, 130))) == QualityIssue::TooFlat); }
  SUBCASE("blurred") {
    GrayImage ramp(kSide_px, kSide_px);
    for (int i = 0; i < kSide_px * kSide_px; ++i) ramp.data()[i] = static_cast<std::uint8_t>(40 + (i % kSide_px) / 2);
    CHECK(issueOf(assess(ramp)) == QualityIssue::Blurred);
  }
}

TEST_CASE("a box wholly outside the picture is refused and does not crash") {
  CHECK(issueOf(assess(checkerboard(90, 160), {1000, 1000, 100, 100})) == QualityIssue::CutOff);
  CHECK(issueOf(assess(checkerboard(90, 160), {-500, -500, 100, 100})) == QualityIssue::CutOff);
}

TEST_CASE("a good face passes, scored between 0 and 1") {
  const auto report = assess(checkerboard(90, 160));
  CHECK(report.good());
  CHECK(report.quality.overall > 0.3F);
  CHECK(report.quality.overall <= 1.0F);
}

TEST_CASE("the pose of the face model is measured exactly") {
  for (const float yaw : {-30.0F, 0.0F, 20.0F}) {
    for (const float roll : {-20.0F, 0.0F, 30.0F}) {
      const auto quality = assess(checkerboard(90, 160), kBox, head(yaw, 0, roll)).quality;
      CHECK(quality.yaw_deg == doctest::Approx(yaw).epsilon(0.02));
      CHECK(quality.roll_deg == doctest::Approx(roll).epsilon(0.02));
    }
  }
  CHECK(assess(checkerboard(90, 160), kBox, head(0, 15, 0)).quality.pitch_deg == doctest::Approx(15).epsilon(0.25));
  CHECK(assess(checkerboard(90, 160), kBox, head(0, -15, 0)).quality.pitch_deg == doctest::Approx(-15).epsilon(0.25));
}

TEST_CASE("a turned face scores lower than a straight one") {
  CHECK(assess(checkerboard(90, 160), kBox, head(25, 0, 0)).quality.overall <
        assess(checkerboard(90, 160)).quality.overall);
}

TEST_CASE("landmarks that fell together give numbers, not faults") {
  Landmarks5 together;
  for (Point& point : together.points) point = {200, 200};
  const auto quality = assess(checkerboard(90, 160), kBox, together).quality;
  CHECK(std::isfinite(quality.yaw_deg));
  CHECK(std::isfinite(quality.pitch_deg));
  CHECK(std::isfinite(quality.overall));
}

TEST_CASE("enrolment is stricter than live video in every limit") {
  const auto live = QualityGate::liveLimits();
  const auto enrolment = QualityGate::enrolmentLimits();
  CHECK(enrolment.smallest_face_px > live.smallest_face_px);
  CHECK(enrolment.smallest_inside_share > live.smallest_inside_share);
  CHECK(enrolment.largest_yaw_deg < live.largest_yaw_deg);
  CHECK(enrolment.largest_pitch_deg < live.largest_pitch_deg);
  CHECK(enrolment.largest_roll_deg < live.largest_roll_deg);
  CHECK(enrolment.darkest > live.darkest);
  CHECK(enrolment.brightest < live.brightest);
  CHECK(enrolment.smallest_contrast > live.smallest_contrast);
  CHECK(enrolment.smallest_sharpness > live.smallest_sharpness);
}
