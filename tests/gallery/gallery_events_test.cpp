#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "dangol/gallery/gallery.hpp"
#include "sample_gallery.hpp"
#include "scratch_folder.hpp"

using namespace dangol;
using gallery::EventType;
using gallery::Gallery;
using gallery::GalleryFault;
using gallery::PersonId;
using test::at;
using test::eventAt;
using test::faultOf;
using test::kModel;
using test::ScratchFolder;

namespace {

std::vector<std::int64_t> minutesOf(const std::vector<gallery::Event>& events) {
  std::vector<std::int64_t> minutes;
  for (const auto& event : events) {
    minutes.push_back(std::chrono::duration_cast<std::chrono::minutes>(event.at - at(0)).count());
  }
  return minutes;
}

using Minutes = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("events can neither be changed nor deleted nor replaced") {
  const ScratchFolder folder;
  Gallery gallery = Gallery::create(folder.file("gallery.db"), kModel);
  const auto event = gallery.append(eventAt(1));
  gallery.append(eventAt(2));
  SQLite::Database database(folder.file("gallery.db"), SQLite::OPEN_READWRITE);
  for (const std::string attempt : {"UPDATE event SET at = 0", "UPDATE event SET detail = '{}' WHERE seq = 1",
                                    "DELETE FROM event", "DELETE FROM event WHERE seq = 2",
                                    "INSERT OR REPLACE INTO event VALUES (1, 'new', 0, 0, 'greeted', NULL, '{}')",
                                    "INSERT OR IGNORE INTO event VALUES (2, 'new', 0, 0, 'greeted', NULL, '{}')"}) {
    CAPTURE(attempt);
    CHECK_THROWS_AS(database.exec(attempt), SQLite::Exception);
  }
  CHECK_THROWS_AS(database.exec("REPLACE INTO event (id, at, local_offset_min, type, detail) VALUES ('" +
                                event.id.value + "', 0, 0, 'greeted', '{}')"),
                  SQLite::Exception);
  CHECK(minutesOf(gallery.events({})) == Minutes{1, 2});
}

TEST_CASE("an event whose detail is no JSON object is refused") {
  Gallery gallery = Gallery::inMemory(kModel);
  for (const std::string detail : {"", " ", "null", "[1]", "{", "{'a':1}", "\"{}\"", "{} {}"}) {
    CAPTURE(detail);
    auto event = eventAt(1);
    event.detail = detail;
    CHECK(faultOf([&] { gallery.append(event); }) == GalleryFault::InvalidInput);
  }
  CHECK(gallery.events({}).empty());
}

TEST_CASE("an event of an unknown type is damage") {
  const ScratchFolder folder;
  Gallery gallery = Gallery::create(folder.file("gallery.db"), kModel);
  SQLite::Database(folder.file("gallery.db"), SQLite::OPEN_READWRITE)
      .exec("INSERT INTO event (id, at, local_offset_min, type, detail) VALUES ('e1', 0, 0, 'ghost', '{}')");
  CHECK(faultOf([&] { (void)gallery.events({}); }, "e1") == GalleryFault::NotAGallery);
}

TEST_CASE("asking for no events returns none") {
  Gallery gallery = Gallery::inMemory(kModel);
  gallery.append(eventAt(1));
  for (const int newest : {0, -1, -1000}) {
    Gallery::EventQuery query;
    query.newest = newest;
    CHECK(gallery.events(query).empty());
  }
}

TEST_CASE("an event comes back as it was stored") {
  Gallery gallery = Gallery::inMemory(kModel);
  gallery::NewEvent event{at(3), std::chrono::minutes{-210}, EventType::Greeted, PersonId{"somebody"},
                          R"({"distance":0.31,"note":"김"})"};
  const auto stored = gallery.append(event);
  const auto events = gallery.events({});
  REQUIRE(events.size() == 1);
  for (const auto& read : {stored, events[0]}) {
    CHECK(read.id == stored.id);
    CHECK(read.at == event.at);
    CHECK(read.localOffset == event.localOffset);
    CHECK(read.type == event.type);
    CHECK(read.person == event.person);
    CHECK(read.detail == event.detail);
  }
  event.person.reset();
  CHECK_FALSE(gallery.append(event).person.has_value());
  CHECK_FALSE(gallery.events({})[1].person.has_value());
}

TEST_CASE("events are listed in the order they happened and of the same moment in the order they were stored") {
  Gallery gallery = Gallery::inMemory(kModel);
  for (const std::int64_t minute : {5, 1, 9, 3}) gallery.append(eventAt(minute));
  CHECK(minutesOf(gallery.events({})) == Minutes{1, 3, 5, 9});
  std::vector<std::string> stored;
  for (int i = 0; i < 20; ++i) stored.push_back(gallery.append(eventAt(20)).id.value);
  Gallery::EventQuery query;
  query.from = at(20);
  std::vector<std::string> listed;
  for (const auto& event : gallery.events(query)) listed.push_back(event.id.value);
  CHECK(listed == stored);
}

TEST_CASE("a query keeps the newest events of its time and person and type") {
  Gallery gallery = Gallery::inMemory(kModel);
  for (std::int64_t minute = 0; minute < 10; ++minute) {
    auto event = eventAt(minute);
    event.person = PersonId{minute % 2 == 0 ? "even" : "odd"};
    event.type = minute < 5 ? EventType::Greeted : EventType::Renamed;
    gallery.append(event);
  }
  Gallery::EventQuery query;
  query.newest = 3;
  CHECK(minutesOf(gallery.events(query)) == Minutes{7, 8, 9});
  query = {};
  query.from = at(2);
  query.until = at(5);
  CHECK(minutesOf(gallery.events(query)) == Minutes{2, 3, 4});
  query.person = PersonId{"even"};
  CHECK(minutesOf(gallery.events(query)) == Minutes{2, 4});
  query = {};
  query.type = EventType::Renamed;
  query.person = PersonId{"odd"};
  CHECK(minutesOf(gallery.events(query)) == Minutes{5, 7, 9});
  query.newest = 1;
  CHECK(minutesOf(gallery.events(query)) == Minutes{9});
}
