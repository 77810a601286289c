#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

namespace dangol::datasets {

using Bytes = std::span<const std::uint8_t>;

// Whether count bytes begin at the offset. Every read below requires it of what it reads.
[[nodiscard]] inline bool has(Bytes bytes, std::size_t at, std::size_t count) {
  return at <= bytes.size() && count <= bytes.size() - at;
}

[[nodiscard]] inline std::uint32_t bigEndian(Bytes bytes, std::size_t at, std::size_t count) {
  assert(has(bytes, at, count) && count <= 4);
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | bytes[at + i];
  return value;
}

[[nodiscard]] inline std::uint32_t littleEndian(Bytes bytes, std::size_t at, std::size_t count) {
  assert(has(bytes, at, count) && count <= 4);
  std::uint32_t value = 0;
  for (std::size_t i = count; i > 0; --i) value = value << 8 | bytes[at + i - 1];
  return value;
}

}  // namespace dangol::datasets
