#pragma once

#include <memory>
#include <vector>

#include "dangol/vision/face.hpp"
#include "dangol/vision/frame.hpp"
#include "dangol/vision/model_bundle.hpp"

namespace dangol::vision {

// dlib's HOG frontal face detector: fast enough for live video. Its window is 80 pixels wide; smaller faces need an
// enlarged picture, larger ones are found faster in a reduced one. Reentrant; not thread-safe.
class HogFaceDetector {
 public:
  struct Options {
    int smallest_face_px = 60;     // pictures are resized so that a face this wide fills the detector's window
    double score_threshold = 0.0;  // higher finds fewer faces and fewer mistakes; dlib's own default is 0
  };
  explicit HogFaceDetector(Options options);
  HogFaceDetector();
  ~HogFaceDetector();
  HogFaceDetector(HogFaceDetector&&) noexcept;
  HogFaceDetector& operator=(HogFaceDetector&&) noexcept;

  // Faces of the picture in its own pixels, the surest first. Requires: a picture that is not empty.
  [[nodiscard]] std::vector<Detection> detect(GrayView picture);

  // The same within a region, at its share of the cost. Whatever of the region lies outside of the picture is left out.
  [[nodiscard]] std::vector<Detection> detect(GrayView picture, const FaceBox& region);
  // For a face of about this width, from 0.8 times to about twice as wide: a small part of the cost whatever the size.
  // Requires: an expected width above 0.
  [[nodiscard]] std::vector<Detection> detect(GrayView picture, const FaceBox& region, int expected_face_px);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// dlib's max-margin CNN detector: finds turned and partly covered faces, about a second a picture. For enrolment,
// import and the benchmark. Reentrant; not thread-safe.
class MmodFaceDetector {
 public:
  // Throws VisionError when the model file is missing or altered.
  explicit MmodFaceDetector(const ModelBundle& models);
  ~MmodFaceDetector();
  MmodFaceDetector(MmodFaceDetector&&) noexcept;
  MmodFaceDetector& operator=(MmodFaceDetector&&) noexcept;

  // As HogFaceDetector::detect. Pictures with a side over longest_side_px are searched at that size.
  [[nodiscard]] std::vector<Detection> detect(RgbView picture, int longest_side_px = 800);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dangol::vision
