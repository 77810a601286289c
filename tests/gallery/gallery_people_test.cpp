#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "dangol/gallery/gallery.hpp"
#include "sample_gallery.hpp"
#include "scratch_folder.hpp"

using namespace dangol;
using gallery::Gallery;
using gallery::GalleryFault;
using gallery::NewTemplate;
using gallery::PersonId;
using gallery::PersonKind;
using test::enrol;
using test::eventAt;
using test::faultOf;
using test::kModel;
using test::namesIn;
using test::ScratchFolder;

namespace {

using Names = std::vector<std::string>;

void checkUntouched(const Gallery& gallery) {
  CHECK(gallery.personCount() == 0);
  CHECK(gallery.events({}).empty());
  CHECK(gallery.changeCounter() == 0);
  CHECK(gallery.buildIndex()->templateCount() == 0);
}

}  // namespace

TEST_CASE("names that cannot be used enrol and rename nobody") {
  Gallery gallery = Gallery::inMemory(kModel);
  const Names refused{"",
                      "   ",
                      std::string(81, 'x'),
                      "tab\there",
                      "line\nbreak",
                      "\x1B[2J",
                      "a\xE2\x80\xAE\x62",
                      "\xFF\xFE",
                      "cut \xEA\xB9",
                      std::string("nul\0", 4),
                      std::string(10'000'000, 'x')};
  for (const std::string& name : refused) {
    CHECK(faultOf([&] { enrol(gallery, name); }) == GalleryFault::InvalidInput);
  }
  checkUntouched(gallery);
  const auto person = enrol(gallery, "Invented Ida");
  for (const std::string& name : refused) {
    CHECK(faultOf([&] { gallery.rename(person.id, name, eventAt(1)); }) == GalleryFault::InvalidInput);
  }
  CHECK(namesIn(gallery) == Names{"Invented Ida"});
  CHECK(gallery.events({}).size() == 1);
}

TEST_CASE("an enrolment that fails halfway leaves nothing") {
  Gallery gallery = Gallery::inMemory(kModel);
  auto templates = test::templatesOf({0.1F, 0.2F, 0.3F});
  const auto attempt = [&](const gallery::NewEvent& event) {
    return faultOf([&] { gallery.enrol({"Invented Ida", PersonKind::Customer, "en"}, templates, event); });
  };
  auto event = eventAt(0);
  for (const char* detail : {"", "not json", "[]", "17", "{\"a\":", "{\"a\":\"\xFF\"}"}) {
    event.detail = detail;
    CHECK(attempt(event) == GalleryFault::InvalidInput);
  }
  templates[2].embedding.values[64] = std::numeric_limits<float>::quiet_NaN();
  CHECK(attempt(eventAt(0)) == GalleryFault::InvalidInput);
  templates[2] = {test::embeddingOf(0.3F), std::numeric_limits<float>::infinity(), ""};
  CHECK(attempt(eventAt(0)) == GalleryFault::InvalidInput);
  templates.clear();
  CHECK(attempt(eventAt(0)) == GalleryFault::InvalidInput);
  checkUntouched(gallery);
}

TEST_CASE("a language that is no tag is refused") {
  Gallery gallery = Gallery::inMemory(kModel);
  for (const std::string& language : {std::string("ko KR"), std::string("\n"), std::string(36, 'a')}) {
    CHECK(faultOf([&] {
            gallery.enrol({"Invented Ida", PersonKind::Customer, language}, test::templatesOf({0.1F}), eventAt(0));
          }) == GalleryFault::InvalidInput);
  }
  checkUntouched(gallery);
}

TEST_CASE("nobody can be changed under an id that nobody has") {
  Gallery gallery = Gallery::inMemory(kModel);
  for (const PersonId& nobody : {PersonId{""}, PersonId{"nobody"}, PersonId{"' OR 1=1 --"}, PersonId{"\x1B[2J"}}) {
    CHECK(faultOf([&] { gallery.rename(nobody, "Invented Eva", eventAt(0)); }) == GalleryFault::NotFound);
    CHECK(faultOf([&] { gallery.remove(nobody, eventAt(0)); }) == GalleryFault::NotFound);
    CHECK(faultOf([&] { gallery.addTemplates(nobody, test::templatesOf({0.1F}), eventAt(0)); }) ==
          GalleryFault::NotFound);
    CHECK_FALSE(gallery.find(nobody).has_value());
    CHECK(gallery.templatesOf(nobody).empty());
  }
  checkUntouched(gallery);
}

