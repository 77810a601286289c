// The only file that sees the face network's type: compiling it takes most of a minute.

#include "dlib_face_net.hpp"

#include <cblas.h>
#include <dlib/dnn.h>

#include <algorithm>
#include <cassert>
#include <sstream>

#include "dangol/vision/error.hpp"
#include "dlib_views.hpp"
#include "face_net_weights.hpp"

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

FaceResNet readNet(const std::string& modelBytes) {
  std::istringstream bytes(modelBytes);
  FaceResNet net;
  dlib::deserialize(net, bytes);
  return net;
}

// Collects the layers that hold weights, from the network's output to its input: an affine layer comes before the
// convolution it scales.
class WeightCollector {
 public:
  explicit WeightCollector(FaceNetWeights& weights) : weights_(weights) {}

  template <unsigned long outputs, dlib::fc_bias_mode bias>
  void operator()(const dlib::fc_<outputs, bias>& layer) {
    const dlib::tensor& parameters = layer.get_layer_params();
    weights_.projection.assign(parameters.host(), parameters.host() + parameters.size());
  }
  void operator()(const dlib::affine_& layer) {
    auto gammas = layer.get_gamma();
    auto betas = layer.get_beta();
    const dlib::tensor& gamma = gammas;
    const dlib::tensor& beta = betas;
    gamma_.assign(gamma.host(), gamma.host() + gamma.size());
    beta_.assign(beta.host(), beta.host() + beta.size());
  }

  template <long filters, long rows, long columns, int strideY, int strideX, int paddingY, int paddingX>
  void operator()(const dlib::con_<filters, rows, columns, strideY, strideX, paddingY, paddingX>& layer) {
    const dlib::tensor& parameters = layer.get_layer_params();
    FoldedConvolution folded;
    folded.outputs = static_cast<int>(filters);
    folded.kernel = static_cast<int>(rows);
    const std::size_t kernels = parameters.size() - static_cast<std::size_t>(filters);
    const std::size_t perOutput = kernels / static_cast<std::size_t>(filters);
    folded.inputs = static_cast<int>(perOutput / static_cast<std::size_t>(rows * columns));
    folded.weights.assign(parameters.host(), parameters.host() + kernels);
    folded.bias.assign(parameters.host() + kernels, parameters.host() + parameters.size());
    for (std::size_t k = 0; k < folded.bias.size(); ++k) {
      for (std::size_t i = 0; i < perOutput; ++i) folded.weights[k * perOutput + i] *= gamma_[k];
      folded.bias[k] = folded.bias[k] * gamma_[k] + beta_[k];
    }
    weights_.convolutions.push_back(std::move(folded));
  }

 private:
  FaceNetWeights& weights_;
  std::vector<float> gamma_;  // of the affine layer seen last
  std::vector<float> beta_;
};

}  // namespace

struct DlibFaceNet::Impl {
  FaceResNet net;
  int threads;
};

DlibFaceNet::DlibFaceNet(const std::string& modelBytes, int threads)
    : impl_(std::make_unique<Impl>(Impl{readNet(modelBytes), threads})) {}
DlibFaceNet::~DlibFaceNet() = default;
DlibFaceNet::DlibFaceNet(DlibFaceNet&&) noexcept = default;
DlibFaceNet& DlibFaceNet::operator=(DlibFaceNet&&) noexcept = default;

std::vector<Embedding> DlibFaceNet::embed(std::span<const FaceChip> chips) {
  std::vector<Embedding> embeddings;
  if (chips.empty()) return embeddings;
  openblas_set_num_threads(impl_->threads);  // one setting for the whole process, so it is made where it counts
  std::vector<dlib::matrix<dlib::rgb_pixel>> inputs(chips.size());
  for (std::size_t i = 0; i < chips.size(); ++i) {
    assert(chips[i].image.width_px() == kFaceChipSize_px && chips[i].image.height_px() == kFaceChipSize_px);
    dlib::assign_image(inputs[i], chips[i].image.view());
  }
  embeddings.reserve(chips.size());
  for (const auto& column : impl_->net(inputs, 16)) embeddings.push_back(toEmbedding(column));
  return embeddings;
}

FaceNetWeights readFaceNetWeights(const std::string& modelBytes) {
  const FaceResNet net = readNet(modelBytes);
  FaceNetWeights weights;
  dlib::visit_computational_layers(net, WeightCollector(weights));
  std::ranges::reverse(weights.convolutions);
  if (weights.convolutions.size() != 29 || weights.projection.size() != 256 * Embedding::kDimensions) {
    throw VisionError("the face recognition model is not the network this program knows; run tools/fetch-assets");
  }
  return weights;
}

}  // namespace dangol::vision
