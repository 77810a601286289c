#include "dangol/vision/quality_gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "opencv_views.hpp"

namespace dangol::vision {
namespace {

constexpr float kDegrees = 180 / std::numbers::pi_v<float>;

struct HeadPose {
  float yaw_deg;
  float pitch_deg;
  float roll_deg;
};

// Head pose from the five points under weak perspective. The face model's x and y are dlib's mean face
// (get_face_chip_details), its depths an adult's: 1 unit is about 122 mm, inner eye corners 8 mm and nose base 33 mm in
// front of the outer eye corners. The sizes of noses differ, so pitch is good to about 10 degrees only.
HeadPose poseOf(const Landmarks5& landmarks) {
  constexpr std::array<float, 5> modelX = {0.3695F, 0.156F, -0.3695F, -0.156F, 0};
  constexpr std::array<float, 5> modelZ = {0, 0.066F, 0, 0.066F, 0.27F};
  constexpr float noseY = 0.414F;

  const auto& points = landmarks.points;
  const Point& right = points[Landmarks5::RightEyeOuter];
  const Point& left = points[Landmarks5::LeftEyeOuter];
  const float roll = std::atan2(right.y_px - left.y_px, right.x_px - left.x_px);

  std::array<float, 5> x{};
  std::array<float, 5> y{};
  for (std::size_t i = 0; i < points.size(); ++i) {
    x[i] = points[i].x_px * std::cos(roll) + points[i].y_px * std::sin(roll);
    y[i] = points[i].y_px * std::cos(roll) - points[i].x_px * std::sin(roll);
  }

  // Least squares for x = a * modelX + b * modelZ + t, where a = scale * cos(yaw) and b = scale * sin(yaw). The mean of
  // modelX is 0 and modelX is orthogonal to modelZ, so a and b separate.
  float meanX = 0;
  float meanZ = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    meanX += x[i] / 5;
    meanZ += modelZ[i] / 5;
  }
  float xx = 0, zz = 0, ax = 0, bz = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += modelX[i] * modelX[i];
    zz += (modelZ[i] - meanZ) * (modelZ[i] - meanZ);
    ax += modelX[i] * (x[i] - meanX);
    bz += (modelZ[i] - meanZ) * (x[i] - meanX);
  }
  const float a = ax / xx;
  const float b = bz / zz;
  const float scale = std::max(std::hypot(a, b), 1e-3F);

  // The nose base below the eyes: noseY * cos(pitch) - noseZ * sin(pitch) = R * cos(pitch + phi).
  const float eyesY = (y[0] + y[1] + y[2] + y[3]) / 4;
  const float reach = std::hypot(noseY, modelZ[4]);
  const float phi = std::atan2(modelZ[4], noseY);
  const float pitch = std::acos(std::clamp((y[4] - eyesY) / scale / reach, -1.0F, 1.0F)) - phi;

  return {std::atan2(b, a) * kDegrees, pitch * kDegrees, roll * kDegrees};
}

float insideShare(const FaceBox& box, int width_px, int height_px) {
  const int inside_w = std::min(box.right_px(), width_px) - std::max(box.left_px, 0);
  const int inside_h = std::min(box.bottom_px(), height_px) - std::max(box.top_px, 0);
  if (inside_w <= 0 || inside_h <= 0 || box.width_px <= 0 || box.height_px <= 0) return 0;
  return static_cast<float>(inside_w) * static_cast<float>(inside_h) /
         (static_cast<float>(box.width_px) * static_cast<float>(box.height_px));
}

// Brightness, contrast and sharpness of the box's visible part.
void measureLight(GrayView picture, const FaceBox& box, FaceQuality& quality) {
  const int left = std::clamp(box.left_px, 0, picture.width_px - 1);
  const int top = std::clamp(box.top_px, 0, picture.height_px - 1);
  const int right = std::clamp(box.right_px(), left + 1, picture.width_px);
  const int bottom = std::clamp(box.bottom_px(), top + 1, picture.height_px);
  const cv::Mat face = asMat(picture.crop(left, top, right - left, bottom - top));

  // At a fixed size, so that a near and a far face are held to the same limit.
  cv::Mat sized;
  cv::resize(face, sized, cv::Size(100, 100), 0, 0, face.cols > 100 ? cv::INTER_AREA : cv::INTER_LINEAR);
  cv::Scalar mean;
  cv::Scalar deviation;
  cv::meanStdDev(sized, mean, deviation);
  quality.brightness = static_cast<float>(mean[0]);
  quality.contrast = static_cast<float>(deviation[0]);

  cv::Mat laplacian;
  cv::Laplacian(sized, laplacian, CV_16S, 1);
  cv::meanStdDev(laplacian, mean, deviation);
  quality.sharpness = static_cast<float>(deviation[0] * deviation[0]);
}

// 1 at zero, falling to 0.6 at the width.
float bell(float value, float width) { return std::exp(-0.5F * (value / width) * (value / width)); }

float overallOf(const FaceQuality& quality) {
  const float size = std::min(1.0F, quality.face_px / 120);
  const float pose = bell(quality.yaw_deg, 25) * bell(quality.pitch_deg, 25) * bell(quality.roll_deg, 30);
  const float sharp = quality.sharpness / (quality.sharpness + 60);
  const float light = bell(quality.brightness - 128, 70) * std::min(1.0F, quality.contrast / 35);
  return std::clamp(size * pose * sharp * light * quality.inside_share, 0.0F, 1.0F);
}

