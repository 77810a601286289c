#include "dangol/vision/still_face_finder.hpp"

#include <algorithm>
#include <array>

#include "dangol/vision/image_ops.hpp"

namespace dangol::vision {

StillFaceFinder::StillFaceFinder(const ModelBundle& models, QualityGate::Limits limits)
    : mmod_(models), aligner_(models), embedder_(models), gate_(limits) {}

std::vector<StillFace> StillFaceFinder::find(RgbView picture, Effort effort) {
  const GrayImage gray = toGray(picture);
  StillDetector detector = StillDetector::Hog;
  std::vector<Detection> detections;
  if (effort == Effort::Quick) detections = hog_.detect(gray.view());
  if (detections.empty()) {
    detector = StillDetector::Mmod;
    detections = mmod_.detect(picture);
  }
  std::ranges::stable_sort(detections, std::ranges::greater{}, [](const Detection& d) { return d.box.width_px; });

  std::vector<StillFace> faces;
  faces.reserve(detections.size());
  for (const Detection& detection : detections) {
    const Landmarks5 landmarks = aligner_.locate(gray.view(), detection.box);
    faces.push_back({detection, detector, landmarks, gate_.assess(gray.view(), detection.box, landmarks)});
  }
  return faces;
}

Embedding StillFaceFinder::embed(RgbView picture, const StillFace& face) {
  const Sides sides = embedSides(picture, face);
  return mean(sides.straight, sides.mirrored);
}

StillFaceFinder::Sides StillFaceFinder::embedSides(RgbView picture, const StillFace& face) {
  const FaceChip chip = FaceAligner::cutChip(picture, face.landmarks);
  return {embedder_.embed(chip), embedder_.embed(mirrored(chip))};
}

}  // namespace dangol::vision
