#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "dangol/checkin/visit_filter.hpp"
#include "dangol/gallery/gallery.hpp"
#include "dangol/runtime/clock.hpp"
#include "dangol/runtime/command.hpp"
#include "dangol/runtime/config.hpp"
#include "dangol/runtime/event_journal.hpp"
#include "dangol/runtime/matching.hpp"
#include "dangol/runtime/recognition.hpp"
#include "dangol/runtime/sighting.hpp"

namespace dangol::runtime {

// Turns observations into visits and commands into answers: filters duplicates, stores events, tells the listener. Owns
// the gallery's connection. Bound to the control thread.
class Control {
 public:
  enum class Timing {
    Live,     // latency is measured up to now
    Replayed  // frames come faster or slower than they were taken: latency is measured in their own time
  };
  // The listener and the clock must outlive this object.
  Control(gallery::Gallery gallery, const Config& config, AcceptRule acceptRule, Timing timing, const Clock& clock,
          SightingListener& listener);

  void handle(const Observation& observation);
  // What came of it is the newest of answers().
  void handle(RequestId request, const Command& command);

  // The newest few, oldest first.
  [[nodiscard]] const std::deque<Answer>& answers() const { return answers_; }

  // Stores what could not be stored before. Call it every second or so.
  void retry();

  // A new matching when people or templates changed since the last call (or this is the first); nothing otherwise.
  // Keeps the old one, with a fault, when the gallery cannot be read.
  [[nodiscard]] std::shared_ptr<const Matching> refreshMatching();

  // Why the gallery is unavailable, or why events wait in memory; nothing when all is well.
  [[nodiscard]] const std::optional<std::string>& galleryFault() const { return galleryFault_; }
  [[nodiscard]] std::optional<std::string> storeFault() const { return journal_.fault(); }

 private:
  struct TrackMemory {
    bool saidUnknown = false;
    bool saidAmbiguous = false;
    std::set<gallery::PersonId> isNot;  // who said so
    vision::SteadyTime lastSeen;
  };
  struct Greeting {
    SightingId id{};
    gallery::PersonId person;
    vision::TrackId track{};
    vision::SteadyTime at;
  };

  void handleTrack(const TrackReport& track, const Observation& observation);
  void greet(const TrackReport& track, const Observation& observation);
  [[nodiscard]] Sighting sighting(SightingKind kind, const TrackReport& track, const Observation& observation);

  [[nodiscard]] Answer perform(const UndoGreeting& command);
  [[nodiscard]] Answer perform(const EnterPin& command);
  [[nodiscard]] Answer perform(const ScanBadge& command);
  [[nodiscard]] Answer perform(const ClockAttendance& command);
  [[nodiscard]] Answer perform(const UndoAttendance& command);
  [[nodiscard]] Answer perform(const EndOffer& command);
  [[nodiscard]] Answer perform(const StartEnrolment& command);
  [[nodiscard]] Answer perform(const GiveConsent& command);
  [[nodiscard]] Answer perform(const FinishEnrolment& command);
  [[nodiscard]] Answer perform(const CancelEnrolment& command);
  [[nodiscard]] Answer perform(const AdminLogin& command);
  [[nodiscard]] Answer perform(const AdminLogout& command);
  [[nodiscard]] Answer perform(const ForgetPerson& command);

  gallery::Gallery gallery_;
  Config config_;
  checkin::VisitFilter visits_;
  AcceptRule acceptRule_;
  Timing timing_;
  const Clock& clock_;
  SightingListener& listener_;
  EventJournal journal_;
  std::unordered_map<vision::TrackId, TrackMemory> tracks_;
  std::deque<Greeting> greetings_;  // those that may still be taken back
  std::deque<Answer> answers_;
  std::uint64_t lastSighting_ = 0;
  std::optional<std::int64_t> changeCounter_;
  std::optional<std::string> galleryFault_;
};

}  // namespace dangol::runtime
