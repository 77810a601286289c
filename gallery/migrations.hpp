#pragma once

#include <SQLiteCpp/Database.h>

#include <span>

namespace dangol::gallery {

// One step of the schema. Once released it never changes: what comes next is a new entry with the next number.
struct Migration {
  int version;
  const char* sql;
};

// From the first version to the newest, numbered from 1 without gaps.
[[nodiscard]] std::span<const Migration> migrations();

// The version the file's schema has; 0 before the first migration.
[[nodiscard]] int storedSchemaVersion(const SQLite::Database& database);

// Brings the schema up to the last of `steps`: forward only, each step in one transaction that is all there or not at
// all, also when several programs do this at once. Throws SQLite::Exception; the steps before stay.
void migrate(SQLite::Database& database, std::span<const Migration> steps);

}  // namespace dangol::gallery
