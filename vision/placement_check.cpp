#include "dangol/vision/placement_check.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "dangol/vision/image_ops.hpp"
#include "noise_estimate.hpp"
#include "opencv_views.hpp"

namespace dangol::vision {
namespace {

using std::chrono::milliseconds;
using Verdict = PlacementVerdict;
using Problem = PlacementProblem;
using Aspect = PlacementAspect;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Light and noise change slowly: measuring them more often would only cost more.
constexpr milliseconds kMeasureEvery{200};

struct Range {
  double from = -kInfinity;
  double to = kInfinity;
  [[nodiscard]] bool holds(double value) const { return value >= from && value <= to; }
};

// Three good frames have to agree before anybody is greeted: two gaps at 14 pictures a second (what a camera of 15
// surely delivers) leave nearly half of a quarter of a second for everything else, at 8 nothing.
constexpr double kSteadyRate_hz = 14;
constexpr double kLowestRate_hz = 8;
constexpr double kShareOfExpectedRate = 0.9;

// The faces' own light is judged by the gate's limits; a room may be darker or brighter than they are.
constexpr Range kRoomLight{40, 215};
constexpr Range kUsableRoomLight{15, 245};
constexpr int kClipped = 250;
constexpr double kSomeGlare = 0.05;
constexpr double kTooMuchGlare = 0.2;
// At the first, an embedding moves about as far (0.27) as it does between one moment and another of the same man; at
// the second, the detector begins to miss faces.
constexpr double kSomeNoise = 10;
constexpr double kTooMuchNoise = 25;
// Dark skin before a white wall has about half of its brightness on the camera's scale; less is light from behind.
constexpr double kLitFromBehind = 0.45;
constexpr double kSilhouette = 0.25;
// Nearer than this, a face leaves the picture with every step.
constexpr double kLargestFace_px = 350;
// Noses differ in size: so much of a single person's pitch is the nose.
constexpr double kPitchError_deg = 10;

double medianOf(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

double percentileOf(std::vector<double> values, double share) {
  const auto rank = static_cast<std::ptrdiff_t>(std::ceil(share * static_cast<double>(values.size())) - 1);
  const auto place = values.begin() + std::max<std::ptrdiff_t>(rank, 0);
  std::ranges::nth_element(values, place);
  return *place;
}

PlacementMeasure judged(Aspect aspect, double measured, Range ok, Range usable, Problem below, Problem above) {
  PlacementMeasure measure{.aspect = aspect, .measured = measured, .ok_from = ok.from, .ok_to = ok.to};
  measure.verdict = ok.holds(measured) ? Verdict::Ok : usable.holds(measured) ? Verdict::Warn : Verdict::Bad;
  if (measure.verdict != Verdict::Ok) measure.problem = measured < ok.from ? below : above;
  return measure;
}

PlacementMeasure notMeasured(Aspect aspect) { return {.aspect = aspect}; }

// What is beside and above a face, without faces and hair. Below it are clothes, which tell nothing about the light.
std::optional<double> brightnessAround(GrayView gray, const FaceBox& face, std::span<const PlacementCheck::Face> all) {
  const cv::Rect whole(0, 0, gray.width_px, gray.height_px);
  const int width = face.width_px;
  const cv::Rect around =
      cv::Rect(face.left_px - width, face.top_px - width, 3 * width, face.height_px + width) & whole;
  if (around.empty()) return std::nullopt;
  cv::Mat mask = cv::Mat::zeros(gray.height_px, gray.width_px, CV_8UC1);
  mask(around).setTo(255);
  for (const PlacementCheck::Face& other : all) {
    const int margin = other.box.width_px / 3;
    const FaceBox head = grown(other.box, margin);
    const cv::Rect covered = cv::Rect(head.left_px, head.top_px, head.width_px, head.height_px) & whole;
    if (!covered.empty()) mask(covered).setTo(0);
  }
  if (cv::countNonZero(mask) < width * width / 4) return std::nullopt;
  return cv::mean(asMat(gray), mask)[0];
}

}  // namespace

const PlacementMeasure& PlacementReport::of(PlacementAspect aspect) const {
  const auto found = std::ranges::find(measures, aspect, &PlacementMeasure::aspect);
  assert(found != measures.end());
  return *found;
}

void PlacementCheck::add(const Frame& frame) {
  assert(!frame.view().empty());
  const SteadyTime at = frame.capturedAt();
  forget(at);
  arrivals_.push_back({at, frame.sequence()});
  if (!lights_.empty() && at - lights_.back().at < kMeasureEvery) return;

  const GrayImage gray = toGray(frame.view());
  const cv::Mat pixels = asMat(gray.view());
  std::vector<std::int16_t> texture = textureOf(gray.view());
  if (textureWidth_px_ != gray.width_px() || texture_.size() != texture.size()) texture_.clear();
  lights_.push_back(
      {.at = at,
       .brightness = cv::mean(pixels)[0],
       .clipped_share = static_cast<double>(cv::countNonZero(pixels >= kClipped)) / static_cast<double>(pixels.total()),
       .noise = noiseOf(gray.view(), texture, texture_)});
  texture_ = std::move(texture);
  textureWidth_px_ = gray.width_px();
}

void PlacementCheck::addFaces(const Frame& frame, std::span<const Face> faces) {
  const SteadyTime at = frame.capturedAt();
  if (faces.empty()) {
    looks_.push_back({at, std::nullopt, std::nullopt});
    return;
  }
  const auto nearest = std::ranges::max_element(faces, {}, [](const Face& face) { return face.box.width_px; });
  const GrayImage gray = toGray(frame.view());
  const auto around = brightnessAround(gray.view(), nearest->box, faces);
  std::optional<double> share;
  if (around) share = nearest->quality.brightness / std::max(*around, 1.0);
  looks_.push_back({at, nearest->quality, share});
}

void PlacementCheck::forget(SteadyTime now) {
  const auto drop = [&](auto& kept) {
    while (!kept.empty() && now - kept.front().at > options_.window) kept.pop_front();
  };
  drop(arrivals_);
  drop(lights_);
  drop(looks_);
}

PlacementReport PlacementCheck::report() const {
  PlacementReport report;
  if (!arrivals_.empty()) report.pictures = arrivals_.back().sequence - arrivals_.front().sequence + 1;
  report.looks = looks_.size();
  report.looks_with_face =
      static_cast<std::size_t>(std::ranges::count_if(looks_, [](const Look& look) { return look.face.has_value(); }));
  report.measures = {frameRate(), jitter()};
  judgePicture(report.measures);
  judgeFaces(report.measures);
  return report;
}

PlacementMeasure PlacementCheck::frameRate() const {
  if (arrivals_.size() < 2 || arrivals_.back().at == arrivals_.front().at) return notMeasured(Aspect::FrameRate);
  const double seconds = std::chrono::duration<double>(arrivals_.back().at - arrivals_.front().at).count();
  const double rate_hz = static_cast<double>(arrivals_.back().sequence - arrivals_.front().sequence) / seconds;
  const double wanted_hz = std::max(kSteadyRate_hz, kShareOfExpectedRate * options_.expected_fps.value_or(0));
  return judged(Aspect::FrameRate, rate_hz, {.from = wanted_hz}, {.from = kLowestRate_hz}, Problem::FewPictures,
                Problem::FewPictures);
}

// Of pictures that followed each other: across one that is missing, nothing is known about either.
PlacementMeasure PlacementCheck::jitter() const {
  std::vector<double> gaps_ms;
  for (std::size_t i = 1; i < arrivals_.size(); ++i) {
    if (arrivals_[i].sequence != arrivals_[i - 1].sequence + 1) continue;
    gaps_ms.push_back(std::chrono::duration<double, std::milli>(arrivals_[i].at - arrivals_[i - 1].at).count());
  }
  if (gaps_ms.size() < 3) return notMeasured(Aspect::Jitter);
  const double usual_ms = medianOf(gaps_ms);
  for (double& gap : gaps_ms) gap = std::abs(gap - usual_ms);
  // It makes a greeting later at times, and never wrong.
  return judged(Aspect::Jitter, percentileOf(gaps_ms, 0.95), {.to = usual_ms / 2}, {}, Problem::UnevenPictures,
                Problem::UnevenPictures);
}

void PlacementCheck::judgePicture(std::vector<PlacementMeasure>& measures) const {
  std::vector<double> brightness;
  std::vector<double> clipped;
  std::vector<double> noise;
  for (const Light& light : lights_) {
    brightness.push_back(light.brightness);
    clipped.push_back(light.clipped_share);
    if (light.noise) noise.push_back(*light.noise);
  }
  if (lights_.empty()) {
    measures.insert(measures.end(), {notMeasured(Aspect::RoomLight), notMeasured(Aspect::Glare)});
  } else {
    measures.push_back(judged(Aspect::RoomLight, medianOf(brightness), kRoomLight, kUsableRoomLight,
                              Problem::RoomTooDark, Problem::RoomTooBright));
    measures.push_back(judged(Aspect::Glare, medianOf(clipped), {.to = kSomeGlare}, {.to = kTooMuchGlare},
                              Problem::Glare, Problem::Glare));
  }
  measures.push_back(noise.empty() ? notMeasured(Aspect::Noise)
                                   : judged(Aspect::Noise, medianOf(noise), {.to = kSomeNoise}, {.to = kTooMuchNoise},
                                            Problem::Noisy, Problem::Noisy));
}

// Ok is what enrolment would take, Bad what the kiosk refuses to recognise. People turn their heads: a place is well
// chosen when the middle of what they do leaves half of what enrolment allows on either side.
void PlacementCheck::judgeFaces(std::vector<PlacementMeasure>& measures) const {
  std::vector<FaceQuality> faces;
  std::vector<double> shares;
  for (const Look& look : looks_) {
    if (look.face) faces.push_back(*look.face);
    if (look.share_of_background) shares.push_back(*look.share_of_background);
  }
  const auto values = [&](float FaceQuality::*field) {
    std::vector<double> all;
    for (const FaceQuality& face : faces) all.push_back(face.*field);
    return all;
  };
  const auto add = [&](Aspect aspect, float FaceQuality::*field, Range ok, Range usable, Problem below, Problem above) {
    measures.push_back(faces.empty() ? notMeasured(aspect)
                                     : judged(aspect, medianOf(values(field)), ok, usable, below, above));
  };
  const auto addAngle = [&](Aspect aspect, float FaceQuality::*field, double ok, double usable, Problem below,
                            Problem above) {
    add(aspect, field, {-ok, ok}, {-usable, usable}, below, above);
  };
  const QualityGate::Limits& live = options_.gate;
  const QualityGate::Limits good = QualityGate::enrolmentLimits();

  add(Aspect::FaceSize, &FaceQuality::face_px,
      {std::max(good.smallest_face_px, live.smallest_face_px), kLargestFace_px}, {.from = live.smallest_face_px},
      Problem::FacesTooSmall, Problem::FacesTooLarge);
  add(Aspect::FaceLight, &FaceQuality::brightness, {good.darkest, good.brightest}, {live.darkest, live.brightest},
      Problem::FacesTooDark, Problem::FacesTooBright);
  add(Aspect::FaceContrast, &FaceQuality::contrast, {.from = good.smallest_contrast}, {.from = live.smallest_contrast},
      Problem::FacesTooFlat, Problem::FacesTooFlat);
  measures.push_back(shares.empty()
                         ? notMeasured(Aspect::Backlight)
                         : judged(Aspect::Backlight, medianOf(shares), {.from = kLitFromBehind}, {.from = kSilhouette},
                                  Problem::LightFromBehind, Problem::LightFromBehind));
  const bool sometimesSharp =
      !faces.empty() && percentileOf(values(&FaceQuality::sharpness), 0.9) >= good.smallest_sharpness;
  const Problem blur = sometimesSharp ? Problem::BlurredMotion : Problem::OutOfFocus;
  add(Aspect::FaceSharpness, &FaceQuality::sharpness, {.from = good.smallest_sharpness},
      {.from = live.smallest_sharpness}, blur, blur);
  addAngle(Aspect::CameraHeight, &FaceQuality::pitch_deg, good.largest_pitch_deg / 2 + kPitchError_deg,
           live.largest_pitch_deg, Problem::CameraTooHigh, Problem::CameraTooLow);
  addAngle(Aspect::CameraSide, &FaceQuality::yaw_deg, good.largest_yaw_deg / 2, live.largest_yaw_deg,
           Problem::CameraTooFarRight, Problem::CameraTooFarLeft);
  addAngle(Aspect::CameraTilt, &FaceQuality::roll_deg, good.largest_roll_deg / 2, live.largest_roll_deg,
           Problem::CameraTilted, Problem::CameraTilted);
}

}  // namespace dangol::vision
