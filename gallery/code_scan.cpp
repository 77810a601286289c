#include "code_scan.hpp"

#include <algorithm>
#include <array>
#include <cstring>

// A build for such a CPU names this set as its baseline, which Highway 1.0.3 then misses among its dispatch targets.
#define HWY_WANT_AVX3_DL

// Highway compiles everything between HWY_BEFORE_NAMESPACE and HWY_AFTER_NAMESPACE once for each instruction set, by
// including this file again, and picks the best one the CPU has when it is first called.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "code_scan.cpp"
#include <hwy/foreach_target.h>

#include <hwy/cache_control.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace dangol::gallery::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

Candidates scan(const CodeBlock* blocks, std::size_t first, std::size_t last, const CodedProbe& probe, float limit) {
  for (std::size_t block = first; block < last; ++block) {
    std::uint32_t found = 0;
    for (std::size_t lane = 0; lane < CodeBlock::kTemplates; ++lane) {
      std::int32_t dot = 0;
      for (std::size_t pair = 0; pair < CodeBlock::kPairs; ++pair) {
        dot += blocks[block].codes[pair][lane][0] * probe.codes[2 * pair] +
               blocks[block].codes[pair][lane][1] * probe.codes[2 * pair + 1];
      }
      const float reach = probe.twice_scale * static_cast<float>(dot) + probe.slack;
      const bool near = blocks[block].base[lane] - blocks[block].scale[lane] * reach <= limit;
      found |= static_cast<std::uint32_t>(near) << lane;
    }
    if (found != 0) return {block, found};
  }
  return {last, 0};
}

#else

namespace hn = hwy::HWY_NAMESPACE;

using I32 = hn::CappedTag<std::int32_t, CodeBlock::kTemplates>;
using I16 = hn::Repartition<std::int16_t, I32>;
using I8 = hn::Rebind<std::int8_t, I16>;
using F32 = hn::RebindToFloat<I32>;

// The scan is bound by memory, and asking for the codes this many blocks ahead saves a fifth of its time.
constexpr std::size_t kPrefetchBlocks = 2;

// The dot products of as many templates as a vector has 32-bit lanes, from `lane` on. Four sums run side by side, or
// each multiply-accumulate would wait for the one before.
HWY_INLINE hn::Vec<I32> dots(const CodeBlock& block, std::size_t lane, const CodedProbe& probe,
                             const CodeBlock& ahead) {
  const I32 d32;
  const I16 d16;
  const I8 d8;
  auto a0 = hn::Zero(d32), a1 = hn::Zero(d32), a2 = hn::Zero(d32), a3 = hn::Zero(d32);
  auto b0 = hn::Zero(d32), b1 = hn::Zero(d32), b2 = hn::Zero(d32), b3 = hn::Zero(d32);
  const auto step = [&](std::size_t pair, hn::Vec<I32> sum, hn::Vec<I32>& high) HWY_ATTR {
    std::int32_t both = 0;
    std::memcpy(&both, &probe.codes[2 * pair], sizeof both);
    const auto codes = hn::PromoteTo(d16, hn::Load(d8, block.codes[pair][lane].data()));
    return hn::ReorderWidenMulAccumulate(d32, codes, hn::BitCast(d16, hn::Set(d32, both)), sum, high);
  };
  for (std::size_t pair = 0; pair < CodeBlock::kPairs; pair += 4) {
    if (lane == 0) {
      hwy::Prefetch(&ahead.codes[pair]);
      hwy::Prefetch(&ahead.codes[pair + 2]);
    }
    a0 = step(pair, a0, b0);
    a1 = step(pair + 1, a1, b1);
    a2 = step(pair + 2, a2, b2);
    a3 = step(pair + 3, a3, b3);
  }
  return hn::RearrangeToOddPlusEven(hn::Add(hn::Add(a0, a1), hn::Add(a2, a3)),
                                    hn::Add(hn::Add(b0, b1), hn::Add(b2, b3)));
}

Candidates scan(const CodeBlock* blocks, std::size_t first, std::size_t last, const CodedProbe& probe, float limit) {
  const I32 d32;
  const F32 df;
  const auto twice_scale = hn::Set(df, probe.twice_scale);
  const auto slack = hn::Set(df, probe.slack);
  const auto limits = hn::Set(df, limit);
  for (std::size_t block = first; block < last; ++block) {
    std::uint32_t found = 0;
    const CodeBlock& ahead = blocks[std::min(block + kPrefetchBlocks, last - 1)];
    for (std::size_t lane = 0; lane < CodeBlock::kTemplates; lane += hn::Lanes(d32)) {
      const auto dot = hn::ConvertTo(df, dots(blocks[block], lane, probe, ahead));
      const auto reach = hn::MulAdd(twice_scale, dot, slack);
      const auto lower = hn::NegMulAdd(hn::Load(df, blocks[block].scale.data() + lane), reach,  //
                                       hn::Load(df, blocks[block].base.data() + lane));
      const auto near = hn::Le(lower, limits);
      if (HWY_LIKELY(hn::AllFalse(df, near))) continue;
      std::array<std::uint8_t, 8> bits{};
      hn::StoreMaskBits(df, near, bits.data());
      found |= (static_cast<std::uint32_t>(bits[0]) | static_cast<std::uint32_t>(bits[1]) << 8U) << lane;
    }
    if (found != 0) return {block, found};
  }
  return {last, 0};
}

#endif

const char* target() { return hwy::TargetName(HWY_TARGET); }

}  // namespace dangol::gallery::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace dangol::gallery {

HWY_EXPORT(scan);
HWY_EXPORT(target);

Candidates nextCandidates(const CodeBlock* blocks, std::size_t first, std::size_t last, const CodedProbe& probe,
                          float limit) {
  return HWY_DYNAMIC_DISPATCH(scan)(blocks, first, last, probe, limit);
}

const char* codeScanTarget() { return HWY_DYNAMIC_DISPATCH(target)(); }

}  // namespace dangol::gallery
#endif
