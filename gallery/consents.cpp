#include "dangol/gallery/consents.hpp"

#include <fmt/format.h>

#include "gallery_impl.hpp"

namespace dangol::gallery {

ConsentId Gallery::Impl::insertConsent(const PersonId& person, const NewConsent& consent, WallTime at) {
  constexpr std::string_view doing = "record consent in";
  if (!consentText(consent.purpose, consent.version, consent.language)) {
    throw refused(doing, "there is no consent text of that version and language");
  }
  const ConsentId id{nextId()};
  SQLite::Statement insert(database_,
                           "INSERT INTO consent (id, person, purpose, method, version, language, given_at, revision)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  insert.bind(1, id.value);
  insert.bind(2, person.value);
  insert.bind(3, std::string(name(consent.purpose)));
  insert.bind(4, std::string(name(consent.method)));
  insert.bind(5, consent.version);
  insert.bind(6, consent.language);
  insert.bind(7, toStored(at));
  insert.bind(8, nextRevision());
  insert.exec();
  return id;
}

void Consents::record(const PersonId& person, const NewConsent& consent, const NewEvent& event) {
  constexpr std::string_view doing = "record consent in";
  Gallery::Impl& impl = *gallery_.impl_;
  impl.changing(doing, [&] {
    if (!gallery_.find(person)) throw impl.noSuchPerson(doing, person);
    const ConsentId id = impl.insertConsent(person, consent, event.at);
    NewEvent given = event;
    given.type = EventType::ConsentGiven;
    given.person = person;
    given.detail = fmt::format(R"({{"consent":"{}","purpose":"{}","version":"{}"}})", id.value, name(consent.purpose),
                               consent.version);
    return impl.insertEvent(doing, given);
  });
}

std::vector<Consent> Consents::of(const PersonId& person) const {
  constexpr std::string_view doing = "read consents from";
  return gallery_.impl_->guarded(doing, [&] {
    SQLite::Statement query(
        gallery_.impl_->database_,
        "SELECT id, purpose, method, version, language, given_at FROM consent WHERE person = ? ORDER BY id");
    query.bind(1, person.value);
    std::vector<Consent> found;
    while (query.executeStep()) {
      const auto purpose = consentPurposeFromName(query.getColumn(1).getString());
      const auto method = consentMethodFromName(query.getColumn(2).getString());
      if (!purpose || !method) throw damaged(doing, gallery_.file(), "a consent is of no known kind");
      found.push_back({{query.getColumn(0).getString()},
                       *purpose,
                       *method,
                       query.getColumn(3).getString(),
                       query.getColumn(4).getString(),
                       fromStored(query.getColumn(5).getInt64())});
    }
    return found;
  });
}

}  // namespace dangol::gallery
