#pragma once

#include <optional>
#include <vector>

#include "dangol/vision/embedding.hpp"
#include "dangol/vision/face_aligner.hpp"
#include "dangol/vision/face_detector.hpp"
#include "dangol/vision/face_embedder.hpp"
#include "dangol/vision/quality_gate.hpp"

namespace dangol::vision {

enum class StillDetector { Hog, Mmod };

// One face of a still picture, measured.
struct StillFace {
  Detection detection;
  StillDetector detector;
  Landmarks5 landmarks;
  QualityReport report;
};

// Detection, landmarks, quality and embedding for still pictures, as enrolment, import and the benchmark use them.
// HOG looks first; the CNN looks where HOG found nothing, or always when told to be thorough. Reentrant; not
// thread-safe.
class StillFaceFinder {
 public:
  // Throws VisionError when a model file is missing or altered.
  StillFaceFinder(const ModelBundle& models, QualityGate::Limits limits);

  enum class Effort { Quick, Thorough };
  // The largest face first. A face that fails the gate is listed with its reason.
  [[nodiscard]] std::vector<StillFace> find(RgbView picture, Effort effort = Effort::Quick);
  // The mean of both sides: time matters less here, and a template is kept for years.
  [[nodiscard]] Embedding embed(RgbView picture, const StillFace& face);

  struct Sides {
    Embedding straight;  // as a live frame's
    Embedding mirrored;  // its mirror image's
  };
  [[nodiscard]] Sides embedSides(RgbView picture, const StillFace& face);

 private:
  HogFaceDetector hog_;
  MmodFaceDetector mmod_;
  FaceAligner aligner_;
  FaceEmbedder embedder_;
  QualityGate gate_;
};

}  // namespace dangol::vision
