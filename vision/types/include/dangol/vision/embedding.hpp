#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <string>

namespace dangol::vision {

// What a face looks like to the recognition model: 128 numbers. Two pictures of one person lie close together.
struct Embedding {
  static constexpr std::size_t kDimensions = 128;
  std::array<float, kDimensions> values{};
  friend bool operator==(const Embedding&, const Embedding&) = default;
};

// Names the model that made an embedding. Embeddings of different models must never be compared.
struct ModelId {
  std::string value;
  friend bool operator==(const ModelId&, const ModelId&) = default;
};

// Squared Euclidean distance, summed in double precision from the first dimension to the last. This order defines the
// exact answer that every faster search has to reproduce. Reentrant.
[[nodiscard]] inline double squaredDistance(const Embedding& a, const Embedding& b) {
  double sum = 0;
  for (std::size_t i = 0; i < Embedding::kDimensions; ++i) {
    const double difference = static_cast<double>(a.values[i]) - static_cast<double>(b.values[i]);
    sum += difference * difference;
  }
  return sum;
}

// Euclidean distance; 0 is identical. dlib's authors' customary limit for "same person" is 0.6.
[[nodiscard]] inline double distance(const Embedding& a, const Embedding& b) {
  return std::sqrt(squaredDistance(a, b));
}

// The point halfway between two embeddings of one face. Reentrant.
[[nodiscard]] inline Embedding mean(const Embedding& a, const Embedding& b) {
  Embedding result;
  for (std::size_t i = 0; i < Embedding::kDimensions; ++i) result.values[i] = (a.values[i] + b.values[i]) / 2;
  return result;
}

}  // namespace dangol::vision
