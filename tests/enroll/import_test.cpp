// import: what is skipped and why, and going on after an interruption.

#include <doctest/doctest.h>

#include <csignal>
#include <filesystem>
#include <map>
#include <string>

#include "owner.hpp"

namespace {

using namespace dangol::test;
namespace fs = std::filesystem;

struct Importing : Owner {
  Importing() { REQUIRE(run({"init"}).exit_code == 0); }
  [[nodiscard]] std::string people() const { return path("people/x").parent_path().string(); }
  void picture(const std::string& name, const cv::Mat& content) const {
    writePicture(*this, "people/" + name, content);
  }
};

std::map<std::string, nlohmann::json> byName(const nlohmann::json& report) {
  std::map<std::string, nlohmann::json> people;
  for (const auto& person : report["people"]) people[person["name"]] = person;
  return people;
}

TEST_CASE("import of a missing folder or one without people is refused") {
  const Importing owner;
  CHECK(owner.run({"import", "--consent-given", owner.path("nowhere").string()}).exit_code == 3);
  fs::create_directories(owner.people());
  const auto empty = owner.run({"import", "--consent-given", owner.people()});
  CHECK(empty.exit_code == 4);
  CHECK(contains(empty.err, "folder for each person"));
}

TEST_CASE("everybody who cannot be imported is in the report with the reason") {
  const Importing owner;
  owner.picture("Example Kim/1.jpg", frameOf(kRegular, 0));
  owner.write("people/Example Kim/2.jpg", "Dear sir or madam");
  owner.picture("Example Wall/1.png", cv::Mat(300, 300, CV_8UC3, cv::Scalar(120, 120, 120)));
  owner.write("people/Example Telephone/1.heic", "heic");
  fs::create_directories(owner.path("people/Example Nothing"));
  owner.picture(std::string(81, 'a') + "/1.jpg", frameOf(kStranger, 0));
  owner.picture("Same As Kim/1.jpg", frameOf(kSameMan, 85));
  owner.picture("loose.jpg", frameOf(kStranger, 0));

  const auto result = owner.run({"import", "--consent-given", owner.people(), "--json"});
  CHECK(result.exit_code == 7);
  const auto report = nlohmann::json::parse(result.out);
  auto people = byName(report);
  CHECK(people.size() == 6);
  CHECK(report["imported"] == 1);
  CHECK(report["loose_pictures"] == 1);
  CHECK(people["Example Kim"]["status"] == "imported");
  CHECK(people["Example Kim"]["refused"][0]["reason"] == "unreadable");
  CHECK(people["Example Wall"]["status"] == "skipped");
  CHECK(people["Example Wall"]["refused"][0]["reason"] == "no_face");
  CHECK(contains(people["Example Telephone"]["message"], "1.heic"));
  CHECK(contains(people["Example Nothing"]["message"], "empty"));
  CHECK(people[std::string(81, 'a')]["status"] == "skipped");
  CHECK(people["Same As Kim"]["status"] == "duplicate");
  CHECK(contains(people["Same As Kim"]["message"], "Example Kim"));

  const auto again = owner.run({"import", "--consent-given", owner.people()});
  CHECK(contains(again.out, "Example Wall"));
  CHECK(contains(again.out, "1 enrolled before"));
  CHECK(owner.json({"list"})["people"].size() == 1);
}

TEST_CASE("a second import finds everybody and a renamed person is not imported again") {
  const Importing owner;
  owner.picture("Example Kim/1.jpg", frameOf(kRegular, 0));
  owner.picture("Example Lee/1.jpg", frameOf(kStranger, 0));
  CHECK(owner.run({"import", "--consent-given", owner.people()}).exit_code == 0);
  CHECK(owner.run({"rename", "Example Kim", "Example Park"}).exit_code == 0);
  CHECK(contains(owner.run({"import", "--consent-given", owner.people()}).out, "Example Kim: as Example Park"));
  const auto report = owner.json({"import", "--consent-given", owner.people(), "--kind", "staff"});
  CHECK(report["imported"] == 0);
  CHECK(report["already_imported"] == 2);
  CHECK(contains(byName(report)["Example Kim"]["message"], "Example Park"));
}

TEST_CASE("import takes everybody as what it is told") {
  const Importing owner;
  owner.picture("Example Kim/1.jpg", frameOf(kRegular, 0));
  CHECK(owner.run({"import", "--consent-given", owner.people(), "--kind", "staff"}).exit_code == 0);
  CHECK(owner.json({"show", "Example Kim"})["kind"] == "staff");
}

// Eight folders of two men; whoever they are, each folder is one person when duplicates are allowed.
void eightFolders(const Importing& owner) {
  for (std::size_t i = 0; i < 8; ++i) {
    owner.picture("Example " + std::to_string(i) + "/1.jpg", frameOf(i % 2 == 0 ? kRegular : kStranger, 10 * i));
  }
}

void goesOnAfter(int signal, int exitCode) {
  const Importing owner;
  eightFolders(owner);
  const std::vector<std::string> command{"import",    "--consent-given", owner.people(), "--allow-duplicate",
                                         "--verbose", "--json"};
  RunningProcess first(owner.argv(command));
  first.waitForError("Example 1: imported");
  first.signal(signal);
  const auto stopped = first.finish();
  CHECK(stopped.exit_code == exitCode);

  const std::size_t before = owner.json({"list"})["people"].size();
  CHECK(before >= 2);
  CHECK(before < 8);
  const auto report = owner.json({"import", "--consent-given", owner.people(), "--allow-duplicate"});
  CHECK(report["already_imported"] == before);
  CHECK(report["imported"] == 8 - before);
  CHECK(owner.json({"list"})["people"].size() == 8);
}

TEST_CASE("an import that was killed goes on where it was") { goesOnAfter(SIGKILL, -1); }

TEST_CASE("an import stopped by the owner says so and goes on where it was") { goesOnAfter(SIGINT, 130); }

}  // namespace