TEST_CASE("adding no template or a broken one to a person is refused") {
  Gallery gallery = Gallery::inMemory(kModel);
  const auto person = enrol(gallery, "Invented Ida");
  CHECK(faultOf([&] { gallery.addTemplates(person.id, {}, eventAt(1)); }) == GalleryFault::InvalidInput);
  const std::vector<NewTemplate> broken{{test::embeddingOf(std::numeric_limits<float>::infinity()), 1, ""}};
  CHECK(faultOf([&] { gallery.addTemplates(person.id, broken, eventAt(1)); }) == GalleryFault::InvalidInput);
  CHECK(gallery.find(person.id)->templates == 1);
}

TEST_CASE("a damaged template is named and no index is built from it") {
  const ScratchFolder folder;
  Gallery gallery = Gallery::create(folder.file("gallery.db"), kModel);
  const auto person = enrol(gallery, "Invented Ida", {0.1F, 0.2F});
  const auto broken = gallery.templatesOf(person.id)[1].id.value;
  SQLite::Database other(folder.file("gallery.db"), SQLite::OPEN_READWRITE);
  for (const std::string damage : {"embedding = zeroblob(511)", "embedding = x''", "model = 'another-model'",
                                   "embedding = CAST(x'0000C07F' || zeroblob(508) AS BLOB)"}) {
    CAPTURE(damage);
    other.exec("SAVEPOINT before; UPDATE template SET " + damage + " WHERE id = '" + broken + "'; RELEASE before");
    CHECK(faultOf([&] { (void)gallery.buildIndex(); }, broken) == GalleryFault::NotAGallery);
    REQUIRE(gallery.check().size() == 1);
    CHECK(gallery.check()[0].find(broken) != std::string::npos);
    other.exec("UPDATE template SET model = 'test-model-1', embedding = zeroblob(512) WHERE id = '" + broken + "'");
  }
  CHECK(gallery.buildIndex()->templateCount() == 2);
  CHECK(gallery.check().empty());
}

TEST_CASE("a person of an unknown kind is damage") {
  const ScratchFolder folder;
  Gallery gallery = Gallery::create(folder.file("gallery.db"), kModel);
  enrol(gallery, "Invented Ida");
  SQLite::Database(folder.file("gallery.db"), SQLite::OPEN_READWRITE).exec("UPDATE person SET kind = 'ghost'");
  CHECK(faultOf([&] { (void)gallery.people(); }) == GalleryFault::NotAGallery);
}

TEST_CASE("a gallery without its revision counter is damaged and changes nothing") {
  const ScratchFolder folder;
  Gallery gallery = Gallery::create(folder.file("gallery.db"), kModel);
  SQLite::Database(folder.file("gallery.db"), SQLite::OPEN_READWRITE).exec("DELETE FROM revision");
  CHECK(faultOf([&] { (void)gallery.changeCounter(); }, "gallery.db") == GalleryFault::NotAGallery);
  CHECK(faultOf([&] { enrol(gallery, "Invented Ida"); }, "gallery.db") == GalleryFault::NotAGallery);
  CHECK(gallery.personCount() == 0);
}

TEST_CASE("templates of nobody are reported by the check") {
  const ScratchFolder folder;
  Gallery gallery = Gallery::create(folder.file("gallery.db"), kModel);
  enrol(gallery, "Invented Ida");
  SQLite::Database(folder.file("gallery.db"), SQLite::OPEN_READWRITE)
      .exec("PRAGMA foreign_keys = OFF; DELETE FROM person");
  CHECK_FALSE(gallery.check().empty());
}

