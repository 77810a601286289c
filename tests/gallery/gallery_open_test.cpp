#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "dangol/gallery/gallery.hpp"
#include "sample_gallery.hpp"
#include "scratch_folder.hpp"

namespace fs = std::filesystem;
using namespace dangol;
using gallery::Access;
using gallery::Gallery;
using gallery::GalleryError;
using gallery::GalleryFault;
using test::faultOf;
using test::kModel;
using test::PlainUser;
using test::ScratchFolder;

namespace {

std::string contentOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const fs::path& file, const std::string& content) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

// A gallery with two invented people, closed again.
fs::path makeGallery(const ScratchFolder& folder) {
  auto file = folder.file("gallery.db");
  Gallery gallery = Gallery::create(file, kModel);
  test::enrol(gallery, "Invented Ida", {0.1F, 0.2F, 0.3F});
  test::enrol(gallery, "Invented Noah", {0.5F});
  return file;
}

fs::perms permissionsOf(const fs::path& path) { return fs::status(path).permissions(); }

void sql(const fs::path& file, const std::string& statements) {
  SQLite::Database(file, SQLite::OPEN_READWRITE).exec(statements);
}

GalleryFault faultOfOpening(const fs::path& file) {
  return faultOf([&] { Gallery::open(file, kModel); }, file.string());
}

