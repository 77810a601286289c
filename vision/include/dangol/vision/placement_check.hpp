#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "dangol/vision/face.hpp"
#include "dangol/vision/frame.hpp"
#include "dangol/vision/quality_gate.hpp"

namespace dangol::vision {

// What makes a place good or bad for a camera that knows faces.
enum class PlacementAspect {
  FrameRate,      // pictures a second
  Jitter,         // ms by which a picture comes early or late, 95th percentile
  RoomLight,      // mean grey of the picture, 0 to 255
  Glare,          // share of the picture that is overexposed, 0 to 1
  Noise,          // standard deviation of grey from one picture to the next, grey levels
  FaceSize,       // width of the detector's box, px
  FaceLight,      // mean grey of the face, 0 to 255
  FaceContrast,   // standard deviation of grey of the face
  Backlight,      // brightness of the face as a share of what is around it
  FaceSharpness,  // as FaceQuality
  CameraHeight,   // degrees the faces look down (negative: seen from above) or up (seen from below)
  CameraSide,     // degrees the faces are turned to the picture's left (negative) or right
  CameraTilt      // degrees the faces are turned counter-clockwise (negative) or clockwise
};

enum class PlacementVerdict {
  Ok,
  Warn,        // works, but not well
  Bad,         // people will not be recognised here
  NotMeasured  // no face was seen, or too few pictures
};

// What is wrong, as far as it can be told: each has its own remedy.
enum class PlacementProblem {
  FewPictures,
  UnevenPictures,
  RoomTooDark,
  RoomTooBright,
  Glare,
  Noisy,
  FacesTooSmall,
  FacesTooLarge,
  FacesTooDark,
  FacesTooBright,
  FacesTooFlat,
  LightFromBehind,
  OutOfFocus,     // even the best pictures are blurred
  BlurredMotion,  // the best pictures are sharp
  CameraTooHigh,
  CameraTooLow,
  CameraTooFarLeft,  // people look past it to the picture's right
  CameraTooFarRight,
  CameraTilted
};

// One aspect, the middle of what was measured (the median), and what it should be.
struct PlacementMeasure {
  PlacementAspect aspect;
  PlacementVerdict verdict = PlacementVerdict::NotMeasured;
  double measured = 0;
  double ok_from = -std::numeric_limits<double>::infinity();  // infinite: no limit on this side
  double ok_to = std::numeric_limits<double>::infinity();
  std::optional<PlacementProblem> problem = std::nullopt;  // set exactly when Warn or Bad
};

struct PlacementReport {
  std::vector<PlacementMeasure> measures;  // all, in the order of PlacementAspect
  std::size_t pictures = 0;                // that the source delivered
  std::size_t looks = 0;                   // searches for faces
  std::size_t looks_with_face = 0;

  // Requires: measures of a report.
  [[nodiscard]] const PlacementMeasure& of(PlacementAspect aspect) const;
};

// Judges the place a camera stands in by what it delivers: light, blur, noise, pace, and how people face it. Of several
// faces in a picture the largest counts: whoever is served. Keeps the newest stretch of time, so it can run beside a
// live camera for ever. Reentrant; not thread-safe.
class PlacementCheck {
 public:
  struct Options {
    std::chrono::nanoseconds window = std::chrono::seconds{10};  // what is older is forgotten
    std::optional<double> expected_fps;  // what the camera was asked for; without it only too slow is told
    QualityGate::Limits gate = QualityGate::liveLimits();  // a face beyond them is Bad
  };
  struct Face {
    FaceBox box;
    FaceQuality quality;
  };
  explicit PlacementCheck(Options options) : options_(options) {}

  // Takes a picture the source delivered. Pictures may be missing in between; their number is told by the sequence.
  // Costs next to nothing but five times a second, when light and noise are measured. Requires: frames of one source in
  // their order, none empty.
  void add(const Frame& frame);
  // What a search for faces in the picture found; finding none counts. Requires: a frame that was added, the newest
  // or a little older.
  void addFaces(const Frame& frame, std::span<const Face> faces);

  [[nodiscard]] PlacementReport report() const;

 private:
  struct Arrival {
    SteadyTime at;
    std::uint64_t sequence;
  };
  struct Light {
    SteadyTime at;
    double brightness;
    double clipped_share;
    std::optional<double> noise;
  };
  struct Look {
    SteadyTime at;
    std::optional<FaceQuality> face;
    std::optional<double> share_of_background;  // nothing when the face fills the picture
  };

  void forget(SteadyTime now);
  [[nodiscard]] PlacementMeasure frameRate() const;
  [[nodiscard]] PlacementMeasure jitter() const;
  void judgePicture(std::vector<PlacementMeasure>& measures) const;
  void judgeFaces(std::vector<PlacementMeasure>& measures) const;

  Options options_;
  std::deque<Arrival> arrivals_;
  std::deque<Light> lights_;
  std::deque<Look> looks_;
  std::vector<std::int16_t> texture_;  // of the picture measured last, to tell its noise from the next one's
  int textureWidth_px_ = 0;
};

// Stable snake_case names for machine-readable output: "frame_rate", "light_from_behind".
[[nodiscard]] std::string_view name(PlacementAspect aspect);
[[nodiscard]] std::string_view name(PlacementProblem problem);
// What to do about it, as one clause: "turn the tablet away from the window". For terminals and logs; screens have
// their own words.
[[nodiscard]] std::string_view advice(PlacementProblem problem);

}  // namespace dangol::vision
