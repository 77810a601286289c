#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "dangol/vision/embedding.hpp"

namespace dangol::gallery {

// An embedding as it is stored: 128 numbers in single precision, little-endian on every machine.
using EmbeddingBlob = std::array<std::uint8_t, vision::Embedding::kDimensions * sizeof(float)>;

[[nodiscard]] inline EmbeddingBlob toBlob(const vision::Embedding& embedding) {
  EmbeddingBlob blob{};
  for (std::size_t i = 0; i < blob.size(); ++i) {
    const auto bits = std::bit_cast<std::uint32_t>(embedding.values[i / 4]);
    blob[i] = static_cast<std::uint8_t>(bits >> (8 * (i % 4)));
  }
  return blob;
}

// Nothing when the blob has another size or holds a value that is not finite.
[[nodiscard]] inline std::optional<vision::Embedding> fromBlob(const void* data, int bytes) {
  if (data == nullptr || bytes != static_cast<int>(EmbeddingBlob{}.size())) return std::nullopt;
  const auto* blob = static_cast<const std::uint8_t*>(data);
  vision::Embedding embedding;
  for (std::size_t i = 0; i < embedding.values.size(); ++i) {
    std::uint32_t bits = 0;
    for (std::size_t byte = 0; byte < 4; ++byte) bits |= std::uint32_t{blob[4 * i + byte]} << (8 * byte);
    embedding.values[i] = std::bit_cast<float>(bits);
    if (!std::isfinite(embedding.values[i])) return std::nullopt;
  }
  return embedding;
}

}  // namespace dangol::gallery
