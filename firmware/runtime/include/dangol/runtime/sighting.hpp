#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "dangol/gallery/types.hpp"
#include "dangol/runtime/command.hpp"
#include "dangol/vision/face_tracker.hpp"

namespace dangol::runtime {

enum class SightingKind {
  Greeted,   // an enrolled person begins a visit
  Unknown,   // a track was found to be nobody enrolled; said once a track
  Ambiguous  // a track could be one of two people; said once a track
};
// A stable snake_case name: "greeted".
[[nodiscard]] std::string_view name(SightingKind kind);

// Something that happened at the counter.
struct Sighting {
  SightingId id{};
  SightingKind kind = SightingKind::Unknown;
  gallery::Method method = gallery::Method::Face;
  gallery::WallTime at;
  vision::SteadyTime frameAt;
  vision::TrackId track{};                // Face only
  std::optional<gallery::Person> person;  // set exactly when Greeted
  double score = 0;                       // Greeted only; lower is more alike
  double distance = 0;                    // Greeted only; Euclidean, for people to read
  double margin = 0;                      // Greeted only; infinite when only one person is enrolled
  std::chrono::nanoseconds latency{0};    // from the first frame of the track that passed the quality gate
};

// Hears of sightings. Called on the control thread; must return soon.
class SightingListener {
 public:
  virtual ~SightingListener() = default;
  virtual void onSighting(const Sighting& sighting) = 0;
};

}  // namespace dangol::runtime
