#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dangol/checkin/attendance.hpp"
#include "dangol/checkin/visit_filter.hpp"
#include "dangol/gallery/gallery.hpp"
#include "dangol/runtime/clock.hpp"
#include "dangol/runtime/command.hpp"
#include "dangol/runtime/config.hpp"

namespace dangol::runtime {

// Clocks people in and out: offers what makes sense to whoever is there, records what they choose, lets them take it
// back. One offer at a time: the first who comes, until they have left or are done. Bound to the control thread. Throws
// gallery::GalleryError.
class AttendanceDesk {
 public:
  // The clock must outlive this object.
  AttendanceDesk(const Config::Attendance& config, const Clock& clock);

  // The person stands there, or said who they are by PIN or badge. Makes an offer, or keeps it; in automatic mode also
  // clocks. Nothing when somebody else's offer lasts, or the person is done and has not left.
  void approach(gallery::Gallery& gallery, const gallery::Person& person, gallery::Method method);
  [[nodiscard]] Answer clock(gallery::Gallery& gallery, const ClockAttendance& command);
  [[nodiscard]] Answer undo(gallery::Gallery& gallery, const UndoAttendance& command);
  [[nodiscard]] Answer end(const EndOffer& command);
  // It was not this person after all.
  void forget(const gallery::PersonId& person);

  // The offer that lasts now, if any.
  [[nodiscard]] const std::optional<AttendanceOffer>& offer();

 private:
  struct Last {
    gallery::EventId event;
    vision::SteadyTime at;
  };
  void refresh(gallery::Gallery& gallery);
  void expire();
  [[nodiscard]] checkin::AttendanceHistory historyOf(gallery::Gallery& gallery, const gallery::PersonId& person) const;
  [[nodiscard]] std::chrono::sys_seconds now() const;
  [[nodiscard]] std::optional<Answer> whyNot(const ClockAttendance& command,
                                             const checkin::AttendanceHistory& history) const;
  [[nodiscard]] std::optional<AttendanceOffer::Question> question() const;
  void clockAutomatically(gallery::Gallery& gallery);

  Config::Attendance config_;
  checkin::AttendancePolicy policy_;
  const Clock& clock_;
  checkin::VisitFilter arrivals_;
  std::optional<AttendanceOffer> offer_;
  vision::SteadyTime offerEnds_;
  std::optional<Last> last_;  // what was clocked last on the offer
  std::uint64_t lastOffer_ = 0;
};

// The same as the kiosk's configuration, for reports.
[[nodiscard]] checkin::AttendancePolicy attendancePolicy(const Config::Attendance& config);

}  // namespace dangol::runtime
