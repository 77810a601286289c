#include "dangol/datasets/face_folders.hpp"

#include <doctest/doctest.h>

#include <string>

#include "dangol/datasets/picture.hpp"
#include "temp_folder.hpp"

namespace {

using namespace dangol::datasets;
using dangol::test::TempFolder;

std::string refusal(const std::filesystem::path& dir) {
  try {
    (void)readPersonFolders(dir);
    return {};
  } catch (const DatasetError& error) {
    return error.what();
  }
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_CASE("a data set that is not there or has no people is refused") {
  const TempFolder folder;
  CHECK(contains(refusal(folder.path() / "missing"), "does not exist"));
  const auto file = folder.write("loose.jpg", {1, 2, 3});
  CHECK(contains(refusal(file), "is not a folder"));
  CHECK(contains(refusal(folder.path()), "one folder for each person"));
  folder.write(".hidden/picture.jpg", {1});
  CHECK(contains(refusal(folder.path()), "one folder for each person"));
  CHECK_THROWS_AS((void)listPictures(folder.path() / "missing"), DatasetError);
}

TEST_CASE("people and their pictures come in natural order without what is not theirs") {
  const TempFolder folder;
  for (const char* name : {"Invented Person 10/b.png", "Invented Person 2/shot10.jpg", "Invented Person 2/shot9.JPG",
                           "Invented Person 2/.shot1.jpg", "Invented Person 2/notes.txt",
                           "Invented Person 2/older/x.jpg", "loose.jpg", ".cache/c.jpg"}) {
    folder.write(name, {1});
  }
  std::filesystem::create_directory(folder.path() / "Invented Nobody");
  std::filesystem::create_directory(folder.path() / "Invented Person 10" / "folder.jpg");
  std::filesystem::create_symlink("nowhere.jpg", folder.path() / "Invented Person 10" / "broken.jpg");

  const auto people = readPersonFolders(folder.path());
  REQUIRE(people.size() == 3);
  CHECK(people[0].name == "Invented Nobody");
  CHECK(people[0].pictures.empty());
  CHECK(people[1].name == "Invented Person 2");
  REQUIRE(people[1].pictures.size() == 2);
  CHECK(people[1].pictures[0].filename() == "shot9.JPG");
  CHECK(people[1].pictures[1].filename() == "shot10.jpg");
  CHECK(people[2].name == "Invented Person 10");
  REQUIRE(people[2].pictures.size() == 1);
  CHECK(people[2].pictures[0].filename() == "b.png");
}

TEST_CASE("a folder given with a slash at its end names its people all the same") {
  const TempFolder folder;
  folder.write("Invented Person/a.jpg", {1});
  CHECK(readPersonFolders(folder.path() / "").at(0).name == "Invented Person");
}

}  // namespace
