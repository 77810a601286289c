#include "face_set.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "bench_error.hpp"
#include "dangol/datasets/picture.hpp"
#include "made_faces.hpp"
#include "temp_folder.hpp"

namespace {

using namespace dangol::bench;
using dangol::test::TempFolder;

TEST_CASE("an input without pictures is refused") {
  const TempFolder folder;
  CHECK_THROWS_AS((void)listPictureFiles(folder.path() / "missing"), BenchError);
  CHECK_THROWS_AS((void)listPictureFiles(folder.path()), dangol::datasets::DatasetError);
  std::filesystem::create_directory(folder.path() / "Invented Person");
  CHECK_THROWS_WITH_AS((void)listPictureFiles(folder.path()), doctest::Contains("has no picture"), BenchError);
  const std::string list = "# pictures\nmissing.jpg\n";
  CHECK_THROWS_WITH_AS((void)listPictureFiles(folder.write("list.txt", {list.begin(), list.end()})),
                       doctest::Contains("list.txt, line 2: there is no file"), BenchError);
}

TEST_CASE("people are folders or pictures or what a list says") {
  const TempFolder folder;
  folder.write("set/Invented A/one.jpg", {1});
  folder.write("set/Invented B/two.jpg", {1});
  folder.write("loose/x.png", {1});
  folder.write("loose/y.png", {1});
  const std::string text = "set/Invented B/two.jpg\n";
  CHECK(listPictureFiles(folder.path() / "set").at(1).person == "Invented B");
  CHECK(listPictureFiles(folder.path() / "loose").at(1).person == "y");
  const auto listed = listPictureFiles(folder.write("list.txt", {text.begin(), text.end()}));
  REQUIRE(listed.size() == 1);
  CHECK(listed[0].person == "Invented B");
}

TEST_CASE("an embedding file that does not fit its index is refused") {
  const TempFolder folder;
  const auto file = folder.path() / "faces.f32";
  CHECK_FALSE(isEmbeddingFile(file));
  CHECK_THROWS_AS((void)readEmbeddings(file), BenchError);
  writeEmbeddings(file, dangol::test::makePeople({.people = 2, .pictures = 2}));
  const auto whole = std::filesystem::file_size(file);
  std::filesystem::resize_file(file, whole - 4);
  CHECK_THROWS_WITH_AS((void)readEmbeddings(file), doctest::Contains("line 5: expected fewer faces"), BenchError);
  std::filesystem::resize_file(file, whole + 4);
  CHECK_THROWS_WITH_AS((void)readEmbeddings(file), doctest::Contains("more rows than lines"), BenchError);
  std::filesystem::resize_file(file, whole);
  {
    std::ofstream index(file.string() + ".tsv", std::ios::app);
    index << "7\tp\tInvented\thog\t1\t1\t-\n";
  }
  CHECK_THROWS_WITH_AS((void)readEmbeddings(file), doctest::Contains("line 6: expected row 8"), BenchError);
  CHECK_THROWS_AS(writeEmbeddings(folder.path() / "missing" / "f", dangol::test::makePeople({})), BenchError);
}

TEST_CASE("embeddings come back as they were written") {
  const TempFolder folder;
  const auto file = folder.path() / "faces.f32";
  const auto made = dangol::test::makePeople({.people = 3, .pictures = 4, .no_face_every = 5});
  writeEmbeddings(file, made);
  CHECK(isEmbeddingFile(file));
  const auto read = readEmbeddings(file);
  REQUIRE(read.pictures.size() == 12);
  for (std::size_t i = 0; i < read.pictures.size(); ++i) {
    CHECK(read.pictures[i].path == made.pictures[i].path);
    CHECK(read.pictures[i].person == made.pictures[i].person);
    CHECK(read.results[i].status == made.results[i].status);
    CHECK(read.results[i].straight == made.results[i].straight);
    CHECK(read.results[i].mirrored == made.results[i].mirrored);
  }
}

TEST_CASE("one name in two inputs is two people and a filter keeps faces with their people") {
  FaceSet faces = dangol::test::makeFaces({.people = 2, .pictures = 2});
  auto more = dangol::test::makePeople({.people = 2, .pictures = 3, .seed = 2});
  faces.add("more", more.pictures, std::move(more.results));
  REQUIRE(faces.people.size() == 4);
  const FaceSet kept = filtered(faces, [](const SetPerson& person) { return person.set == 1; });
  REQUIRE(kept.people.size() == 2);
  CHECK(kept.faces.size() == 6);
  for (std::size_t p = 0; p < 2; ++p) {
    for (const std::size_t face : kept.people[p].faces) CHECK(kept.faces[face].person == p);
  }
  CHECK(setName("a/lfw/images/") == "lfw/images");
  CHECK(setName("lfw.f32") == "lfw");
}

}  // namespace
