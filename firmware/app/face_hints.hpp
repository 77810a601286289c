#pragma once

#include "dangol/runtime/kiosk_runtime.hpp"
#include "dangol/ui/values.hpp"

namespace dangol::app {

// The one thing that would make a face better to recognise. Reentrant.
[[nodiscard]] ui::Hint hintFor(const vision::QualityReport& report);

// The nearest face that can be seen now; null when there is none. Lives as long as the snapshot.
[[nodiscard]] const runtime::TrackReport* nearestFace(const runtime::Snapshot& snapshot);
[[nodiscard]] bool severalFaces(const runtime::Snapshot& snapshot);

}  // namespace dangol::app
