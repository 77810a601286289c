#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "dangol/gallery/types.hpp"

namespace dangol::enroll {

[[nodiscard]] gallery::WallTime now();

// Local time minus UTC of this machine at that moment.
[[nodiscard]] std::chrono::minutes localOffset(gallery::WallTime at);

// An event that happens now.
[[nodiscard]] gallery::NewEvent eventNow(gallery::EventType type, std::string detail = "{}");

// "2026-03-01 09:30:05" on a clock that differs from UTC by the offset.
[[nodiscard]] std::string clockText(gallery::WallTime at, std::chrono::minutes offset);
// The same by this machine's time zone.
[[nodiscard]] std::string localText(gallery::WallTime at);
// "2026-03-01T00:30:05.123Z".
[[nodiscard]] std::string utcText(gallery::WallTime at);

// A moment as an owner writes it: "2026-03-01", "2026-03-01 09:30", "2026-03-01T09:30:05" (local time), "today",
// "yesterday", or so long before now: "90m", "24h", "7d". Nothing for anything else.
[[nodiscard]] std::optional<gallery::WallTime> parseMoment(std::string_view text, gallery::WallTime now);

}  // namespace dangol::enroll
