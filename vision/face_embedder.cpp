#include "dangol/vision/face_embedder.hpp"

#include <cblas.h>
#include <dlib/dnn.h>

#include <cassert>
#include <sstream>

#include "dlib_views.hpp"

namespace dangol::vision {
namespace {

// The network as its author defines it: dlib, examples/dnn_face_recognition_ex.cpp.
template <template <int, template <typename> class, int, typename> class block, int N, template <typename> class BN,
          typename SUBNET>
using residual = dlib::add_prev1<block<N, BN, 1, dlib::tag1<SUBNET>>>;
template <template <int, template <typename> class, int, typename> class block, int N, template <typename> class BN,
          typename SUBNET>
using residual_down =
    dlib::add_prev2<dlib::avg_pool<2, 2, 2, 2, dlib::skip1<dlib::tag2<block<N, BN, 2, dlib::tag1<SUBNET>>>>>>;
template <int N, template <typename> class BN, int stride, typename SUBNET>
using block = BN<dlib::con<N, 3, 3, 1, 1, dlib::relu<BN<dlib::con<N, 3, 3, stride, stride, SUBNET>>>>>;
template <int N, typename SUBNET>
using ares = dlib::relu<residual<block, N, dlib::affine, SUBNET>>;
template <int N, typename SUBNET>
using ares_down = dlib::relu<residual_down<block, N, dlib::affine, SUBNET>>;
template <typename SUBNET>
using alevel0 = ares_down<256, SUBNET>;
template <typename SUBNET>
using alevel1 = ares<256, ares<256, ares_down<256, SUBNET>>>;
template <typename SUBNET>
using alevel2 = ares<128, ares<128, ares_down<128, SUBNET>>>;
template <typename SUBNET>
using alevel3 = ares<64, ares<64, ares<64, ares_down<64, SUBNET>>>>;
template <typename SUBNET>
using alevel4 = ares<32, ares<32, ares<32, SUBNET>>>;
using FaceResNet = dlib::loss_metric<dlib::fc_no_bias<
    128, dlib::avg_pool_everything<alevel0<alevel1<alevel2<alevel3<alevel4<dlib::max_pool<
             3, 3, 2, 2, dlib::relu<dlib::affine<dlib::con<32, 7, 7, 2, 2, dlib::input_rgb_image_sized<150>>>>>>>>>>>>>;

Embedding toEmbedding(const dlib::matrix<float, 0, 1>& column) {
  assert(column.size() == static_cast<long>(Embedding::kDimensions));
  Embedding embedding;
  for (std::size_t i = 0; i < Embedding::kDimensions; ++i) embedding.values[i] = column(static_cast<long>(i));
  return embedding;
}

}  // namespace

struct FaceEmbedder::Impl {
  FaceResNet net;
};

FaceEmbedder::FaceEmbedder(const ModelBundle& models) : impl_(std::make_unique<Impl>()) {
  std::istringstream bytes(models.read(Model::FaceResNet));
  dlib::deserialize(impl_->net, bytes);
}
FaceEmbedder::~FaceEmbedder() = default;
FaceEmbedder::FaceEmbedder(FaceEmbedder&&) noexcept = default;
FaceEmbedder& FaceEmbedder::operator=(FaceEmbedder&&) noexcept = default;

Embedding FaceEmbedder::embed(const FaceChip& chip) { return embed(std::span(&chip, 1)).front(); }

std::vector<Embedding> FaceEmbedder::embed(std::span<const FaceChip> chips) {
  std::vector<Embedding> embeddings;
  if (chips.empty()) return embeddings;
  std::vector<dlib::matrix<dlib::rgb_pixel>> inputs(chips.size());
  for (std::size_t i = 0; i < chips.size(); ++i) {
    assert(chips[i].image.width_px() == kFaceChipSize_px && chips[i].image.height_px() == kFaceChipSize_px);
    dlib::assign_image(inputs[i], chips[i].image.view());
  }
  embeddings.reserve(chips.size());
  for (const auto& column : impl_->net(inputs, 16)) embeddings.push_back(toEmbedding(column));
  return embeddings;
}

void limitComputeThreads(int threads) {
  assert(threads >= 1);
  openblas_set_num_threads(threads);
}

}  // namespace dangol::vision
