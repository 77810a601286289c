#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dangol/checkin/visit_filter.hpp"
#include "dangol/gallery/gallery.hpp"
#include "dangol/runtime/clock.hpp"
#include "dangol/runtime/recognition.hpp"
#include "dangol/runtime/sighting.hpp"

namespace dangol::runtime {

// Turns observations into visits: filters duplicates, stores events, tells the listener. Owns the gallery's connection.
// Bound to the control thread.
class Control {
 public:
  enum class Timing {
    Live,     // latency is measured up to now
    Replayed  // frames come faster or slower than they were taken: latency is measured in their own time
  };
  // The listener and the clock must outlive this object.
  Control(gallery::Gallery gallery, std::chrono::milliseconds visitWindow, Timing timing, const Clock& clock,
          SightingListener& listener);

  void handle(const Observation& observation);

  // Stores what could not be stored before. Call it every second or so.
  void retry();

  // A new index when people or templates changed since the last call (or this is the first); nothing otherwise.
  // Keeps the old one, with a fault, when the gallery cannot be read.
  [[nodiscard]] std::shared_ptr<const gallery::GalleryIndex> refreshIndex();

  // Why the gallery is unavailable, or why events wait in memory; nothing when all is well.
  [[nodiscard]] const std::optional<std::string>& galleryFault() const { return galleryFault_; }
  [[nodiscard]] std::optional<std::string> storeFault() const;

 private:
  struct TrackMemory {
    bool saidUnknown = false;
    bool saidAmbiguous = false;
    vision::SteadyTime lastSeen;
  };

  void handleTrack(const TrackReport& track, const Observation& observation);
  void greet(const TrackReport& track, const Observation& observation);
  [[nodiscard]] Sighting sighting(SightingKind kind, const TrackReport& track, const Observation& observation) const;
  void store(gallery::NewEvent event);

  gallery::Gallery gallery_;
  checkin::VisitFilter visits_;
  Timing timing_;
  const Clock& clock_;
  SightingListener& listener_;
  std::unordered_map<vision::TrackId, TrackMemory> tracks_;
  std::optional<std::int64_t> changeCounter_;
  std::deque<gallery::NewEvent> unstored_;
  std::optional<std::string> galleryFault_;
  std::string storeFault_;
};

}  // namespace dangol::runtime
