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
#include "dangol/gallery/credentials.hpp"
#include "dangol/gallery/gallery.hpp"
#include "dangol/runtime/attendance_desk.hpp"
#include "dangol/runtime/clock.hpp"
#include "dangol/runtime/command.hpp"
#include "dangol/runtime/config.hpp"
#include "dangol/runtime/enrolment_session.hpp"
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
  // Who may clock in or out now; how far an enrolment is.
  [[nodiscard]] const std::optional<AttendanceOffer>& attendanceOffer() { return desk_.offer(); }
  [[nodiscard]] std::optional<EnrolmentProgress> enrolmentProgress() const;
  // Whether an enrolment waits for faces: TrackReport::probe.
  [[nodiscard]] bool wantsProbes() const { return enrolment_ && enrolment_->looking(); }

  // Stores what could not be stored before, and ends what has lasted too long. Call it every second or so.
  void tick();

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
    std::optional<gallery::PersonId> named;  // who was accepted last
    std::set<gallery::PersonId> isNot;       // who it is not, as was said at the screen
    vision::SteadyTime lastSeen;
  };
  struct Greeting {
    SightingId id{};
    gallery::PersonId person;
    vision::TrackId track{};
    vision::SteadyTime at;
  };

  struct Admin {
    gallery::PersonId person;
    vision::SteadyTime lastUsed;
  };
  enum class KioskPurpose { None, Greeting, Attendance };

  void handleTrack(const TrackReport& track, const Observation& observation);
  void greet(const TrackReport& track, const Observation& observation);
  [[nodiscard]] Sighting sighting(SightingKind kind, const TrackReport& track, const Observation& observation);

  void serve(const TrackReport& track, const Observation& observation);
  void look(const Observation& observation);
  [[nodiscard]] KioskPurpose purposeOf(gallery::PersonKind kind) const;
  [[nodiscard]] std::optional<gallery::PersonKind> kindOf(const gallery::PersonId& person);
  // That moment, or the latest that was spoken of: frames and touches come by different ways.
  [[nodiscard]] vision::SteadyTime inOrder(vision::SteadyTime at);
  [[nodiscard]] gallery::NewEvent eventNow(std::string detail = "{}") const;

  void isNot(const gallery::PersonId& person, vision::TrackId track);
  [[nodiscard]] Answer identified(const gallery::Credentials::Attempt& attempt, gallery::Method method);
  void greetWithoutFace(const gallery::Person& person, gallery::Method method);
  [[nodiscard]] std::optional<gallery::Person> adminWith(AdminId id);
  [[nodiscard]] EnrolmentSession* enrolmentWith(EnrolmentId id);
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
  AttendanceDesk desk_;
  std::unique_ptr<EnrolmentSession> enrolment_;
  std::unordered_map<vision::TrackId, TrackMemory> tracks_;
  std::deque<Greeting> greetings_;  // those that may still be taken back
  std::deque<Answer> answers_;
  std::unordered_map<AdminId, Admin> admins_;
  std::unordered_map<gallery::PersonId, gallery::PersonKind> kinds_;  // of whom was seen, while nobody changed
  std::shared_ptr<const Matching> matching_;
  vision::SteadyTime latest_{};
  std::uint64_t lastSighting_ = 0;
  std::uint64_t lastAdmin_ = 0;
  std::uint64_t lastEnrolment_ = 0;
  std::optional<std::int64_t> changeCounter_;
  std::optional<std::string> galleryFault_;
};

}  // namespace dangol::runtime
