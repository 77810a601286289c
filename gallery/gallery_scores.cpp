#include <fmt/format.h>
#include <sqlite3.h>

#include <stdexcept>
#include <utility>

#include "embedding_blob.hpp"
#include "gallery_impl.hpp"

// How templates are scored, and which people the scores cannot tell apart.
namespace dangol::gallery {

namespace {

LookAlike lookAlikeFrom(SQLite::Statement& row, std::string_view doing, const std::filesystem::path& file) {
  LookAlike pair;
  pair.one.value = row.getColumn(0).getString();
  pair.other.value = row.getColumn(1).getString();
  const auto source = lookAlikeSourceFromName(row.getColumn(2).getString());
  if (!source) throw damaged(doing, file, "a pair of look-alikes comes from no known source");
  pair.source = *source;
  if (!row.getColumn(3).isNull()) pair.score = row.getColumn(3).getDouble();
  pair.dismissed = row.getColumn(4).getInt() != 0;
  pair.notedAt = fromStored(row.getColumn(5).getInt64());
  return pair;
}

LookAlike ordered(LookAlike pair) {
  if (pair.other < pair.one) std::swap(pair.one, pair.other);
  return pair;
}

// What is known after hearing of a pair that is known already.
LookAlike joined(const LookAlike& known, const LookAlike& heard) {
  LookAlike result = known;
  if (heard.score && (!known.score || *heard.score < *known.score)) result.score = heard.score;
  if (heard.source == LookAlikeSource::NotMe) {
    result.source = LookAlikeSource::NotMe;
    result.dismissed = false;
  }
  return result;
}

std::optional<LookAlike> known(const SQLite::Database& database, const LookAlike& pair, std::string_view doing,
                               const std::filesystem::path& file) {
  SQLite::Statement query(
      database, "SELECT one, other, source, score, dismissed, noted_at FROM look_alike WHERE one = ? AND other = ?");
  query.bind(1, pair.one.value);
  query.bind(2, pair.other.value);
  if (!query.executeStep()) return std::nullopt;
  return lookAlikeFrom(query, doing, file);
}

void write(const SQLite::Database& database, const LookAlike& pair, std::int64_t revision) {
  SQLite::Statement upsert(database,
                           "INSERT INTO look_alike (one, other, source, score, dismissed, noted_at, revision)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (one, other) DO UPDATE SET"
                           " source = excluded.source, score = excluded.score, dismissed = excluded.dismissed,"
                           " revision = excluded.revision");
  upsert.bind(1, pair.one.value);
  upsert.bind(2, pair.other.value);
  upsert.bind(3, std::string(name(pair.source)));
  if (pair.score) upsert.bind(4, *pair.score);
  upsert.bind(5, pair.dismissed ? 1 : 0);
  upsert.bind(6, toStored(pair.notedAt));
  upsert.bind(7, revision);
  upsert.exec();
}

NewEvent eventAbout(const NewEvent& given, EventType type, const LookAlike& pair) {
  NewEvent event = given;
  event.type = type;
  event.person = pair.one;
  event.detail = fmt::format(R"({{"other":"{}","source":"{}"}})", pair.other.value, name(pair.source));
  return event;
}

}  // namespace

void Gallery::useScores(std::shared_ptr<const ScoreModel> scores) {
  constexpr std::string_view doing = "score the templates of";
  if (scores->model() != impl_->model_) {
    throw std::invalid_argument(fmt::format("the score model is about {}, and the gallery holds templates of {}",
                                            scores->model().value, impl_->model_.value));
  }
  impl_->scores_ = std::move(scores);
  if (sqlite3_db_readonly(impl_->database_.getHandle(), "main") != 0) return;
  struct Stale {
    std::string id;
    double strangeness;
  };
  const auto stale = impl_->guarded(doing, [&] {
    SQLite::Statement query(impl_->database_,
                            "SELECT id, embedding FROM template WHERE score_model IS NOT ? ORDER BY id");
    query.bind(1, impl_->scores_->id());
    std::vector<Stale> found;
    while (query.executeStep()) {
      // A damaged one is reported by whoever reads it.
      const auto embedding = fromBlob(query.getColumn(1).getBlob(), query.getColumn(1).getBytes());
      if (embedding) found.push_back({query.getColumn(0).getString(), impl_->scores_->strangeness(*embedding)});
    }
    return found;
  });
  if (stale.empty()) return;
  impl_->changing(doing, [&] {
    const std::int64_t revision = impl_->nextRevision();
    SQLite::Statement update(impl_->database_,
                             "UPDATE template SET strangeness = ?, score_model = ?, revision = ? WHERE id = ?");
    for (const Stale& one : stale) {
      update.bind(1, one.strangeness);
      update.bind(2, impl_->scores_->id());
      update.bind(3, revision);
      update.bind(4, one.id);
      update.exec();
      update.reset();
    }
    return stale.size();
  });
}

std::vector<LookAlike> Gallery::lookAlikes() const {
  constexpr std::string_view doing = "list the look-alikes in";
  return impl_->guarded(doing, [&] {
    SQLite::Statement query(impl_->database_,
                            "SELECT one, other, source, score, dismissed, noted_at FROM look_alike"
                            " ORDER BY score IS NULL, score, one, other");
    std::vector<LookAlike> found;
    while (query.executeStep()) found.push_back(lookAlikeFrom(query, doing, file()));
    return found;
  });
}

bool Gallery::noteLookAlike(const LookAlike& pair, const NewEvent& event) {
  constexpr std::string_view doing = "note look-alikes in";
  if (pair.one == pair.other) throw impl_->refused(doing, "nobody is their own look-alike");
  return impl_->changing(doing, [&] {
    LookAlike wanted = ordered(pair);
    for (const PersonId& person : {wanted.one, wanted.other}) {
      if (!find(person)) throw impl_->noSuchPerson(doing, person);
    }
    wanted.notedAt = event.at;
    if (const auto before = known(impl_->database_, wanted, doing, file())) {
      wanted = joined(*before, wanted);
      if (wanted == *before) return false;
    }
    write(impl_->database_, wanted, impl_->nextRevision());
    impl_->insertEvent(doing, eventAbout(event, EventType::LookAlikeNoted, wanted));
    return true;
  });
}

void Gallery::dismissLookAlike(const PersonId& one, const PersonId& other, const NewEvent& event) {
  constexpr std::string_view doing = "dismiss look-alikes in";
  impl_->changing(doing, [&] {
    auto pair = known(impl_->database_, ordered({.one = one, .other = other}), doing, file());
    if (!pair) {
      throw galleryError(GalleryFault::NotFound, doing, file(), "these two are not noted as look-alikes",
                         "'dangol look-alikes' shows the pairs.");
    }
    pair->dismissed = true;
    write(impl_->database_, *pair, impl_->nextRevision());
    return impl_->insertEvent(doing, eventAbout(event, EventType::LookAlikeDismissed, *pair));
  });
}

}  // namespace dangol::gallery
