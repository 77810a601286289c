#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "code_scan.hpp"
#include "dangol/vision/embedding.hpp"

namespace dangol::gallery {

// Every template in 8 bits a dimension, with what it takes to bound its distance from below.
//
// With template x = x^ + e and probe p = p^ + f, where x^ and p^ are the coded ones, in steps of s and t:
//
//   |p.x - p^.x^| = |p^.e + f.x| <= |p^| |e| + |f| |x| <= P s (|e| / s + 1/4)    where P = max(|p|, |p^|)
//
// since rounding to 32767 steps leaves |f| <= sqrt(128) t / 2 <= sqrt(128) P / 65534, and |x| <= sqrt(128) 127 s. With
// r the largest |e| / s + 1/4 of any template:
//
//   |p - x|^2 + bias - |p|^2 >= |x|^2 + bias - s (2 t dot + 2 P r)
//
// The right side is what nextCandidates computes, in single precision. What its roundings amount to, a few 2^-24 of
// every term, is covered by 1e-6 of |x|^2 and |bias| in `base`, of 2 P r in `slack` and of the rest in the limit, and
// for the dot product by what 1/4 leaves over. Where squares could leave the normal range of float, nothing is
// excluded.
class TemplateCodes {
 public:
  // Requires: as many biases as embeddings, all finite; templates in the order they are to be scanned.
  TemplateCodes(std::span<const vision::Embedding> embeddings, std::span<const double> biases);

  // A probe ready for one scan.
  class Scan {
   public:
    Scan(const TemplateCodes& codes, const vision::Embedding& probe);

    // The next block, from `block` on, with templates whose squared distance plus bias may be at or below the
    // threshold. None of the templates it leaves out is. Ensures: past the last block when there is none.
    [[nodiscard]] Candidates next(std::size_t block, double threshold) const;

   private:
    [[nodiscard]] float limitFor(double threshold) const;

    const std::vector<CodeBlock>& blocks_;
    CodedProbe probe_{};
    double squaredNorm_ = 0;
    bool excludes_ = false;  // not when the probe is too large or too small to bound anything
  };

  [[nodiscard]] std::size_t blocks() const { return blocks_.size(); }
  [[nodiscard]] std::size_t bytes() const { return blocks_.capacity() * sizeof(CodeBlock); }

 private:
  static double encode(CodeBlock& block, std::size_t lane, const vision::Embedding& embedding, double bias);

  std::vector<CodeBlock> blocks_;
  double largestError_ = 0;  // r above, in steps
};

}  // namespace dangol::gallery
