#include "dangol/gallery/attendance_log.hpp"

#include <fmt/format.h>

#include <type_traits>
#include <utility>

#include "gallery_impl.hpp"
#include "text.hpp"

namespace dangol::gallery {

namespace {

constexpr std::size_t kLongestText = 500;

constexpr const char* kRows =
    "SELECT type, id, person, at, local_offset_min, detail FROM event WHERE type IN ('clocked_in', 'clocked_out',"
    " 'break_started', 'break_ended', 'task_changed', 'attendance_undone', 'attendance_corrected')"
    " AND person IS NOT NULL";
enum Column { kType, kId, kPerson, kAt, kOffset, kDetail };

constexpr const char* kDetailOf =
    "SELECT ?1 ->> '$.method', ?1 ->> '$.task', ?1 ->> '$.answer', ?1 ->> '$.alert', ?1 ->> '$.undoes',"
    " ?1 ->> '$.by', ?1 ->> '$.reason', ?1 ->> '$.replaces', ?1 ->> '$.entry.action', ?1 ->> '$.entry.at',"
    " ?1 ->> '$.entry.offset_min', ?1 ->> '$.entry.task'";
enum Part {
  kMethod,
  kTask,
  kAnswer,
  kAlert,
  kUndoes,
  kBy,
  kReason,
  kReplaces,
  kEntryAction,
  kEntryAt,
  kEntryOffset,
  kEntryTask
};

EventType typeOf(AttendanceAction action) {
  switch (action) {
    case AttendanceAction::ClockIn:
      return EventType::ClockedIn;
    case AttendanceAction::ClockOut:
      return EventType::ClockedOut;
    case AttendanceAction::BreakStart:
      return EventType::BreakStarted;
    case AttendanceAction::BreakEnd:
      return EventType::BreakEnded;
    case AttendanceAction::ChangeTask:
      return EventType::TaskChanged;
  }
  return EventType::ClockedIn;
}

std::optional<AttendanceAction> actionOf(std::string_view type) {
  for (const auto action : {AttendanceAction::ClockIn, AttendanceAction::ClockOut, AttendanceAction::BreakStart,
                            AttendanceAction::BreakEnd, AttendanceAction::ChangeTask}) {
    if (name(typeOf(action)) == type) return action;
  }
  return std::nullopt;
}

// A JSON object, member by member; those without a text are left out.
class Detail {
 public:
  Detail& text(std::string_view key, std::string_view value) {
    if (value.empty()) return *this;
    std::string quoted = "\"";
    for (const char c : value) {
      if (c == '"' || c == '\\') {
        quoted += '\\';
        quoted += c;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        quoted += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
      } else {
        quoted += c;
      }
    }
    return raw(key, quoted + '"');
  }
  Detail& raw(std::string_view key, std::string_view value) {
    members_ += fmt::format("{}\"{}\":{}", members_.empty() ? "" : ",", key, value);
    return *this;
  }
  [[nodiscard]] std::string json() const { return fmt::format("{{{}}}", members_); }

 private:
  std::string members_;
};

NewEvent eventOf(const AttendanceEntry& entry) {
  Detail detail;
  detail.text("method", name(entry.method)).text("task", entry.task).text("answer", entry.answer);
  if (entry.alert) detail.raw("alert", "true");
  return {entry.at, entry.localOffset, typeOf(entry.action), entry.person, detail.json()};
}

NewEvent eventOf(const AttendanceUndo& undo) {
  return {undo.at, undo.localOffset, EventType::AttendanceUndone, undo.person,
          Detail().text("undoes", undo.undoes.value).json()};
}

NewEvent eventOf(const AttendanceCorrection& correction) {
  Detail detail;
  detail.text("by", correction.by.value).text("reason", correction.reason);
  if (correction.replaces) detail.text("replaces", correction.replaces->value);
  if (correction.entry) {
    Detail entry;
    entry.text("action", name(correction.entry->action))
        .raw("at", fmt::to_string(toStored(correction.entry->at)))
        .raw("offset_min", fmt::to_string(correction.entry->localOffset.count()))
        .text("task", correction.entry->task);
    detail.raw("entry", entry.json());
  }
  return {correction.at, correction.localOffset, EventType::AttendanceCorrected, correction.person, detail.json()};
}

bool isShort(std::string_view text) { return text.size() <= kLongestText && decodeUtf8(text).has_value(); }

// What is wrong with a record; empty when nothing is.
std::string_view faultIn(const AttendanceRecord& record) {
  constexpr std::string_view kText = "a text is longer than 500 bytes, or no UTF-8";
  if (const auto* entry = std::get_if<AttendanceEntry>(&record)) {
    return isShort(entry->task) && isShort(entry->answer) ? std::string_view{} : kText;
  }
  if (const auto* correction = std::get_if<AttendanceCorrection>(&record)) {
    if (correction->reason.empty()) return "a correction needs a reason";
    if (!correction->replaces && !correction->entry) return "the correction says nothing";
    const bool shortTask = !correction->entry || isShort(correction->entry->task);
    return isShort(correction->reason) && shortTask ? std::string_view{} : kText;
  }
  return std::get<AttendanceUndo>(record).undoes.empty() ? "nothing is named to be undone" : std::string_view{};
}

std::string textIn(SQLite::Statement& row, int column) { return row.getColumn(column).getString(); }

// Reads rows. Nearly all of them say by which method and nothing else, and need no JSON reader.
class RowReader {
 public:
  explicit RowReader(const SQLite::Database& database) : parts_(database, kDetailOf) {
    for (const Method method : {Method::Face, Method::Pin, Method::Badge}) {
      plain_.emplace_back(Detail().text("method", name(method)).json(), method);
    }
  }

