#include "uuid_v7.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "dangol/gallery/gallery.hpp"

namespace dangol::gallery {

namespace {

constexpr std::uint64_t kLastMoment_ms = (std::uint64_t{1} << 48U) - 1;
constexpr std::uint32_t kLargestCounter = 0xFFF;

// Half the counter's range is left for the ids of the same millisecond.
std::uint32_t freshCounter() { return randombytes_uniform(kLargestCounter / 2 + 1); }

}  // namespace

UuidV7::UuidV7() {
  if (sodium_init() < 0) {
    throw GalleryError(GalleryFault::Io, "the system has no source of random numbers; check that /dev/urandom exists");
  }
}

std::string UuidV7::next(WallTime now) {
  const auto since_epoch_ms = std::max<std::int64_t>(now.time_since_epoch().count(), 0);
  const std::uint64_t now_ms = std::min(static_cast<std::uint64_t>(since_epoch_ms), kLastMoment_ms);
  if (now_ms > last_ms_) {
    last_ms_ = now_ms;
    counter_ = freshCounter();
  } else if (++counter_ > kLargestCounter) {
    ++last_ms_;
    counter_ = freshCounter();
  }

  std::array<std::uint8_t, 16> bytes{};
  for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(last_ms_ >> (40 - 8 * i));
  randombytes_buf(&bytes[8], 8);
  bytes[6] = static_cast<std::uint8_t>(0x70U | (counter_ >> 8U));
  bytes[7] = static_cast<std::uint8_t>(counter_);
  bytes[8] = static_cast<std::uint8_t>(0x80U | (bytes[8] & 0x3FU));

  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += "0123456789abcdef"[bytes[i] >> 4U];
    text += "0123456789abcdef"[bytes[i] & 0xFU];
  }
  return text;
}

}  // namespace dangol::gallery