TEST_CASE("who is enrolled is stored with templates and an event") {
  Gallery gallery = Gallery::inMemory(kModel);
  auto event = eventAt(7);
  event.detail = R"({"by":"owner"})";
  const auto person =
      gallery.enrol({"Invented Ida", PersonKind::Staff, "ko"}, test::templatesOf({0.25F, -0.5F}), event);
  CHECK(person.name == "Invented Ida");
  CHECK(person.kind == PersonKind::Staff);
  CHECK(person.language == "ko");
  CHECK(person.enrolledAt == test::at(7));
  CHECK(person.templates == 2);

  const auto found = gallery.find(person.id);
  REQUIRE(found.has_value());
  CHECK(found->id == person.id);
  CHECK(found->name == person.name);
  CHECK(found->kind == person.kind);
  CHECK(found->language == person.language);
  CHECK(found->enrolledAt == person.enrolledAt);
  CHECK(found->revision == person.revision);
  CHECK(found->templates == 2);

  const auto templates = gallery.templatesOf(person.id);
  REQUIRE(templates.size() == 2);
  CHECK(templates[0].embedding == test::embeddingOf(0.25F));
  CHECK(templates[1].embedding == test::embeddingOf(-0.5F));
  CHECK(templates[0].person == person.id);
  CHECK(templates[0].quality == 0.8F);
  CHECK(templates[0].origin == "photo.jpg");
  CHECK(templates[0].createdAt == test::at(7));

  const auto events = gallery.events({});
  REQUIRE(events.size() == 1);
  CHECK(events[0].type == gallery::EventType::Enrolled);
  CHECK(events[0].person == person.id);
  CHECK(events[0].at == test::at(7));
  CHECK(events[0].detail == R"({"by":"owner"})");
}

TEST_CASE("embeddings come back bit for bit") {
  Gallery gallery = Gallery::inMemory(kModel);
  vision::Embedding embedding;
  for (std::size_t i = 0; i < vision::Embedding::kDimensions; ++i) {
    embedding.values[i] = std::ldexp(i % 2 == 0 ? 1.2345678F : -1.7654321F, static_cast<int>(i) - 130);
  }
  const auto person = gallery.enrol({"Invented Ida", {}, {}}, std::vector<NewTemplate>{{embedding, 0, ""}}, eventAt(0));
  CHECK(gallery.templatesOf(person.id)[0].embedding == embedding);
}