std::optional<QualityFailure> firstFailure(const FaceQuality& quality, const QualityGate::Limits& limits) {
  const auto below = [](QualityIssue issue, float measured, float limit) {
    return measured < limit ? std::optional(QualityFailure{issue, measured, limit}) : std::nullopt;
  };
  const auto above = [](QualityIssue issue, float measured, float limit) {
    return measured > limit ? std::optional(QualityFailure{issue, measured, limit}) : std::nullopt;
  };
  for (const auto& failure :
       {below(QualityIssue::TooSmall, quality.face_px, limits.smallest_face_px),
        below(QualityIssue::CutOff, quality.inside_share, limits.smallest_inside_share),
        above(QualityIssue::TurnedSideways, std::abs(quality.yaw_deg), limits.largest_yaw_deg),
        above(QualityIssue::TiltedUpOrDown, std::abs(quality.pitch_deg), limits.largest_pitch_deg),
        above(QualityIssue::HeadTilted, std::abs(quality.roll_deg), limits.largest_roll_deg),
        below(QualityIssue::TooDark, quality.brightness, limits.darkest),
        above(QualityIssue::TooBright, quality.brightness, limits.brightest),
        below(QualityIssue::TooFlat, quality.contrast, limits.smallest_contrast),
        below(QualityIssue::Blurred, quality.sharpness, limits.smallest_sharpness)}) {
    if (failure) return failure;
  }
  return std::nullopt;
}

}  // namespace

QualityGate::Limits QualityGate::enrolmentLimits() {
  Limits limits;
  limits.smallest_face_px = 80;
  limits.smallest_inside_share = 0.95F;
  limits.largest_yaw_deg = 30;
  limits.largest_pitch_deg = 25;
  limits.largest_roll_deg = 30;
  limits.darkest = 50;
  limits.brightest = 215;
  limits.smallest_contrast = 18;
  limits.smallest_sharpness = 30;
  return limits;
}

QualityReport QualityGate::assess(GrayView picture, const FaceBox& box, const Landmarks5& landmarks) const {
  QualityReport report;
  FaceQuality& quality = report.quality;
  quality.face_px = static_cast<float>(box.width_px);
  quality.inside_share = insideShare(box, picture.width_px, picture.height_px);
  const HeadPose pose = poseOf(landmarks);
  quality.yaw_deg = pose.yaw_deg;
  quality.pitch_deg = pose.pitch_deg;
  quality.roll_deg = pose.roll_deg;
  measureLight(picture, box, quality);
  quality.overall = overallOf(quality);
  report.failure = firstFailure(quality, limits_);
  return report;
}

std::string describe(const QualityFailure& failure) {
  const float measured = failure.measured;
  const float limit = failure.limit;
  switch (failure.issue) {
    case QualityIssue::TooSmall:
      return fmt::format("too small: {:.0f} px wide, at least {:.0f} px are needed (come closer)", measured, limit);
    case QualityIssue::CutOff:
      return fmt::format("cut off: {:.0f} % of the face is in the picture, at least {:.0f} % is needed (centre it)",
                         100 * measured, 100 * limit);
    case QualityIssue::TurnedSideways:
      return fmt::format("turned sideways by {:.1f}°, at most {:.0f}° (look at the camera)", measured, limit);
    case QualityIssue::TiltedUpOrDown:
      return fmt::format("looking up or down by {:.1f}°, at most {:.0f}° (look at the camera)", measured, limit);
    case QualityIssue::HeadTilted:
      return fmt::format("head tilted by {:.1f}°, at most {:.0f}° (hold it upright)", measured, limit);
    case QualityIssue::TooDark:
      return fmt::format("too dark: brightness {:.0f} of 255, at least {:.0f} (add light)", measured, limit);
    case QualityIssue::TooBright:
      return fmt::format("too bright: brightness {:.0f} of 255, at most {:.0f} (less light)", measured, limit);
    case QualityIssue::TooFlat:
      return fmt::format("too little contrast: {:.0f}, at least {:.0f} (avoid light from behind)", measured, limit);
    case QualityIssue::Blurred:
      return fmt::format("blurred: sharpness {:.1f}, at least {:.0f} (hold still, clean the lens)", measured, limit);
  }
  std::abort();
}

std::string_view name(QualityIssue issue) {
  switch (issue) {
    case QualityIssue::TooSmall:
      return "too_small";
    case QualityIssue::CutOff:
      return "cut_off";
    case QualityIssue::TurnedSideways:
      return "turned_sideways";
    case QualityIssue::TiltedUpOrDown:
      return "tilted_up_or_down";
    case QualityIssue::HeadTilted:
      return "head_tilted";
    case QualityIssue::TooDark:
      return "too_dark";
    case QualityIssue::TooBright:
      return "too_bright";
    case QualityIssue::TooFlat:
      return "too_flat";
    case QualityIssue::Blurred:
      return "blurred";
  }
  std::abort();
}

}  // namespace dangol::vision
