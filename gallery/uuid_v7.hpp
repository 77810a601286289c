#pragma once

#include <cstdint>
#include <string>

#include "dangol/gallery/types.hpp"

namespace dangol::gallery {

// Makes UUIDv7 ids (RFC 9562): 48 bits of milliseconds, a 12-bit counter, 62 random bits. Ids of one generator grow
// from call to call, also when the clock stands still or goes back. Reentrant.
class UuidV7 {
 public:
  // Throws GalleryError Io when the system has no source of randomness.
  UuidV7();

  // The canonical text form.
  [[nodiscard]] std::string next(WallTime now);

 private:
  std::uint64_t last_ms_ = 0;
  std::uint32_t counter_ = 0;
};

}  // namespace dangol::gallery