// Sets an environment variable for one test.
class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) {
    if (const char* before = ::getenv(name)) before_ = before;
    value != nullptr ? ::setenv(name, value, 1) : ::unsetenv(name);
  }
  ~Environment() { before_ ? ::setenv(name_, before_->c_str(), 1) : ::unsetenv(name_); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("a missing gallery is not found and nothing is created") {
  const ScratchFolder folder;
  CHECK(faultOfOpening(folder.file("missing.db")) == GalleryFault::NotFound);
  CHECK(faultOfOpening(folder.file("no/such/folder.db")) == GalleryFault::NotFound);
  CHECK(folder.empty());
}

TEST_CASE("files that are no databases are refused and left as they are") {
  const ScratchFolder folder;
  const auto file = folder.file("other.db");
  std::mt19937 random(1);
  std::string noise(100'000, '\0');
  for (char& byte : noise) byte = static_cast<char>(random());
  for (const std::string& content : {std::string(), std::string("x"), std::string("Dear diary\n"), noise,
                                     std::string(4096, '\0'), std::string("SQLite format 3")}) {
    write(file, content);
    CHECK(faultOfOpening(file) == GalleryFault::NotAGallery);
    CHECK(contentOf(file) == content);
  }
  CHECK(faultOfOpening(folder.path()) == GalleryFault::NotAGallery);
}

TEST_CASE("a database of another program is refused and left as it is") {
  const ScratchFolder folder;
  const auto file = folder.file("notes.db");
  SQLite::Database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE note (text TEXT)");
  const std::string before = contentOf(file);
  CHECK(faultOfOpening(file) == GalleryFault::NotAGallery);
  CHECK(contentOf(file) == before);
}

TEST_CASE("a truncated gallery is refused at every length and left as it is") {
  const ScratchFolder folder;
  const auto file = makeGallery(folder);
  const std::string whole = contentOf(file);
  for (const std::size_t length : {std::size_t{1}, std::size_t{50}, std::size_t{100}, std::size_t{4095},
                                   std::size_t{4096}, whole.size() / 2, whole.size() - 4096, whole.size() - 1}) {
    CAPTURE(length);
    write(file, whole.substr(0, length));
    CHECK(faultOfOpening(file) == GalleryFault::NotAGallery);
    CHECK(contentOf(file) == whole.substr(0, length));
  }
}

TEST_CASE("a page of garbage is found at the opening or by the check") {
  const ScratchFolder folder;
  const auto file = makeGallery(folder);
  const std::string whole = contentOf(file);
  std::mt19937 random(2);
  for (std::size_t page = 0; page < whole.size() / 4096; ++page) {
    CAPTURE(page);
    std::string garbled = whole;
    for (std::size_t i = page == 0 ? 100 : 0; i < 4096; ++i) garbled[page * 4096 + i] = static_cast<char>(random());
    write(file, garbled);
    std::vector<std::string> problems;
    try {
      problems = Gallery::open(file, kModel).check();
    } catch (const GalleryError& error) {
      CHECK(error.fault() == GalleryFault::NotAGallery);
      problems.emplace_back(error.what());
    }
    CHECK_FALSE(problems.empty());
  }
}

TEST_CASE("flipped bytes anywhere end in an answer or in a gallery error") {
  const ScratchFolder folder;
  const auto file = makeGallery(folder);
  const std::string whole = contentOf(file);
  std::mt19937 random(3);
  int refused = 0;
  for (int round = 0; round < 300; ++round) {
    std::string flipped = whole;
    for (int i = 0; i < 20; ++i) flipped[random() % flipped.size()] = static_cast<char>(random());
    write(file, flipped);
    try {
      Gallery gallery = Gallery::open(file, kModel);
      for (const auto& person : gallery.people()) (void)gallery.templatesOf(person.id);
      (void)gallery.events({});
      (void)gallery.buildIndex();
      test::enrol(gallery, "Invented Mia");
      (void)gallery.check();
    } catch (const GalleryError& error) {
      CHECK_FALSE(std::string(error.what()).empty());
      ++refused;
    }
    fs::remove(file.string() + "-wal");
    fs::remove(file.string() + "-shm");
  }
  CHECK(refused > 0);
}

TEST_CASE("a gallery of a newer schema is refused and left as it is") {
  const ScratchFolder folder;
  const auto file = makeGallery(folder);
  sql(file, "PRAGMA user_version = 99");
  CHECK(faultOfOpening(file) == GalleryFault::NewerSchema);
  CHECK(SQLite::Database(file).execAndGet("PRAGMA user_version").getInt() == 99);
  CHECK(SQLite::Database(file).execAndGet("SELECT count(*) FROM person").getInt() == 2);
}

TEST_CASE("a gallery of another model is refused") {
  const ScratchFolder folder;
  const auto file = makeGallery(folder);
  CHECK(faultOf([&] { Gallery::open(file, {"another-model"}); }, file.string()) == GalleryFault::OtherModel);
  CHECK(faultOf([&] { Gallery::open(file, {"another-model"}, Access::ReadOnly); }) == GalleryFault::OtherModel);
}

TEST_CASE("a gallery that does not name its model is refused") {
  const ScratchFolder folder;
  const auto file = makeGallery(folder);
  sql(file, "DELETE FROM meta");
  CHECK(faultOfOpening(file) == GalleryFault::NotAGallery);
  sql(file, "DROP TABLE meta");
  CHECK(faultOfOpening(file) == GalleryFault::NotAGallery);
}

TEST_CASE("a gallery without a name for its model is not created") {
  const ScratchFolder folder;
  CHECK(faultOf([&] { Gallery::create(folder.file("a.db"), {""}); }) == GalleryFault::InvalidInput);
  CHECK(faultOf([&] { Gallery::inMemory({""}); }) == GalleryFault::InvalidInput);
  CHECK(folder.empty());
}

TEST_CASE("a gallery another program holds for itself is locked") {
  const ScratchFolder folder;
  const auto file = makeGallery(folder);
  SQLite::Database other(file, SQLite::OPEN_READWRITE);
  other.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; UPDATE revision SET last = last; COMMIT");
  CHECK(faultOfOpening(file) == GalleryFault::Locked);
}

TEST_CASE("a file that may not be written opens for reading only") {
  const ScratchFolder folder;
  const auto file = makeGallery(folder);
  PlainUser::own(folder.path());
  PlainUser::own(file);
  fs::permissions(file, fs::perms::owner_read);
  const PlainUser user;
  CHECK(faultOfOpening(file) == GalleryFault::ReadOnly);
  Gallery gallery = Gallery::open(file, kModel, Access::ReadOnly);
  CHECK(gallery.personCount() == 2);
  CHECK(faultOf([&] { test::enrol(gallery, "Invented Mia"); }, file.string()) == GalleryFault::ReadOnly);
  CHECK(gallery.personCount() == 2);
}

TEST_CASE("a file that may not be read is refused") {
  const ScratchFolder folder;
  const auto file = makeGallery(folder);
  PlainUser::own(folder.path());
  PlainUser::own(file);
  fs::permissions(file, fs::perms::none);
  const PlainUser user;
  CHECK(faultOfOpening(file) == GalleryFault::Io);
}

TEST_CASE("a folder that may not be written takes no new gallery and opens none") {
  const ScratchFolder folder;
  const auto file = makeGallery(folder);
  PlainUser::own(folder.path());
  PlainUser::own(file);
  fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
  const PlainUser user;
  CHECK(faultOfOpening(file) == GalleryFault::ReadOnly);
  CHECK(faultOf([&] { Gallery::open(file, kModel, Access::ReadOnly); }, file.string()) == GalleryFault::ReadOnly);
  CHECK(faultOf([&] { Gallery::create(folder.file("new.db"), kModel); }, "new.db") == GalleryFault::ReadOnly);
  CHECK(faultOf([&] { Gallery::create(folder.file("a/new.db"), kModel); }, "a") == GalleryFault::ReadOnly);
}

TEST_CASE("creating over anything refuses and leaves it as it is") {
  const ScratchFolder folder;
  const auto file = makeGallery(folder);
  const std::string before = contentOf(file);
  CHECK(faultOf([&] { Gallery::create(file, kModel); }, file.string()) == GalleryFault::AlreadyExists);
  CHECK(contentOf(file) == before);
  write(folder.file("empty.db"), "");
  CHECK(faultOf([&] { Gallery::create(folder.file("empty.db"), kModel); }) == GalleryFault::AlreadyExists);
  fs::create_symlink("nowhere", folder.file("link.db"));
  CHECK(faultOf([&] { Gallery::create(folder.file("link.db"), kModel); }) == GalleryFault::AlreadyExists);
}

TEST_CASE("creating beside the log of another gallery refuses and leaves it as it is") {
  const ScratchFolder folder;
  write(folder.file("gallery.db-wal"), "left over");
  CHECK(faultOf([&] { Gallery::create(folder.file("gallery.db"), kModel); }, "gallery.db-wal") ==
        GalleryFault::AlreadyExists);
  CHECK(contentOf(folder.file("gallery.db-wal")) == "left over");
  CHECK_FALSE(fs::exists(folder.file("gallery.db")));
}

TEST_CASE("a folder cannot be made where a file is") {
  const ScratchFolder folder;
  write(folder.file("file"), "x");
  CHECK(faultOf([&] { Gallery::create(folder.file("file/gallery.db"), kModel); }, "file") == GalleryFault::Io);
}

TEST_CASE("without a home the default file cannot be told") {
  const Environment none("DANGOL_GALLERY", nullptr), data("XDG_DATA_HOME", "relative"), home("HOME", "");
  CHECK(faultOf([] { (void)Gallery::defaultFile(); }) == GalleryFault::Io);
}

TEST_CASE("the default file follows the environment") {
  const Environment home("HOME", "/home/invented"), data("XDG_DATA_HOME", nullptr), none("DANGOL_GALLERY", nullptr);
  CHECK(Gallery::defaultFile() == "/home/invented/.local/share/dangol/gallery.db");
  const Environment set_data("XDG_DATA_HOME", "/data");
  CHECK(Gallery::defaultFile() == "/data/dangol/gallery.db");
  const Environment set_file("DANGOL_GALLERY", "here.db");
  CHECK(Gallery::defaultFile() == "here.db");
}

TEST_CASE("a new gallery and its folders belong to their owner alone") {
  const ScratchFolder folder;
  const mode_t before = ::umask(0);
  const auto file = folder.file("new/deep/gallery.db");
  Gallery gallery = Gallery::create(file, kModel);
  test::enrol(gallery, "Invented Ida");
  ::umask(before);
  const auto owner_file = fs::perms::owner_read | fs::perms::owner_write;
  CHECK(permissionsOf(folder.file("new")) == fs::perms::owner_all);
  CHECK(permissionsOf(folder.file("new/deep")) == fs::perms::owner_all);
  for (const auto& entry : fs::directory_iterator(file.parent_path())) {
    CAPTURE(entry.path());
    CHECK(permissionsOf(entry.path()) == owner_file);
  }
  CHECK(fs::exists(file.string() + "-wal"));
}

TEST_CASE("a gallery closed again is one file with everything in it") {
  const ScratchFolder folder;
  const auto file = makeGallery(folder);
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
  const Gallery gallery = Gallery::open(file, kModel);
  CHECK(test::namesIn(gallery) == std::vector<std::string>{"Invented Ida", "Invented Noah"});
  CHECK(gallery.file() == file);
  CHECK(gallery.check().empty());
}

TEST_CASE("a gallery keeps its data safe by its settings") {
  const ScratchFolder folder;
  const auto file = makeGallery(folder);
  SQLite::Database database(file);
  CHECK(database.execAndGet("PRAGMA journal_mode").getString() == "wal");
  CHECK(database.execAndGet("PRAGMA application_id").getInt() == 0x44414E47);
  CHECK(database.execAndGet("PRAGMA user_version").getInt() >= 1);
}

TEST_CASE("a gallery opens in a folder with a strange name") {
  const ScratchFolder folder;
  const auto file = folder.path() / "a b?c#d%41'\xEA\xB9\x80" / "gallery.db";
  Gallery::create(file, kModel);
  CHECK(Gallery::open(file, kModel).personCount() == 0);
}