  // Nothing when the row cannot be what it says it is.
  std::optional<AttendanceRecord> read(SQLite::Statement& row) {
    const std::string type = textIn(row, kType);
    const std::string detail = textIn(row, kDetail);
    const auto action = actionOf(type);
    for (const auto& [text, method] : plain_) {
      if (action && detail == text) return entryFrom(row, *action, method);
    }
    parts_.reset();
    parts_.bind(1, detail);
    parts_.executeStep();
    if (action) return entryWithParts(row, *action);
    if (type == name(EventType::AttendanceUndone)) {
      const AttendanceEntry base = entryFrom(row, {}, {});
      return AttendanceUndo{base.id, base.person, base.at, base.localOffset, {textIn(parts_, kUndoes)}};
    }
    return correctionFrom(row);
  }

 private:
  static AttendanceEntry entryFrom(SQLite::Statement& row, AttendanceAction action, Method method) {
    AttendanceEntry entry;
    entry.id.value = textIn(row, kId);
    entry.person.value = textIn(row, kPerson);
    entry.at = fromStored(row.getColumn(kAt).getInt64());
    entry.localOffset = std::chrono::minutes{row.getColumn(kOffset).getInt64()};
    entry.action = action;
    entry.method = method;
    return entry;
  }

  std::optional<AttendanceRecord> entryWithParts(SQLite::Statement& row, AttendanceAction action) {
    const auto method = methodFromName(textIn(parts_, kMethod));
    if (!method) return std::nullopt;
    AttendanceEntry entry = entryFrom(row, action, *method);
    entry.task = textIn(parts_, kTask);
    entry.answer = textIn(parts_, kAnswer);
    entry.alert = parts_.getColumn(kAlert).getInt() != 0;
    return entry;
  }

  std::optional<AttendanceRecord> correctionFrom(SQLite::Statement& row) {
    const AttendanceEntry base = entryFrom(row, {}, {});
    AttendanceCorrection correction{base.id,          base.person,           base.at,
                                    base.localOffset, {textIn(parts_, kBy)}, textIn(parts_, kReason)};
    if (!parts_.getColumn(kReplaces).isNull()) correction.replaces = EventId{textIn(parts_, kReplaces)};
    if (parts_.getColumn(kEntryAction).isNull()) return correction;
    const auto action = attendanceActionFromName(textIn(parts_, kEntryAction));
    if (!action) return std::nullopt;
    correction.entry = {fromStored(parts_.getColumn(kEntryAt).getInt64()),
                        std::chrono::minutes{parts_.getColumn(kEntryOffset).getInt64()}, *action,
                        textIn(parts_, kEntryTask)};
    return correction;
  }

  SQLite::Statement parts_;
  std::vector<std::pair<std::string, Method>> plain_;
};

}  // namespace

EventId AttendanceLog::add(const AttendanceRecord& record) { return add(std::vector{record}).front(); }

std::vector<EventId> AttendanceLog::add(const std::vector<AttendanceRecord>& records) {
  constexpr std::string_view doing = "store attendance in";
  Gallery::Impl& impl = *gallery_.impl_;
  for (const AttendanceRecord& record : records) {
    if (const auto fault = faultIn(record); !fault.empty()) throw impl.refused(doing, fault);
  }
  return impl.changing(doing, [&] {
    SQLite::Statement known(impl.database_, "SELECT 1 FROM person WHERE id = ?");
    std::vector<EventId> ids;
    for (const AttendanceRecord& record : records) {
      const NewEvent event = std::visit([](const auto& each) { return eventOf(each); }, record);
      known.reset();
      known.bind(1, event.person->value);
      if (!known.executeStep()) throw impl.noSuchPerson(doing, *event.person);
      ids.push_back(impl.insertEvent(doing, event).id);
    }
    return ids;
  });
}

std::vector<AttendanceRecord> AttendanceLog::records(const Query& query) const {
  constexpr std::string_view doing = "read attendance from";
  return gallery_.impl_->guarded(doing, [&] {
    std::string sql = kRows;
    if (query.recordedBefore) sql += " AND at < :before";
    if (query.person) sql += " AND person = :person";
    SQLite::Statement row(gallery_.impl_->database_, sql + " ORDER BY seq");
    if (query.recordedBefore) row.bind(":before", toStored(*query.recordedBefore));
    if (query.person) row.bind(":person", query.person->value);
    RowReader reader(gallery_.impl_->database_);
    std::vector<AttendanceRecord> found;
    while (row.executeStep()) {
      auto record = reader.read(row);
      if (!record) {
        throw damaged(doing, gallery_.file(), fmt::format("event {} is no record of attendance", textIn(row, kId)));
      }
      found.push_back(*std::move(record));
    }
    return found;
  });
}

}  // namespace dangol::gallery
