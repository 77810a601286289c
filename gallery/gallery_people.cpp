#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "embedding_blob.hpp"
#include "gallery_impl.hpp"
#include "text.hpp"

namespace dangol::gallery {

namespace {

constexpr std::size_t kLongestLanguage = 35;  // BCP 47 asks for no more
constexpr std::size_t kLongestOrigin = 200;

constexpr const char* kPersonColumns =
    "SELECT id, name, kind, language, enrolled_at, revision,"
    " (SELECT count(*) FROM template WHERE template.person = person.id) FROM person ";

bool isLanguage(std::string_view language) {
  return language.size() <= kLongestLanguage && std::all_of(language.begin(), language.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
         });
}

// What is wrong with the templates; empty when nothing is.
std::string_view faultIn(std::span<const NewTemplate> templates) {
  if (templates.empty()) return "there is no template";
  for (const NewTemplate& added : templates) {
    const auto& values = added.embedding.values;
    const bool finite = std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
    if (!finite || !std::isfinite(added.quality)) return "a template holds a value that is not a finite number";
  }
  return {};
}

Person personFrom(SQLite::Statement& row, const std::filesystem::path& file) {
  Person person;
  person.id.value = row.getColumn(0).getString();
  person.name = row.getColumn(1).getString();
  const auto kind = personKindFromName(row.getColumn(2).getString());
  if (!kind) throw damaged("read a person from", file, fmt::format("person {} is of no known kind", person.id.value));
  person.kind = *kind;
  person.language = row.getColumn(3).getString();
  person.enrolledAt = fromStored(row.getColumn(4).getInt64());
  person.revision = row.getColumn(5).getInt64();
  person.templates = row.getColumn(6).getInt();
  return person;
}

// The event a change of a person leaves: when and with which detail the caller says, the rest follows from the change.
NewEvent eventOf(const NewEvent& given, EventType type, const PersonId& person) {
  NewEvent event = given;
  event.type = type;
  event.person = person;
  return event;
}

}  // namespace

void Gallery::Impl::insertTemplates(const PersonId& person, std::span<const NewTemplate> templates, WallTime at,
                                    std::int64_t revision) {
  SQLite::Statement insert(database_,
                           "INSERT INTO template (id, person, model, embedding, quality, origin, created_at, revision,"
                           " strangeness, score_model) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const NewTemplate& added : templates) {
    const EmbeddingBlob blob = toBlob(added.embedding);
    insert.bind(1, nextId());
    insert.bind(2, person.value);
    insert.bind(3, model_.value);
    insert.bind(4, blob.data(), static_cast<int>(blob.size()));
    insert.bind(5, static_cast<double>(added.quality));
    insert.bind(6, displayable(added.origin, kLongestOrigin));
    insert.bind(7, toStored(at));
    insert.bind(8, revision);
    if (scores_) {
      insert.bind(9, scores_->strangeness(added.embedding));
      insert.bind(10, scores_->id());
    }
    insert.exec();
    insert.reset();
  }
}

