// list, show, rename, remove and events, on a gallery filled without any recognition.

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "dangol/gallery/gallery.hpp"
#include "dangol/vision/model_bundle.hpp"
#include "owner.hpp"

namespace {

using namespace dangol;
using namespace dangol::test;

struct FilledGallery : Owner {
  FilledGallery() { REQUIRE(run({"init"}).exit_code == 0); }

  std::string enrol(const std::string& name, float where) const {
    auto opened = gallery::Gallery::open(gallery, vision::ModelBundle::embeddingModelId());
    std::array<gallery::NewTemplate, 1> templates;
    templates[0].embedding.values[0] = where;
    templates[0].origin = "made up";
    gallery::NewPerson person;
    person.name = name;
    gallery::NewEvent event;
    event.at = gallery::WallTime(std::chrono::milliseconds(1'700'000'000'000));
    event.type = gallery::EventType::Enrolled;
    return opened.enrol(person, templates, event).id.value;
  }
};

TEST_CASE("an unknown person is not found and similar names are offered") {
  const FilledGallery owner;
  owner.enrol("Example Kim", 0);
  for (const char* command : {"show", "remove"}) CHECK(owner.run({command, "Example Park", "--json"}).exit_code != 0);
  CHECK(owner.run({"show", "Nobody"}).exit_code == 3);
  const auto result = owner.run({"show", "kim"});
  CHECK(result.exit_code == 3);
  CHECK(contains(result.err, "did you mean 'Example Kim'"));
}

TEST_CASE("a name that two people have is refused with both ids and an id decides") {
  const FilledGallery owner;
  const std::string first = owner.enrol("Example Kim", 0);
  const std::string second = owner.enrol("Example Kim", 1);
  const auto result = owner.run({"remove", "Example Kim", "--yes"});
  CHECK(result.exit_code == 2);
  CHECK(contains(result.err, first));
  CHECK(contains(result.err, second));
  CHECK(owner.json({"list"})["people"].size() == 2);

  CHECK(owner.run({"remove", second, "--yes"}).exit_code == 0);
  const auto left = owner.json({"list"})["people"];
  REQUIRE(left.size() == 1);
  CHECK(left[0]["id"] == first);
}

TEST_CASE("the beginning of an id is enough when it fits one person") {
  const FilledGallery owner;
  const std::string id = owner.enrol("Example Kim", 0);
  CHECK(owner.json({"show", id.substr(0, 8)})["name"] == "Example Kim");
  owner.enrol("Example Lee", 1);
  CHECK(owner.run({"show", id.substr(0, 1)}).exit_code == 2);
}

TEST_CASE("somebody cannot be renamed to what is no name") {
  const FilledGallery owner;
  const std::string id = owner.enrol("Example Kim", 0);
  for (const std::string& name :
       {std::string(), std::string(81, 'a'), std::string("a\x1b[2Jb"), std::string("a\nb"), std::string("\xff\xfe")}) {
    CAPTURE(name);
    const auto result = owner.run({"rename", id, name});
    CHECK(result.exit_code == 4);
    CHECK_FALSE(contains(result.err, "\x1b"));
  }
  CHECK(owner.json({"show", id})["name"] == "Example Kim");
}

TEST_CASE("names that look like options or commands or SQL are names") {
  const FilledGallery owner;
  const std::string id = owner.enrol("Example Kim", 0);
  for (const std::string name : {"list", "'; DROP TABLE person; --", "--yes", "$(reboot)", "%", "_"}) {
    CAPTURE(name);
    CHECK(owner.run({"rename", "--", id, name}).exit_code == 0);
    CHECK(owner.json({"show", id})["name"] == name);
    CHECK(contains(owner.run({"list"}).out, name));
    CHECK(owner.run({"show", "--", name}).exit_code == 0);
  }
}

TEST_CASE("nobody is removed without confirmation") {
  const FilledGallery owner;
  owner.enrol("Example Kim", 0);
  const auto result = owner.run({"remove", "Example Kim"});
  CHECK(result.exit_code == 2);
  CHECK(contains(result.err, "--yes"));
  CHECK(owner.json({"list"})["people"].size() == 1);
}

TEST_CASE("an empty gallery lists nobody") {
  const FilledGallery owner;
  CHECK(owner.json({"list"})["people"].empty());
  CHECK(contains(owner.run({"list"}).out, "Nobody is enrolled"));
}

TEST_CASE("list lines up Korean and Latin names") {
  const FilledGallery owner;
  owner.enrol("Example Kim", 0);
  owner.enrol("예시 김민지", 1);
  const std::string out = owner.run({"list"}).out;
  // "예시 김민지" takes 11 columns, as many as "Example Kim".
  CHECK(contains(out, "\nExample Kim  customer"));
  CHECK(contains(out, "\n예시 김민지  customer"));
  CHECK(contains(out, "2 people"));
}

TEST_CASE("list can be filtered and prints plain names for scripts") {
  const FilledGallery owner;
  owner.enrol("Example Kim", 0);
  owner.enrol("Example Lee", 1);
  CHECK(owner.json({"list", "kim"})["people"].size() == 1);
  CHECK(owner.run({"list", "--names"}).out == "Example Kim\nExample Lee\n");
}

TEST_CASE("show names who looks most like a person") {
  const FilledGallery owner;
  owner.enrol("Example Kim", 0);
  owner.enrol("Example Lee", 0.75F);
  owner.enrol("Example Park", 2);
  const auto json = owner.json({"show", "Example Kim"});
  CHECK(json["most_like"]["name"] == "Example Lee");
  CHECK(json["most_like"]["distance"] == doctest::Approx(0.75));
  CHECK(json["pictures"][0]["origin"] == "made up");
  CHECK(contains(owner.run({"show", "Example Kim"}).out, "Example Lee"));
}

TEST_CASE("rename and remove are events and a removed person has no name in them") {
  const FilledGallery owner;
  const std::string id = owner.enrol("Example Kim", 0);
  CHECK(owner.run({"rename", "Example Kim", "Example Lee"}).exit_code == 0);
  CHECK(contains(owner.run({"events"}).out, "Example Lee"));
  CHECK(owner.run({"remove", "Example Lee", "--yes"}).exit_code == 0);

  const auto all = owner.run({"events", "--json", "--person", id});
  std::vector<std::string> types;
  std::istringstream lines(all.out);
  for (std::string line; std::getline(lines, line);) {
    const auto event = nlohmann::json::parse(line);
    types.push_back(event["type"]);
    CHECK(event["name"].is_null());
    CHECK(event["person"] == id);
  }
  CHECK(types == std::vector<std::string>{"enrolled", "renamed", "removed"});
  CHECK_FALSE(contains(all.out, "Example"));
  CHECK(contains(owner.run({"events"}).out, "(removed)"));
}

TEST_CASE("events are chosen by time and type and number") {
  const FilledGallery owner;
  const std::string id = owner.enrol("Example Kim", 0);  // in November 2023
  CHECK(owner.run({"rename", id, "Example Lee"}).exit_code == 0);
  const auto count = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"events", "--json"});
    const std::string out = owner.run(arguments).out;
    return std::count(out.begin(), out.end(), '\n');
  };
  CHECK(count({}) == 2);
  CHECK(count({"-n", "1"}) == 1);
  CHECK(count({"--type", "renamed"}) == 1);
  CHECK(count({"--since", "24h"}) == 1);
  CHECK(count({"--until", "2024-01-01"}) == 1);
  CHECK(count({"--since", "2023-11-01", "--until", "2023-12-01"}) == 1);
  CHECK(owner.run({"events", "--since", "31.12."}).exit_code == 2);
  CHECK(owner.run({"events", "--since", "2024-02-31"}).exit_code == 2);
  CHECK(owner.run({"events", "--type", "danced"}).exit_code == 2);
  CHECK(owner.run({"events", "-n", "0"}).exit_code == 2);
  CHECK(owner.run({"events", "--person", "Nobody"}).exit_code == 3);
}

}  // namespace
