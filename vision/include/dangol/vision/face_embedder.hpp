#pragma once

#include <memory>
#include <span>
#include <vector>

#include "dangol/vision/embedding.hpp"
#include "dangol/vision/face_aligner.hpp"
#include "dangol/vision/model_bundle.hpp"

namespace dangol::vision {

// Turns a face chip into its embedding with dlib_face_recognition_resnet_model_v1. Reentrant; not thread-safe.
class FaceEmbedder {
 public:
  // Throws VisionError when the model file is missing or altered.
  explicit FaceEmbedder(const ModelBundle& models);
  ~FaceEmbedder();
  FaceEmbedder(FaceEmbedder&&) noexcept;
  FaceEmbedder& operator=(FaceEmbedder&&) noexcept;

  [[nodiscard]] Embedding embed(const FaceChip& chip);
  // One forward pass for all of them. Ensures: result[i] belongs to chips[i].
  [[nodiscard]] std::vector<Embedding> embed(std::span<const FaceChip> chips);

  [[nodiscard]] ModelId modelId() const { return ModelBundle::embeddingModelId(); }

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// How many cores one forward pass may use, in the whole process (OpenBLAS has one pool). Requires: at least 1. Call it
// once, before the first embedding.
void limitComputeThreads(int threads);

}  // namespace dangol::vision
