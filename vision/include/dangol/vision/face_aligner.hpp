#pragma once

#include <memory>

#include "dangol/vision/face.hpp"
#include "dangol/vision/frame.hpp"
#include "dangol/vision/model_bundle.hpp"

namespace dangol::vision {

// The recognition network's input: a face turned upright and cut out, 150×150 RGB, padding 0.25
// (dlib, examples/dnn_face_recognition_ex.cpp).
inline constexpr int kFaceChipSize_px = 150;
inline constexpr double kFaceChipPadding = 0.25;

// A kFaceChipSize_px square picture.
struct FaceChip {
  RgbImage image;
};

// The same face as in a mirror. What a network sees in it differs a little, so averaging both embeddings of a face
// makes it more like itself. Reentrant.
[[nodiscard]] FaceChip mirrored(const FaceChip& chip);

// Finds the five landmarks in a detected face and cuts out the chip. Reentrant; const calls are thread-safe.
class FaceAligner {
 public:
  // Throws VisionError when the model file is missing or altered.
  explicit FaceAligner(const ModelBundle& models);
  ~FaceAligner();
  FaceAligner(FaceAligner&&) noexcept;
  FaceAligner& operator=(FaceAligner&&) noexcept;

  // Requires: a box that overlaps the picture. Ensures: points in the picture's pixels, possibly outside of it.
  [[nodiscard]] Landmarks5 locate(GrayView picture, const FaceBox& box) const;

  // What lies outside the picture is black.
  [[nodiscard]] static FaceChip cutChip(RgbView picture, const Landmarks5& landmarks);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dangol::vision
