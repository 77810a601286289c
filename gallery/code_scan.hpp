#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "dangol/vision/embedding.hpp"

namespace dangol::gallery {

// Sixteen templates, 136 bytes each, laid out so that every SIMD lane works on a template of its own: for each pair of
// dimensions, the two values of template 0, of template 1, and so on.
struct alignas(64) CodeBlock {
  static constexpr std::size_t kTemplates = 16;
  static constexpr std::size_t kPairs = vision::Embedding::kDimensions / 2;

  std::array<std::array<std::array<std::int8_t, 2>, kTemplates>, kPairs> codes;
  std::array<float, kTemplates> base;   // at most squared norm plus bias
  std::array<float, kTemplates> scale;  // a code times this is the value it stands for
};
static_assert(sizeof(CodeBlock) == 136 * CodeBlock::kTemplates);

// A probe in 16-bit steps.
struct CodedProbe {
  std::array<std::int16_t, vision::Embedding::kDimensions> codes;
  float twice_scale;  // twice the value of one step
  float slack;        // how far twice the dot product may be off, in steps of a template's scale
};

// The templates of one block that may be near enough: bit i stands for template i.
struct Candidates {
  std::size_t block = 0;
  std::uint32_t templates = 0;
};

// The first block in [first, last) with a template whose lower bound, base - scale * (twice_scale * dot + slack), does
// not exceed the limit. Ensures: block == last when there is none. Reentrant.
[[nodiscard]] Candidates nextCandidates(const CodeBlock* blocks, std::size_t first, std::size_t last,
                                        const CodedProbe& probe, float limit);

// The instruction set nextCandidates uses on this machine: "AVX2".
[[nodiscard]] const char* codeScanTarget();

}  // namespace dangol::gallery
