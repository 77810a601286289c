#include "onednn_face_net.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <oneapi/dnnl/dnnl.hpp>
#include <unordered_map>
#include <utility>
#include <vector>

#include "dangol/vision/error.hpp"

namespace dangol::vision {
namespace {

using dnnl::memory;
using Tag = memory::format_tag;

constexpr auto kFloat = memory::data_type::f32;
constexpr int kStages = 5;

// Channels of the residual stages, and blocks in each; every stage but the first begins with a block that halves the
// picture (dlib, examples/dnn_face_recognition_ex.cpp, alevel4 to alevel0).
constexpr std::array<int, kStages> kChannels = {32, 64, 128, 256, 256};
constexpr std::array<int, kStages> kBlocks = {3, 4, 3, 3, 1};

// A square activation, height × width × channels in memory: sums and copies of any part of it stay simple loops.
struct Activation {
  int side = 0;
  int channels = 0;
  memory data;

  [[nodiscard]] float* values() const { return static_cast<float*>(data.get_data_handle()); }
  [[nodiscard]] std::size_t size() const {
    return static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * static_cast<std::size_t>(channels);
  }
};

int outputSide(int side, int window, int stride, int padding) { return (side + 2 * padding - window) / stride + 1; }

enum class Join { None, AddToOutput };
enum class Rectify { No, Yes };

}  // namespace

struct OneDnnFaceNet::Impl {
  dnnl::engine engine{dnnl::engine::kind::cpu, 0};
  dnnl::stream stream{engine};
  memory scratchpad;
  std::size_t scratchpadBytes = 0;

  using Arguments = std::unordered_map<int, memory>;
  struct PrimitiveStep {
    dnnl::primitive primitive;
    Arguments arguments;
  };
  // What a step of the network does to the activations: a primitive, or one of two sums oneDNN has no fused form for.
  struct WidenStep {  // wide = narrow, and zero in the channels narrow lacks
    Activation narrow, wide;
  };
  struct PadAddStep {  // skip = relu(skip + block), block being smaller and lying in skip's upper left corner
    Activation block, skip;
  };
  struct Step {
    enum class Kind { Primitive, Widen, PadAdd } kind;
    PrimitiveStep primitive;
    WidenStep widen;
    PadAddStep padAdd;
  };
  std::vector<Step> steps;
  Activation input;
  Activation last;
  std::vector<float> projection;
  int threads = 1;

  explicit Impl(const FaceNetWeights& weights);

