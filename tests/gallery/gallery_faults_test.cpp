#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "dangol/gallery/gallery.hpp"
#include "faulty_disk.hpp"
#include "sample_gallery.hpp"
#include "scratch_folder.hpp"

// A disk that is full or fails, and other programs that hold the file: one clear error, and nothing stored is lost.

using namespace dangol;
using gallery::Gallery;
using gallery::GalleryError;
using gallery::GalleryFault;
using test::faultOf;
using test::FaultyDisk;
using test::kModel;
using test::ScratchFolder;

namespace {

// Everything a gallery holds, to be compared.
std::string stateOf(const Gallery& gallery) {
  std::ostringstream state;
  state << gallery.changeCounter();
  for (const auto& person : gallery.people()) {
    state << '|' << person.name << ',' << person.templates << ',' << person.revision;
    for (const auto& stored : gallery.templatesOf(person.id)) state << ',' << stored.embedding.values[0];
  }
  for (const auto& event : gallery.events({})) state << '|' << name(event.type);
  return state.str();
}

using Change = std::function<void(Gallery&, const gallery::Person&)>;

struct NamedChange {
  const char* name;
  Change change;
};

const std::vector<NamedChange>& changes() {
  static const std::vector<NamedChange> all{
      {"enrol",
       [](Gallery& gallery, const gallery::Person&) {
         test::enrol(gallery, "Invented Mia", {0.7F, 0.8F});
       }},
      {"add",
       [](Gallery& gallery, const gallery::Person& person) {
         gallery.addTemplates(person.id, test::templatesOf({0.6F}), test::eventAt(1));
       }},
      {"rename", [](Gallery& gallery,
                    const gallery::Person& person) { gallery.rename(person.id, "Invented Eva", test::eventAt(1)); }},
      {"remove", [](Gallery& gallery, const gallery::Person& person) { gallery.remove(person.id, test::eventAt(1)); }},
      {"append", [](Gallery& gallery, const gallery::Person&) { gallery.append(test::eventAt(1)); }},
  };
  return all;
}

struct Failing {
  int code;
  GalleryFault fault;
};

// Lets the disk fail at the n-th change of a file while the gallery is changed. False when the change needs fewer.
bool failsSafely(const Change& change, const Failing& failing, int changes_before) {
  const ScratchFolder folder;
  FaultyDisk disk;
  const auto file = folder.file("gallery.db");
  std::string expected;
  bool failed = false;
  {
    Gallery gallery = Gallery::create(file, kModel);
    const auto person = test::enrol(gallery, "Invented Ida", {0.1F, 0.2F});
    test::enrol(gallery, "Invented Noah", {0.3F});
    const std::string before = stateOf(gallery);
    disk.failAfter(changes_before, failing.code);
    try {
      change(gallery, person);
    } catch (const GalleryError& error) {
      failed = true;
      CHECK(error.fault() == failing.fault);
    }
    disk.repair();
    expected = stateOf(gallery);
    CHECK((expected == before) == failed);
  }
  Gallery again = Gallery::open(file, kModel);
  CHECK(stateOf(again) == expected);
  CHECK(again.check().empty());
  test::enrol(again, "Invented Leo");
  CHECK(test::namesIn(again, "leo").size() == 1);
  return failed;
}

// A limit on the size of files, which the kernel enforces as it does a full disk's.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit before_{};
  sighandler_t handler_;
};

}  // namespace

TEST_CASE("a disk that fills up at any write of any change loses nothing") {
  for (const NamedChange& change : changes()) {
    CAPTURE(change.name);
    int failures = 0;
    while (failsSafely(change.change, {SQLITE_FULL, GalleryFault::DiskFull}, failures)) REQUIRE(++failures < 200);
    CHECK(failures > 0);
  }
}

TEST_CASE("a disk that fails at any write of any change loses nothing") {
  for (const NamedChange& change : changes()) {
    CAPTURE(change.name);
    int failures = 0;
    while (failsSafely(change.change, {SQLITE_IOERR_WRITE, GalleryFault::Io}, failures)) REQUIRE(++failures < 200);
    CHECK(failures > 0);
  }
}

TEST_CASE("a disk that fills up while a gallery is created leaves nothing behind") {
  const ScratchFolder folder;
  int failures = 0;
  for (bool created = false; !created; ++failures) {
    REQUIRE(failures < 500);
    FaultyDisk disk;
    disk.failAfter(failures, SQLITE_FULL);
    try {
      Gallery::create(folder.file("gallery.db"), kModel);
      created = true;
    } catch (const GalleryError& error) {
      CAPTURE(failures);
      CHECK(error.fault() == GalleryFault::DiskFull);
      CHECK(folder.empty());
    }
    disk.repair();
  }
  CHECK(failures > 5);
  CHECK(Gallery::open(folder.file("gallery.db"), kModel).check().empty());
}

TEST_CASE("a file the system lets grow no further is a full disk") {
  const ScratchFolder folder;
  Gallery gallery = Gallery::create(folder.file("gallery.db"), kModel);
  test::enrol(gallery, "Invented Ida", {0.1F});
  const std::string before = stateOf(gallery);
  {
    const FileSizeLimit limit(std::filesystem::file_size(folder.file("gallery.db-wal")));
    CHECK(faultOf([&] { test::enrol(gallery, "Invented Noah"); }, "gallery.db") == GalleryFault::DiskFull);
    CHECK(stateOf(gallery) == before);
  }
  test::enrol(gallery, "Invented Noah");
  CHECK(gallery.personCount() == 2);
  CHECK(gallery.check().empty());
}

TEST_CASE("while another program holds the write lock changes are refused and reading goes on") {
  const ScratchFolder folder;
  Gallery gallery = Gallery::create(folder.file("gallery.db"), kModel);
  const auto person = test::enrol(gallery, "Invented Ida");
  const std::string before = stateOf(gallery);
  SQLite::Database other(folder.file("gallery.db"), SQLite::OPEN_READWRITE);
  other.exec("BEGIN IMMEDIATE");
  CHECK(faultOf([&] { gallery.rename(person.id, "Invented Eva", test::eventAt(1)); }, "gallery.db") ==
        GalleryFault::Locked);
  CHECK(stateOf(gallery) == before);
  CHECK(Gallery::open(folder.file("gallery.db"), kModel, gallery::Access::ReadOnly).personCount() == 1);
  other.exec("ROLLBACK");
  gallery.rename(person.id, "Invented Eva", test::eventAt(1));
  CHECK(test::namesIn(gallery) == std::vector<std::string>{"Invented Eva"});
}

TEST_CASE("a program that ends without closing its gallery loses nothing it was told is stored") {
  const ScratchFolder folder;
  Gallery gallery = Gallery::create(folder.file("gallery.db"), kModel);
  test::enrol(gallery, "Invented Ida", {0.1F, 0.2F});
  gallery.append(test::eventAt(5));
  // What a crash leaves on disk: the file and its log, without the last tidy-up.
  const ScratchFolder copy;
  for (const char* name : {"gallery.db", "gallery.db-wal"}) {
    std::filesystem::copy_file(folder.file(name), copy.file(name));
  }
  const Gallery recovered = Gallery::open(copy.file("gallery.db"), kModel);
  CHECK(stateOf(recovered) == stateOf(gallery));
  CHECK(recovered.check().empty());
}