TEST_CASE("an origin that cannot be shown is stored so that it can") {
  Gallery gallery = Gallery::inMemory(kModel);
  const std::vector<NewTemplate> templates{{test::embeddingOf(0), 0, "bad\x1B\xFF name" + std::string(10'000, 'x')}};
  const auto person = gallery.enrol({"Invented Ida", {}, {}}, templates, eventAt(0));
  const std::string origin = gallery.templatesOf(person.id)[0].origin;
  CHECK(origin.starts_with("bad\xEF\xBF\xBD\xEF\xBF\xBD name"));
  CHECK(origin.size() < 300);
}

TEST_CASE("removing a person leaves a tombstone and nameless events") {
  const ScratchFolder folder;
  const auto file = folder.file("gallery.db");
  PersonId removed;
  {
    Gallery gallery = Gallery::create(file, kModel);
    removed = enrol(gallery, "Invented Ida", {0.1F, 0.2F}).id;
    enrol(gallery, "Invented Noah");
    gallery.remove(removed, eventAt(9));
    CHECK(namesIn(gallery) == Names{"Invented Noah"});
    CHECK_FALSE(gallery.find(removed).has_value());
    CHECK(gallery.templatesOf(removed).empty());
    CHECK(gallery.buildIndex()->templateCount() == 1);
    gallery::Gallery::EventQuery query;
    query.person = removed;
    const auto events = gallery.events(query);
    REQUIRE(events.size() == 2);
    CHECK(events[0].type == gallery::EventType::Enrolled);
    CHECK(events[1].type == gallery::EventType::Removed);
    CHECK(events[1].detail == "{}");
    CHECK(faultOf([&] { gallery.remove(removed, eventAt(10)); }) == GalleryFault::NotFound);
  }
  SQLite::Database database(file);
  SQLite::Statement tombstones(database, "SELECT id, kind, deleted_at, revision FROM tombstone");
  REQUIRE(tombstones.executeStep());
  CHECK(tombstones.getColumn(0).getString() == removed.value);
  CHECK(tombstones.getColumn(1).getString() == "person");
  CHECK(tombstones.getColumn(2).getInt64() == test::at(9).time_since_epoch().count());
  CHECK(tombstones.getColumn(3).getInt64() == 3);
  CHECK_FALSE(tombstones.executeStep());
}

TEST_CASE("people are listed by name and filtered by part of the name or the start of the id") {
  Gallery gallery = Gallery::inMemory(kModel);
  const auto noah = enrol(gallery, "Noah Invented");
  enrol(gallery, "ada invented");
  enrol(gallery, "\xEA\xB9\x80 Invented");
  enrol(gallery, "100%_Invented");
  CHECK(namesIn(gallery) == Names{"100%_Invented", "ada invented", "Noah Invented", "\xEA\xB9\x80 Invented"});
  CHECK(namesIn(gallery, "NOAH") == Names{"Noah Invented"});
  CHECK(namesIn(gallery, "\xEA\xB9\x80") == Names{"\xEA\xB9\x80 Invented"});
  CHECK(namesIn(gallery, "%_") == Names{"100%_Invented"});
  CHECK(namesIn(gallery, noah.id.value) == Names{"Noah Invented"});
  CHECK(namesIn(gallery, noah.id.value.substr(0, 8)).size() == 4);
  CHECK(namesIn(gallery, "nobody").empty());
  CHECK(namesIn(gallery, "\xFF").empty());
}

TEST_CASE("two people may have the same name") {
  Gallery gallery = Gallery::inMemory(kModel);
  CHECK(enrol(gallery, "Invented Ida").id != enrol(gallery, "Invented Ida").id);
  CHECK(gallery.personCount() == 2);
}

TEST_CASE("names full of SQL are stored as they are") {
  Gallery gallery = Gallery::inMemory(kModel);
  const std::string name = "Robert'); DROP TABLE person;--";
  const auto person = enrol(gallery, name);
  CHECK(gallery.find(person.id)->name == name);
}

TEST_CASE("every change of people or templates is seen by every program that has the gallery open") {
  const ScratchFolder folder;
  Gallery writer = Gallery::create(folder.file("gallery.db"), kModel);
  const Gallery reader = Gallery::open(folder.file("gallery.db"), kModel);
  const Gallery watcher = Gallery::open(folder.file("gallery.db"), kModel, gallery::Access::ReadOnly);
  std::int64_t last = reader.changeCounter();
  const auto changed = [&] {
    const std::int64_t now = reader.changeCounter();
    CHECK(watcher.changeCounter() == now);
    return std::exchange(last, now) != now;
  };
  const auto person = enrol(writer, "Invented Ida");
  CHECK(changed());
  writer.addTemplates(person.id, test::templatesOf({0.2F}), eventAt(1));
  CHECK(changed());
  CHECK(reader.find(person.id)->templates == 2);
  writer.rename(person.id, "Invented Eva", eventAt(2));
  CHECK(changed());
  CHECK(namesIn(reader) == Names{"Invented Eva"});
  writer.append(eventAt(3));
  CHECK_FALSE(changed());
  writer.remove(person.id, eventAt(4));
  CHECK(changed());
  CHECK(watcher.personCount() == 0);
}

TEST_CASE("every change gives its rows a revision of its own") {
  Gallery gallery = Gallery::inMemory(kModel);
  const auto first = enrol(gallery, "Invented Ida");
  const auto second = enrol(gallery, "Invented Noah");
  CHECK(second.revision > first.revision);
  gallery.rename(first.id, "Invented Eva", eventAt(1));
  CHECK(gallery.find(first.id)->revision > second.revision);
  CHECK(gallery.find(second.id)->revision == second.revision);
}

TEST_CASE("the index of a gallery finds who is enrolled") {
  Gallery gallery = Gallery::inMemory(kModel);
  enrol(gallery, "Invented Ida", {0.1F, 0.11F});
  const auto noah = enrol(gallery, "Invented Noah", {0.5F, 0.52F});
  const auto index = gallery.buildIndex();
  CHECK(index->personCount() == 2);
  CHECK(index->templateCount() == 4);
  const auto matches = index->search(test::embeddingOf(0.52F));
  REQUIRE(matches.size() == 2);
  CHECK(matches[0].person == noah.id);
  CHECK(matches[0].distance == 0);
  CHECK(matches[0].templates[0].id == gallery.templatesOf(noah.id)[1].id);
}