Person Gallery::enrol(const NewPerson& person, std::span<const NewTemplate> templates, const NewEvent& event) {
  constexpr std::string_view doing = "enrol a person in";
  if (const auto why = whyNameIsRefused(person.name)) {
    throw impl_->refused(doing, "the name cannot be used: " + *why);
  }
  if (!isLanguage(person.language)) throw impl_->refused(doing, "the language is not a tag such as 'ko' or 'en'");
  if (const auto fault = faultIn(templates); !fault.empty()) throw impl_->refused(doing, fault);

  return impl_->changing(doing, [&] {
    Person added{{impl_->nextId()},
                 person.name,
                 person.kind,
                 person.language,
                 event.at,
                 impl_->nextRevision(),
                 static_cast<int>(templates.size())};
    SQLite::Statement insert(impl_->database_,
                             "INSERT INTO person (id, name, kind, language, enrolled_at, revision)"
                             " VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind(1, added.id.value);
    insert.bind(2, added.name);
    insert.bind(3, std::string(name(added.kind)));
    insert.bind(4, added.language);
    insert.bind(5, toStored(added.enrolledAt));
    insert.bind(6, added.revision);
    insert.exec();
    impl_->insertTemplates(added.id, templates, event.at, added.revision);
    impl_->insertEvent(doing, eventOf(event, EventType::Enrolled, added.id));
    return added;
  });
}

void Gallery::addTemplates(const PersonId& person, std::span<const NewTemplate> templates, const NewEvent& event) {
  constexpr std::string_view doing = "add templates to a person in";
  if (const auto fault = faultIn(templates); !fault.empty()) throw impl_->refused(doing, fault);
  impl_->changing(doing, [&] {
    if (!find(person)) throw impl_->noSuchPerson(doing, person);
    impl_->insertTemplates(person, templates, event.at, impl_->nextRevision());
    return impl_->insertEvent(doing, eventOf(event, EventType::TemplatesAdded, person));
  });
}

void Gallery::rename(const PersonId& person, std::string_view new_name, const NewEvent& event) {
  constexpr std::string_view doing = "rename a person in";
  if (const auto why = whyNameIsRefused(new_name)) throw impl_->refused(doing, "the name cannot be used: " + *why);
  impl_->changing(doing, [&] {
    SQLite::Statement update(impl_->database_, "UPDATE person SET name = ?, revision = ? WHERE id = ?");
    update.bind(1, std::string(new_name));
    update.bind(2, impl_->nextRevision());
    update.bind(3, person.value);
    if (update.exec() == 0) throw impl_->noSuchPerson(doing, person);
    return impl_->insertEvent(doing, eventOf(event, EventType::Renamed, person));
  });
}

void Gallery::remove(const PersonId& person, const NewEvent& event) {
  constexpr std::string_view doing = "remove a person from";
  impl_->changing(doing, [&] {
    SQLite::Statement erase(impl_->database_, "DELETE FROM person WHERE id = ?");
    erase.bind(1, person.value);
    if (erase.exec() == 0) throw impl_->noSuchPerson(doing, person);
    SQLite::Statement bury(impl_->database_,
                           "INSERT INTO tombstone (id, kind, deleted_at, revision) VALUES (?, 'person', ?, ?)");
    bury.bind(1, person.value);
    bury.bind(2, toStored(event.at));
    bury.bind(3, impl_->nextRevision());
    bury.exec();
    return impl_->insertEvent(doing, eventOf(event, EventType::Removed, person));
  });
}

std::optional<Person> Gallery::find(const PersonId& person) const {
  return impl_->guarded("read a person from", [&]() -> std::optional<Person> {
    SQLite::Statement query(impl_->database_, std::string(kPersonColumns) + "WHERE id = ?");
    query.bind(1, person.value);
    if (!query.executeStep()) return std::nullopt;
    return personFrom(query, file());
  });
}

std::vector<Person> Gallery::people(std::string_view filter) const {
  return impl_->guarded("list the people in", [&] {
    SQLite::Statement query(impl_->database_,
                            std::string(kPersonColumns) +
                                "WHERE instr(lower(name), lower(?1)) > 0 OR substr(id, 1, length(?1)) = lower(?1)"
                                " ORDER BY name COLLATE NOCASE, id");
    query.bind(1, std::string(filter));
    std::vector<Person> found;
    while (query.executeStep()) found.push_back(personFrom(query, file()));
    return found;
  });
}

std::vector<Template> Gallery::templatesOf(const PersonId& person) const {
  constexpr std::string_view doing = "read templates from";
  return impl_->guarded(doing, [&] {
    SQLite::Statement query(
        impl_->database_,
        "SELECT id, embedding, quality, origin, created_at FROM template WHERE person = ? ORDER BY id");
    query.bind(1, person.value);
    std::vector<Template> found;
    while (query.executeStep()) {
      Template read;
      read.id.value = query.getColumn(0).getString();
      read.person = person;
      const auto embedding = fromBlob(query.getColumn(1).getBlob(), query.getColumn(1).getBytes());
      if (!embedding) throw damaged(doing, file(), fmt::format("template {} is cut", read.id.value));
      read.embedding = *embedding;
      read.quality = static_cast<float>(query.getColumn(2).getDouble());
      read.origin = query.getColumn(3).getString();
      read.createdAt = fromStored(query.getColumn(4).getInt64());
      found.push_back(std::move(read));
    }
    return found;
  });
}

std::int64_t Gallery::personCount() const {
  return impl_->guarded("count the people in", [&] {
    SQLite::Statement count(impl_->database_, "SELECT count(*) FROM person");
    count.executeStep();
    return count.getColumn(0).getInt64();
  });
}

}  // namespace dangol::gallery
