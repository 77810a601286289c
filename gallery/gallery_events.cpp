#include <fmt/format.h>

#include <algorithm>

#include "gallery_impl.hpp"
#include "text.hpp"

namespace dangol::gallery {

namespace {

bool isJsonObject(const SQLite::Database& database, const std::string& text) {
  if (!decodeUtf8(text)) return false;
  SQLite::Statement query(database, "SELECT CASE WHEN json_valid(?1) THEN json_type(?1) = 'object' ELSE 0 END");
  query.bind(1, text);
  return query.executeStep() && query.getColumn(0).getInt() == 1;
}

Event eventFrom(SQLite::Statement& row, std::string_view doing, const std::filesystem::path& file) {
  Event event;
  event.id.value = row.getColumn(0).getString();
  event.at = fromStored(row.getColumn(1).getInt64());
  event.localOffset = std::chrono::minutes{row.getColumn(2).getInt64()};
  const auto type = eventTypeFromName(row.getColumn(3).getString());
  if (!type) throw damaged(doing, file, fmt::format("event {} is of no known type", event.id.value));
  event.type = *type;
  if (!row.getColumn(4).isNull()) event.person = PersonId{row.getColumn(4).getString()};
  event.detail = row.getColumn(5).getString();
  return event;
}

// Only the conditions asked for, so that SQLite can use the index that fits them.
std::string sqlFor(const Gallery::EventQuery& query) {
  std::string sql = "SELECT id, at, local_offset_min, type, person, detail FROM event WHERE true";
  if (query.from) sql += " AND at >= :from";
  if (query.until) sql += " AND at < :until";
  if (query.person) sql += " AND person = :person";
  if (query.type) sql += " AND type = :type";
  return sql + " ORDER BY at DESC, seq DESC LIMIT :newest";
}

}  // namespace

Event Gallery::Impl::insertEvent(std::string_view doing, const NewEvent& event) {
  if (!isJsonObject(database_, event.detail)) throw refused(doing, "the event's detail is not a JSON object");
  Event added{{nextId()}, event.at, event.localOffset, event.type, event.person, event.detail};
  SQLite::Statement insert(database_,
                           "INSERT INTO event (id, at, local_offset_min, type, person, detail)"
                           " VALUES (?, ?, ?, ?, ?, ?)");
  insert.bind(1, added.id.value);
  insert.bind(2, toStored(added.at));
  insert.bind(3, static_cast<std::int64_t>(added.localOffset.count()));
  insert.bind(4, std::string(name(added.type)));
  if (added.person) insert.bind(5, added.person->value);
  insert.bind(6, added.detail);
  insert.exec();
  return added;
}

Event Gallery::append(const NewEvent& event) {
  constexpr std::string_view doing = "store an event in";
  return impl_->changing(doing, [&] { return impl_->insertEvent(doing, event); });
}

std::vector<Event> Gallery::events(const EventQuery& query) const {
  constexpr std::string_view doing = "read events from";
  return impl_->guarded(doing, [&] {
    SQLite::Statement statement(impl_->database_, sqlFor(query));
    if (query.from) statement.bind(":from", toStored(*query.from));
    if (query.until) statement.bind(":until", toStored(*query.until));
    if (query.person) statement.bind(":person", query.person->value);
    if (query.type) statement.bind(":type", std::string(name(*query.type)));
    statement.bind(":newest", std::max(query.newest, 0));  // to SQLite a negative limit is none
    std::vector<Event> found;
    while (statement.executeStep()) found.push_back(eventFrom(statement, doing, file()));
    std::reverse(found.begin(), found.end());
    return found;
  });
}

}  // namespace dangol::gallery
