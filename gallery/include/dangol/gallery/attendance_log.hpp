#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dangol/gallery/attendance.hpp"
#include "dangol/gallery/gallery.hpp"

namespace dangol::gallery {

// The records of working time among a gallery's events. Only ever added to. What a call has returned from is on disk.
// Bound to the thread that uses the gallery, which must outlive this object. Throws GalleryError as Gallery does;
// InvalidInput also when a text is not valid UTF-8 or longer than 500 bytes, or a correction has no reason, or says
// neither what it replaces nor what counts instead.
class AttendanceLog {
 public:
  explicit AttendanceLog(Gallery& gallery) : gallery_(gallery) {}

  // Stores the record; its id is given by the gallery. NotFound when nobody has the person's id.
  EventId add(const AttendanceRecord& record);
  // All or none of them, in their order.
  std::vector<EventId> add(const std::vector<AttendanceRecord>& records);

  struct Query {
    std::optional<WallTime> recordedBefore{};
    std::optional<PersonId> person{};
  };
  // In the order in which they were stored.
  [[nodiscard]] std::vector<AttendanceRecord> records(const Query& query) const;

 private:
  Gallery& gallery_;
};

}  // namespace dangol::gallery
