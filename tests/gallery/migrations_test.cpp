#include "../../gallery/migrations.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "dangol/gallery/gallery.hpp"
#include "sample_gallery.hpp"
#include "scratch_folder.hpp"

using namespace dangol;
using gallery::Migration;
using gallery::migrations;
using gallery::storedSchemaVersion;
using test::ScratchFolder;

namespace {

const int kCreate = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;

// The real steps and one invented one after them.
std::vector<Migration> withOneMore(const char* sql) {
  std::vector<Migration> steps(migrations().begin(), migrations().end());
  steps.push_back({steps.back().version + 1, sql});
  return steps;
}

int newest() { return migrations().back().version; }

void insertSamplePerson(SQLite::Database& database) {
  database.exec(
      "INSERT INTO person (id, name, kind, language, enrolled_at, revision)"
      " VALUES ('p1', 'Invented Ida', 'customer', 'en', 0, 0)");
}

}  // namespace

TEST_CASE("a migration that fails leaves the version and the data before it") {
  SQLite::Database database(":memory:", kCreate);
  gallery::migrate(database, migrations());
  insertSamplePerson(database);
  const auto steps = withOneMore("DELETE FROM person; CREATE TABLE added (x INTEGER); SELECT * FROM no_such_table;");
  CHECK_THROWS_AS(gallery::migrate(database, steps), SQLite::Exception);
  CHECK(storedSchemaVersion(database) == newest());
  CHECK_FALSE(database.tableExists("added"));
  CHECK(database.execAndGet("SELECT count(*) FROM person").getInt() == 1);
}

TEST_CASE("a file of a newer schema is left as it is") {
  const ScratchFolder folder;
  SQLite::Database database(folder.file("newer.db"), kCreate);
  const auto steps = withOneMore("CREATE TABLE added (x INTEGER)");
  gallery::migrate(database, steps);
  gallery::migrate(database, migrations());
  CHECK(storedSchemaVersion(database) == newest() + 1);
  CHECK(database.tableExists("added"));
}

TEST_CASE("a program that waited while another migrated does not do it again") {
  const ScratchFolder folder;
  SQLite::Database first(folder.file("shared.db"), kCreate);
  SQLite::Database second(folder.file("shared.db"), kCreate);
  const auto steps = withOneMore("CREATE TABLE added (x INTEGER)");
  gallery::migrate(first, steps);
  gallery::migrate(second, steps);
  CHECK(storedSchemaVersion(second) == newest() + 1);
}

TEST_CASE("migrations are numbered from one without gaps") {
  int expected = 0;
  for (const Migration& step : migrations()) CHECK(step.version == ++expected);
  CHECK(expected >= 1);
}

TEST_CASE("one more step keeps what is stored") {
  SQLite::Database database(":memory:", kCreate);
  gallery::migrate(database, migrations());
  insertSamplePerson(database);
  gallery::migrate(database, withOneMore("ALTER TABLE person ADD COLUMN added TEXT NOT NULL DEFAULT 'new'"));
  CHECK(storedSchemaVersion(database) == newest() + 1);
  CHECK(database.execAndGet("SELECT name || added FROM person").getString() == "Invented Idanew");
}

TEST_CASE("a gallery of every version ever released opens with its people") {
  for (std::size_t version = 1; version <= migrations().size(); ++version) {
    CAPTURE(version);
    const ScratchFolder folder;
    const auto file = folder.file("old.db");
    {
      SQLite::Database database(file, kCreate);
      database.exec("PRAGMA application_id = 1145130567");
      gallery::migrate(database, migrations().first(version));
      database.exec("INSERT INTO meta (key, value) VALUES ('model', 'test-model-1')");
      insertSamplePerson(database);
    }
    auto opened = gallery::Gallery::open(file, test::kModel);
    CHECK(opened.schemaVersion() == newest());
    CHECK(test::namesIn(opened) == std::vector<std::string>{"Invented Ida"});
    CHECK(opened.check().empty());
    test::enrol(opened, "Invented Noah");
    CHECK(opened.personCount() == 2);
  }
}
