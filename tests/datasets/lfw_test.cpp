#include "dangol/datasets/lfw.hpp"

#include <doctest/doctest.h>

#include <string>

#include "dangol/datasets/picture.hpp"
#include "temp_folder.hpp"

namespace {

using namespace dangol::datasets;
using dangol::test::TempFolder;

std::filesystem::path written(const TempFolder& folder, const std::string& text) {
  return folder.write("protocol.txt", {text.begin(), text.end()});
}

// "LINE: message" of the refusal, empty when the text was read.
template <class Reader>
std::string refusal(const Reader& reader, const std::string& text) {
  const TempFolder folder;
  try {
    (void)reader(written(folder, text));
    return {};
  } catch (const DatasetError& error) {
    const std::string message = error.what();
    CHECK(message.find("protocol.txt, line ") != std::string::npos);
    return message.substr(message.find("line ") + 5);
  }
}

std::string pairsRefusal(const std::string& text) { return refusal(readLfwPairs, text); }

bool begins(const std::string& text, const std::string& start) { return text.rfind(start, 0) == 0; }

TEST_CASE("a pairs file that is not there is refused by name") {
  const TempFolder folder;
  CHECK_THROWS_WITH_AS((void)readLfwPairs(folder.path() / "missing.txt"),
                       doctest::Contains("missing.txt cannot be read"), DatasetError);
  CHECK_THROWS_AS((void)readLfwPairs(folder.path()), DatasetError);
  CHECK_THROWS_AS((void)readLfwPeople(folder.path() / "missing.txt"), DatasetError);
}

TEST_CASE("a pairs file that breaks the format is refused at its line") {
  CHECK(begins(pairsRefusal(""), "1: the file ends where 'N' (View 1)"));
  CHECK(begins(pairsRefusal("pairs\n"), "1: 'pairs'"));
  CHECK(begins(pairsRefusal("0\n"), "1: '0'"));
  CHECK(begins(pairsRefusal("1\t2\t3\n"), "1:"));
  CHECK(begins(pairsRefusal("-1\t5\n"), "1:"));
  CHECK(begins(pairsRefusal("1\nInvented_A\t1\n"), "2: 'Invented_A\t1' where 'NAME<tab>NUMBER<tab>NUMBER'"));
  CHECK(begins(pairsRefusal("1\nInvented_A\t1\t0\n"), "2:"));
  CHECK(begins(pairsRefusal("1\nInvented_A\t1\t2x\n"), "2:"));
  CHECK(begins(pairsRefusal("1\n\t1\t2\n"), "2:"));
  CHECK(begins(pairsRefusal("1\nInvented_A\t1\t2\n"), "3: the file ends where 'NAME<tab>NUMBER<tab>NAME"));
  CHECK(begins(pairsRefusal("1\nInvented_A\t1\t2\nInvented_A\t1\tInvented_A\t2\n"), "3:"));
  CHECK(begins(pairsRefusal("1\nInvented_A\t1\t2\nInvented_A\t1\tInvented_B\n"), "3:"));
  CHECK(begins(pairsRefusal("1\nInvented_A\t1\t2\nInvented_A\t1\tInvented_B\t2\nInvented_C\t1\t2\n"),
               "4: 'Invented_C\t1\t2' where the end of the file"));
}

TEST_CASE("View 1 pairs are one fold of matched and mismatched pairs") {
  const TempFolder folder;
  const LfwPairs read = readLfwPairs(written(folder, "1\r\nInvented_A\t1\t4\r\nInvented_A\t1\tInvented_B\t12\r\n\r\n"));
  CHECK(read.folds == 1);
  REQUIRE(read.pairs.size() == 2);
  CHECK(read.pairs[0].same_person);
  CHECK(read.pairs[0].first == LfwPicture{"Invented_A", 1});
  CHECK(read.pairs[0].second == LfwPicture{"Invented_A", 4});
  CHECK_FALSE(read.pairs[1].same_person);
  CHECK(read.pairs[1].second == LfwPicture{"Invented_B", 12});
}

TEST_CASE("View 2 pairs keep their folds") {
  const TempFolder folder;
  const LfwPairs read = readLfwPairs(written(folder,
                                             "2\t1\nInvented_A\t1\t2\nInvented_A\t1\tInvented_B\t1\n"
                                             "Invented_C\t1\t2\nInvented_C\t1\tInvented_D\t1\n"));
  CHECK(read.folds == 2);
  REQUIRE(read.pairs.size() == 4);
  CHECK(read.pairs[1].fold == 0);
  CHECK(read.pairs[2].fold == 1);
  CHECK(read.pairs[2].same_person);
  CHECK_FALSE(read.pairs[3].same_person);
}

TEST_CASE("a people file that breaks the format is refused at its line") {
  CHECK(begins(refusal(readLfwPeople, ""), "1: the file ends"));
  CHECK(begins(refusal(readLfwPeople, "Invented_A\t3\n"), "1:"));
  CHECK(begins(refusal(readLfwPeople, "2\nInvented_A\t3\n"), "3: the file ends"));
  CHECK(begins(refusal(readLfwPeople, "1\nInvented_A three\n"), "2:"));
  CHECK(begins(refusal(readLfwPeople, "1\nInvented_A\t3\nInvented_B\t1\n"), "3:"));
  CHECK(begins(refusal(readLfwPeople, "2\n1\nInvented_A\t3\n"), "4: the file ends where the number of people"));
}

TEST_CASE("people files of both views are read") {
  const TempFolder folder;
  const auto one = readLfwPeople(written(folder, "2\nInvented_A\t3\nInvented_B\t1\n"));
  REQUIRE(one.size() == 2);
  CHECK(one[0].name == "Invented_A");
  CHECK(one[0].pictures == 3);
  const auto two = readLfwPeople(written(folder, "2\n1\nInvented_A\t3\n2\nInvented_B\t1\nInvented_C\t2\n"));
  REQUIRE(two.size() == 3);
  CHECK(two[0].fold == 0);
  CHECK(two[2].fold == 1);
  CHECK(two[2].pictures == 2);
}

TEST_CASE("a picture is found where LFW keeps it") {
  CHECK(lfwPicturePath("images", {"Invented_A", 12}) == std::filesystem::path("images/Invented_A/Invented_A_0012.jpg"));
}

}  // namespace