  Activation activation(int side, int channels) {
    return {side, channels, memory({{1, channels, side, side}, kFloat, Tag::nhwc}, engine)};
  }
  void convolve(const FoldedConvolution& weights, const Activation& from, const Activation& to, int stride, int padding,
                Join join, Rectify rectify);
  void pool(dnnl::algorithm algorithm, const Activation& from, const Activation& to, int window);
  Activation residual(const FoldedConvolution& first, const FoldedConvolution& second, const Activation& from);
  Activation residualDown(const FoldedConvolution& first, const FoldedConvolution& second, const Activation& from);
  void add(dnnl::primitive primitive, Arguments arguments, const memory::desc& scratch);
  void finishScratchpad();
  void run();
};

OneDnnFaceNet::Impl::Impl(const FaceNetWeights& weights) : projection(weights.projection) {
  assert(weights.convolutions.size() == 29);
  auto next = weights.convolutions.begin();

  input = activation(kFaceChipSize_px, 3);
  const Activation first = activation(outputSide(input.side, 7, 2, 0), 32);
  convolve(*next++, input, first, 2, 0, Join::None, Rectify::Yes);
  Activation current = activation(outputSide(first.side, 3, 2, 0), 32);
  pool(dnnl::algorithm::pooling_max, first, current, 3);

  for (std::size_t stage = 0; stage < kStages; ++stage) {
    for (int block = 0; block < kBlocks[stage]; ++block) {
      const FoldedConvolution& a = *next++;
      const FoldedConvolution& b = *next++;
      assert(a.outputs == kChannels[stage] && b.outputs == kChannels[stage]);
      current = stage > 0 && block == 0 ? residualDown(a, b, current) : residual(a, b, current);
    }
  }
  last = current;
  finishScratchpad();
}

void OneDnnFaceNet::Impl::add(dnnl::primitive primitive, Arguments arguments, const memory::desc& scratch) {
  scratchpadBytes = std::max(scratchpadBytes, scratch.get_size());
  steps.push_back({Step::Kind::Primitive, {std::move(primitive), std::move(arguments)}, {}, {}});
}

void OneDnnFaceNet::Impl::convolve(const FoldedConvolution& weights, const Activation& from, const Activation& to,
                                   int stride, int padding, Join join, Rectify rectify) {
  const memory::dims kernelDims{weights.outputs, weights.inputs, weights.kernel, weights.kernel};
  const dnnl::convolution_forward::desc description(
      dnnl::prop_kind::forward_inference, dnnl::algorithm::convolution_auto, from.data.get_desc(),
      memory::desc(kernelDims, kFloat, Tag::any), memory::desc({weights.outputs}, kFloat, Tag::x), to.data.get_desc(),
      {stride, stride}, {padding, padding}, {padding, padding});
  dnnl::post_ops after;
  if (join == Join::AddToOutput) after.append_sum(1.0F);
  if (rectify == Rectify::Yes) after.append_eltwise(1.0F, dnnl::algorithm::eltwise_relu, 0, 0);
  dnnl::primitive_attr attributes;
  attributes.set_post_ops(after);
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  const dnnl::convolution_forward::primitive_desc chosen(description, attributes, engine);

  memory plainKernel({kernelDims, kFloat, Tag::oihw}, engine, const_cast<float*>(weights.weights.data()));
  memory kernel(chosen.weights_desc(), engine);
  dnnl::reorder(plainKernel, kernel).execute(stream, plainKernel, kernel);
  memory bias({{weights.outputs}, kFloat, Tag::x}, engine);
  stream.wait();
  std::memcpy(bias.get_data_handle(), weights.bias.data(), weights.bias.size() * sizeof(float));

  add(dnnl::convolution_forward(chosen),
      {{DNNL_ARG_SRC, from.data}, {DNNL_ARG_WEIGHTS, kernel}, {DNNL_ARG_BIAS, bias}, {DNNL_ARG_DST, to.data}},
      chosen.scratchpad_desc());
}

void OneDnnFaceNet::Impl::pool(dnnl::algorithm algorithm, const Activation& from, const Activation& to, int window) {
  const dnnl::pooling_forward::desc description(dnnl::prop_kind::forward_inference, algorithm, from.data.get_desc(),
                                                to.data.get_desc(), {2, 2}, {window, window}, {0, 0}, {0, 0});
  dnnl::primitive_attr attributes;
  attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
  const dnnl::pooling_forward::primitive_desc chosen(description, attributes, engine);
  add(dnnl::pooling_forward(chosen), {{DNNL_ARG_SRC, from.data}, {DNNL_ARG_DST, to.data}}, chosen.scratchpad_desc());
}

Activation OneDnnFaceNet::Impl::residual(const FoldedConvolution& first, const FoldedConvolution& second,
                                         const Activation& from) {
  const Activation middle = activation(from.side, first.outputs);
  convolve(first, from, middle, 1, 1, Join::None, Rectify::Yes);
  convolve(second, middle, from, 1, 1, Join::AddToOutput, Rectify::Yes);  // in place: from becomes the sum
  return from;
}

Activation OneDnnFaceNet::Impl::residualDown(const FoldedConvolution& first, const FoldedConvolution& second,
                                             const Activation& from) {
  const Activation middle = activation(outputSide(from.side, 3, 2, 0), first.outputs);
  convolve(first, from, middle, 2, 0, Join::None, Rectify::Yes);

  Activation skip = activation(outputSide(from.side, 2, 2, 0), from.channels);
  pool(dnnl::algorithm::pooling_avg_exclude_padding, from, skip, 2);
  if (skip.channels < second.outputs) {
    const Activation wide = activation(skip.side, second.outputs);
    steps.push_back({Step::Kind::Widen, {}, {skip, wide}, {}});
    skip = wide;
  }
  if (skip.side == middle.side) {
    convolve(second, middle, skip, 1, 1, Join::AddToOutput, Rectify::Yes);
  } else {
    const Activation block = activation(middle.side, second.outputs);
    convolve(second, middle, block, 1, 1, Join::None, Rectify::No);
    steps.push_back({Step::Kind::PadAdd, {}, {}, {block, skip}});
  }
  return skip;
}

void OneDnnFaceNet::Impl::finishScratchpad() {
  const memory::desc description({static_cast<memory::dim>(std::max<std::size_t>(scratchpadBytes, 1))},
                                 memory::data_type::u8, Tag::x);
  scratchpad = memory(description, engine);
  for (Step& step : steps) {
    if (step.kind == Step::Kind::Primitive) step.primitive.arguments[DNNL_ARG_SCRATCHPAD] = scratchpad;
  }
}

namespace {

void widen(const Activation& narrow, const Activation& wide) {
  const float* from = narrow.values();
  float* to = wide.values();
  for (int pixel = 0; pixel < narrow.side * narrow.side; ++pixel) {
    std::copy_n(from, narrow.channels, to);
    std::fill_n(to + narrow.channels, wide.channels - narrow.channels, 0.0F);
    from += narrow.channels;
    to += wide.channels;
  }
}

// What dlib's add_prev does with tensors of different sizes: the smaller one counts as zero outside of itself.
void padAdd(const Activation& block, const Activation& skip) {
  const float* from = block.values();
  float* row = skip.values();
  for (int y = 0; y < block.side; ++y, row += skip.side * skip.channels) {
    for (int i = 0; i < block.side * block.channels; ++i) row[i] += *from++;
  }
  float* values = skip.values();
  for (std::size_t i = 0; i < skip.size(); ++i) values[i] = std::max(values[i], 0.0F);
}

}  // namespace

void OneDnnFaceNet::Impl::run() {
  omp_set_num_threads(threads);  // the calling thread's own setting
  for (const Step& step : steps) {
    switch (step.kind) {
      case Step::Kind::Primitive:
        step.primitive.primitive.execute(stream, step.primitive.arguments);
        break;
      case Step::Kind::Widen:
        stream.wait();
        widen(step.widen.narrow, step.widen.wide);
        break;
      case Step::Kind::PadAdd:
        stream.wait();
        padAdd(step.padAdd.block, step.padAdd.skip);
        break;
    }
  }
  stream.wait();
}

OneDnnFaceNet::OneDnnFaceNet(const FaceNetWeights& weights, int threads) {
  try {
    omp_set_num_threads(threads);  // oneDNN chooses its kernels for the number of threads it will have
    impl_ = std::make_unique<Impl>(weights);
    impl_->threads = threads;
  } catch (const dnnl::error& error) {
    throw VisionError(fmt::format("oneDNN cannot build the face network on this machine ({}); use the reference engine",
                                  error.what()));
  }
}
OneDnnFaceNet::~OneDnnFaceNet() = default;
OneDnnFaceNet::OneDnnFaceNet(OneDnnFaceNet&&) noexcept = default;
OneDnnFaceNet& OneDnnFaceNet::operator=(OneDnnFaceNet&&) noexcept = default;

Embedding OneDnnFaceNet::embed(const FaceChip& chip) {
  assert(chip.image.width_px() == kFaceChipSize_px && chip.image.height_px() == kFaceChipSize_px);
  // The model's own normalisation (dlib, input_rgb_image_sized).
  constexpr std::array<float, 3> mean = {122.782F, 117.001F, 104.298F};
  const std::uint8_t* pixel = chip.image.view().data;
  float* value = impl_->input.values();
  for (std::size_t i = 0; i < impl_->input.size(); i += 3) {
    for (std::size_t c = 0; c < 3; ++c) value[i + c] = (static_cast<float>(pixel[i + c]) - mean[c]) / 256.0F;
  }
  impl_->run();

  // Average over the picture, then the projection.
  const Activation& last = impl_->last;
  const auto channels = static_cast<std::size_t>(last.channels);
  const auto pixels = static_cast<std::size_t>(last.side) * static_cast<std::size_t>(last.side);
  Embedding embedding;
  for (std::size_t c = 0; c < channels; ++c) {
    float sum = 0;
    for (std::size_t i = 0; i < pixels; ++i) sum += last.values()[i * channels + c];
    const float average = sum / static_cast<float>(pixels);
    const float* row = &impl_->projection[c * Embedding::kDimensions];
    for (std::size_t d = 0; d < Embedding::kDimensions; ++d) embedding.values[d] += average * row[d];
  }
  return embedding;
}

}  // namespace dangol::vision
