#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "dangol/gallery/gallery.hpp"
#include "gallery_errors.hpp"
#include "uuid_v7.hpp"

namespace dangol::gallery {

// What the parts of Gallery share: one connection, and how its failures become GalleryErrors.
struct Gallery::Impl {
  Impl(std::filesystem::path file, vision::ModelId model, SQLite::Database database);

  template <class Call>
  auto guarded(std::string_view doing, Call&& call) const {
    return gallery::guarded(doing, file_, std::forward<Call>(call));
  }

  // The same in a transaction that holds the write lock from its start: all of it is stored, or nothing.
  template <class Call>
  auto changing(std::string_view doing, Call&& call) {
    return guarded(doing, [&] {
      SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
      auto result = std::forward<Call>(call)();
      transaction.commit();
      return result;
    });
  }

  // The revision that everything the running transaction changes gets.
  [[nodiscard]] std::int64_t nextRevision() const;
  [[nodiscard]] std::string nextId();
  // What is said when the gallery has no such person.
  [[nodiscard]] GalleryError noSuchPerson(std::string_view doing, const PersonId& person) const;
  [[nodiscard]] GalleryError refused(std::string_view doing, std::string_view why) const;

  // Requires: within a transaction, both. The second throws GalleryError InvalidInput when the detail is not a JSON
  // object.
  void insertTemplates(const PersonId& person, std::span<const NewTemplate> templates, WallTime at,
                       std::int64_t revision);
  Event insertEvent(std::string_view doing, const NewEvent& event);

  std::filesystem::path file_;  // empty: in memory
  vision::ModelId model_;
  SQLite::Database database_;
  UuidV7 ids_;
  std::shared_ptr<const ScoreModel> scores_;  // null: templates are stored and searched without strangeness
};

[[nodiscard]] inline std::int64_t toStored(WallTime time) { return time.time_since_epoch().count(); }
[[nodiscard]] inline WallTime fromStored(std::int64_t time_ms) { return WallTime{std::chrono::milliseconds{time_ms}}; }

}  // namespace dangol::gallery
