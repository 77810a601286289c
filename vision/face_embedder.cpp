#include "dangol/vision/face_embedder.hpp"

#include <cassert>
#include <cstdlib>
#include <variant>

#include "dlib_face_net.hpp"
#include "onednn_face_net.hpp"

namespace dangol::vision {

struct FaceEmbedder::Impl {
  std::variant<DlibFaceNet, OneDnnFaceNet> net;
};

FaceEmbedder::FaceEmbedder(const ModelBundle& models, Options options) {
  assert(options.threads >= 1);
  const std::string bytes = models.read(Model::FaceResNet);
  switch (options.engine) {
    case Engine::Reference:
      impl_ = std::make_unique<Impl>(Impl{DlibFaceNet(bytes, options.threads)});
      return;
    case Engine::OneDnn:
      impl_ = std::make_unique<Impl>(Impl{OneDnnFaceNet(readFaceNetWeights(bytes), options.threads)});
      return;
  }
  std::abort();
}
FaceEmbedder::FaceEmbedder(const ModelBundle& models) : FaceEmbedder(models, Options{}) {}
FaceEmbedder::~FaceEmbedder() = default;
FaceEmbedder::FaceEmbedder(FaceEmbedder&&) noexcept = default;
FaceEmbedder& FaceEmbedder::operator=(FaceEmbedder&&) noexcept = default;

Embedding FaceEmbedder::embed(const FaceChip& chip) {
  if (auto* fast = std::get_if<OneDnnFaceNet>(&impl_->net)) return fast->embed(chip);
  return std::get<DlibFaceNet>(impl_->net).embed(std::span(&chip, 1)).front();
}

std::vector<Embedding> FaceEmbedder::embed(std::span<const FaceChip> chips) {
  if (auto* reference = std::get_if<DlibFaceNet>(&impl_->net)) return reference->embed(chips);
  std::vector<Embedding> embeddings;
  embeddings.reserve(chips.size());
  for (const FaceChip& chip : chips) embeddings.push_back(embed(chip));
  return embeddings;
}

}  // namespace dangol::vision
