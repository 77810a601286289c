#pragma once

#include <memory>

#include "dangol/vision/embedding.hpp"
#include "dangol/vision/face_aligner.hpp"
#include "face_net_weights.hpp"

namespace dangol::vision {

// The face network run by oneDNN: the same weights, affine layers folded, ReLU and residual additions fused into the
// convolutions, weights reordered once, nothing allocated per face. Reentrant; not thread-safe. Private to vision.
class OneDnnFaceNet {
 public:
  // Throws VisionError when this machine's oneDNN cannot build the network.
  OneDnnFaceNet(const FaceNetWeights& weights, int threads);
  ~OneDnnFaceNet();
  OneDnnFaceNet(OneDnnFaceNet&&) noexcept;
  OneDnnFaceNet& operator=(OneDnnFaceNet&&) noexcept;

  [[nodiscard]] Embedding embed(const FaceChip& chip);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dangol::vision
