#include "cohort_scan.hpp"

#define HWY_WANT_AVX3_DL  // as code_scan.cpp does

// Compiled once for each instruction set: see code_scan.cpp.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cohort_scan.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace dangol::gallery::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Four sums side by side, or each multiply-add would wait for the one before. So vectors have at most a quarter of a
// block's lanes.
using F32 = hn::CappedTag<float, CohortBlock::kVectors / 4>;

void distances(std::span<const CohortBlock> blocks, const vision::Embedding& probe, float squaredNorm, float* to) {
  const F32 d;
  const std::size_t lanes = hn::Lanes(d);
  const auto norm = hn::Set(d, squaredNorm);
  const auto minusTwo = hn::Set(d, -2.0F);
  for (const CohortBlock& block : blocks) {
    for (std::size_t lane = 0; lane < CohortBlock::kVectors; lane += 4 * lanes) {
      auto a = hn::Zero(d), b = hn::Zero(d), c = hn::Zero(d), e = hn::Zero(d);
      for (std::size_t i = 0; i < vision::Embedding::kDimensions; ++i) {
        const auto value = hn::Set(d, probe.values[i]);
        const float* row = block.values[i].data() + lane;
        a = hn::MulAdd(value, hn::Load(d, row), a);
        b = hn::MulAdd(value, hn::Load(d, row + lanes), b);
        c = hn::MulAdd(value, hn::Load(d, row + 2 * lanes), c);
        e = hn::MulAdd(value, hn::Load(d, row + 3 * lanes), e);
      }
      const auto store = [&](std::size_t part, hn::Vec<F32> product) HWY_ATTR {
        const std::size_t at = lane + part * lanes;
        const auto norms = hn::Add(norm, hn::Load(d, block.squaredNorms.data() + at));
        hn::StoreU(hn::MulAdd(minusTwo, product, norms), d, to + at);
      };
      store(0, a);
      store(1, b);
      store(2, c);
      store(3, e);
    }
    to += CohortBlock::kVectors;
  }
}

}  // namespace dangol::gallery::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dangol::gallery {

HWY_EXPORT(distances);

void cohortDistances(std::span<const CohortBlock> blocks, const vision::Embedding& probe, float squaredNorm,
                     float* distances) {
  HWY_DYNAMIC_DISPATCH(distances)(blocks, probe, squaredNorm, distances);
}

}  // namespace dangol::gallery
#endif
