#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dangol/vision/face.hpp"
#include "dangol/vision/frame.hpp"

namespace dangol::vision {

// What was measured of one face in one picture.
struct FaceQuality {
  float face_px = 0;       // width of the detector's box
  float yaw_deg = 0;       // turned to the picture's left (negative) or right
  float pitch_deg = 0;     // looking down (negative) or up
  float roll_deg = 0;      // head tilted counter-clockwise (negative) or clockwise
  float sharpness = 0;     // variance of the Laplacian of the face at 100 px, grey levels squared
  float brightness = 0;    // mean grey of the face, 0 to 255
  float contrast = 0;      // standard deviation of grey of the face
  float inside_share = 0;  // share of the box that lies within the picture, 0 to 1
  // One number for weighing pictures of the same person against each other: 0 (useless) to 1 (ideal).
  float overall = 0;
};

enum class QualityIssue {
  TooSmall,
  CutOff,
  TurnedSideways,
  TiltedUpOrDown,
  HeadTilted,
  TooDark,
  TooBright,
  TooFlat,
  Blurred
};

// Why a face was refused: what was measured, and the limit it missed.
struct QualityFailure {
  QualityIssue issue;
  float measured;
  float limit;
};

struct QualityReport {
  FaceQuality quality;
  std::optional<QualityFailure> failure;  // the first limit that was missed, in the order of QualityIssue
  [[nodiscard]] bool good() const { return !failure.has_value(); }
};

// Decides whether a face is worth embedding. Reentrant; const calls are thread-safe.
class QualityGate {
 public:
  struct Limits {
    float smallest_face_px = 60;
    float smallest_inside_share = 0.85F;
    float largest_yaw_deg = 35;
    float largest_pitch_deg = 30;
    float largest_roll_deg = 35;
    float darkest = 40;
    float brightest = 225;
    float smallest_contrast = 12;
    float smallest_sharpness = 20;
  };
  // For live video, where a better frame comes soon.
  [[nodiscard]] static Limits liveLimits() { return Limits{}; }
  // For enrolment: a template is kept for years.
  [[nodiscard]] static Limits enrolmentLimits();

  explicit QualityGate(Limits limits) : limits_(limits) {}
  [[nodiscard]] const Limits& limits() const { return limits_; }

  // Requires: landmarks located in this picture for this box.
  [[nodiscard]] QualityReport assess(GrayView picture, const FaceBox& box, const Landmarks5& landmarks) const;

 private:
  Limits limits_;
};

// "too small: 43 px wide, at least 60 are needed (move closer)". For terminals and logs; screens have their own words.
[[nodiscard]] std::string describe(const QualityFailure& failure);
// A stable snake_case name for machine-readable output: "too_small".
[[nodiscard]] std::string_view name(QualityIssue issue);

}  // namespace dangol::vision
