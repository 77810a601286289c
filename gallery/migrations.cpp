#include "migrations.hpp"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <array>

namespace dangol::gallery {

namespace {

// Times are milliseconds since 1970 in UTC. `revision` is where the database's counter stood when the row was last
// changed. Lists of names (kinds, types) are checked by the code that reads them, so that a new one needs no migration.
constexpr const char* kFirst = R"sql(
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE revision (
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  last INTEGER NOT NULL
) STRICT;
INSERT INTO revision (one, last) VALUES (1, 0);

CREATE TABLE person (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL CHECK (name <> ''),
  kind        TEXT NOT NULL,
  language    TEXT NOT NULL,
  enrolled_at INTEGER NOT NULL,
  revision    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE template (
  id         TEXT PRIMARY KEY,
  person     TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  model      TEXT NOT NULL,
  embedding  BLOB NOT NULL,  -- 128 numbers in single precision, little-endian
  quality    REAL NOT NULL,
  origin     TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revision   INTEGER NOT NULL
) STRICT;
CREATE INDEX template_person ON template (person);

CREATE TABLE tombstone (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL,
  deleted_at INTEGER NOT NULL,
  revision   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- No reference to person: events outlive the people they are about.
CREATE TABLE event (
  seq              INTEGER PRIMARY KEY AUTOINCREMENT,
  id               TEXT NOT NULL UNIQUE,
  at               INTEGER NOT NULL,
  local_offset_min INTEGER NOT NULL,
  type             TEXT NOT NULL,
  person           TEXT,
  detail           TEXT NOT NULL
) STRICT;
CREATE INDEX event_at ON event (at);
CREATE INDEX event_person ON event (person, at);

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
-- INSERT OR REPLACE deletes without firing the trigger above.
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END;
)sql";

// Scores instead of plain distances. A strangeness that another score model gave is computed anew.
constexpr const char* kScores = R"sql(
ALTER TABLE template ADD COLUMN strangeness REAL;
ALTER TABLE template ADD COLUMN score_model TEXT;

-- Pairs of people who are easily taken for each other, each once, the smaller id first.
CREATE TABLE look_alike (
  one       TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  other     TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
  source    TEXT NOT NULL,
  score     REAL,
  dismissed INTEGER NOT NULL CHECK (dismissed IN (0, 1)),
  noted_at  INTEGER NOT NULL,
  revision  INTEGER NOT NULL,
  PRIMARY KEY (one, other),
  CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX look_alike_other ON look_alike (other);
)sql";

constexpr std::array<Migration, 2> kMigrations{{
    {1, kFirst},
    {2, kScores},
}};

}  // namespace

std::span<const Migration> migrations() { return kMigrations; }

int storedSchemaVersion(const SQLite::Database& database) {
  SQLite::Statement version(database, "PRAGMA user_version");
  version.executeStep();
  return version.getColumn(0).getInt();
}

void migrate(SQLite::Database& database, std::span<const Migration> steps) {
  for (const Migration& step : steps) {
    if (storedSchemaVersion(database) >= step.version) continue;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    // Another program may have taken the step while this one waited for the lock.
    if (storedSchemaVersion(database) >= step.version) continue;
    database.exec(step.sql);
    database.exec(fmt::format("PRAGMA user_version = {}", step.version));
    transaction.commit();
  }
}

}  // namespace dangol::gallery
