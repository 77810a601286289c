#pragma once

#include <cstddef>
#include <deque>

#include "dangol/vision/embedding.hpp"

namespace dangol::vision {

// Several pictures' embeddings of one face as one: their mean, weighted by quality. It lies nearer to other pictures of
// the person than a single picture's embedding does. Keeps the newest few. Reentrant; not thread-safe.
class EmbeddingFusion {
 public:
  // Requires: at least one.
  explicit EmbeddingFusion(std::size_t keep = 8);

  // quality: FaceQuality::overall. Requires: at least 0; a poor one still counts a little.
  void add(const Embedding& embedding, float quality);
  void clear() { kept_.clear(); }

  [[nodiscard]] std::size_t size() const { return kept_.size(); }
  // The mean of the weights. Requires: not empty.
  [[nodiscard]] float meanQuality() const;
  // Requires: not empty.
  [[nodiscard]] Embedding fused() const;

 private:
  struct Weighted {
    Embedding embedding;
    float weight;
  };
  std::size_t keep_;
  std::deque<Weighted> kept_;
};

}  // namespace dangol::vision
