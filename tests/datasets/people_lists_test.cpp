#include "dangol/datasets/people_lists.hpp"

#include <doctest/doctest.h>

#include <string>

#include "dangol/datasets/picture.hpp"
#include "temp_folder.hpp"

namespace {

using namespace dangol::datasets;
using dangol::test::TempFolder;

template <class Reader>
auto read(const Reader& reader, const std::string& text) {
  const TempFolder folder;
  return reader(folder.write("list.txt", {text.begin(), text.end()}));
}

TEST_CASE("a list of people that is missing or empty or names one twice is refused") {
  CHECK_THROWS_WITH_AS((void)readPeopleList("/nowhere/list.txt"), doctest::Contains("cannot be read"), DatasetError);
  CHECK_THROWS_WITH_AS((void)read(readPeopleList, ""), doctest::Contains("at least one person's name"), DatasetError);
  CHECK_THROWS_WITH_AS((void)read(readPeopleList, "# nobody\n\n"), doctest::Contains("line 2"), DatasetError);
  CHECK_THROWS_WITH_AS((void)read(readPeopleList, "Invented A\nInvented B\nInvented A\n"),
                       doctest::Contains("line 3: 'Invented A' where a name that was not listed before"), DatasetError);
  CHECK_THROWS_WITH_AS((void)read(readPeopleList, "\tx\n"), doctest::Contains("line 1"), DatasetError);
  CHECK_THROWS_WITH_AS((void)read(readPeopleList, "3\nInvented_A\t1\n"), doctest::Contains("line 3"), DatasetError);
}

TEST_CASE("names are read from plain lists and from LFW's") {
  CHECK(read(readPeopleList, "# comment\nInvented A\r\n\nInvented B\t4\n") ==
        std::vector<std::string>{"Invented A", "Invented B"});
  CHECK(read(readPeopleList, "2\nInvented_A\t1\nInvented_B\t7\n") ==
        std::vector<std::string>{"Invented_A", "Invented_B"});
}

TEST_CASE("a groups file that breaks the format is refused at its line") {
  CHECK_THROWS_WITH_AS((void)readGroups("/nowhere/groups.csv"), doctest::Contains("cannot be read"), DatasetError);
  CHECK_THROWS_WITH_AS((void)read(readGroups, ""), doctest::Contains("line 1: the file ends"), DatasetError);
  CHECK_THROWS_WITH_AS((void)read(readGroups, "name;group\n"), doctest::Contains("the header 'person,group'"),
                       DatasetError);
  CHECK_THROWS_WITH_AS((void)read(readGroups, "person,group\n"), doctest::Contains("line 1"), DatasetError);
  CHECK_THROWS_WITH_AS((void)read(readGroups, "person,group\nInvented A\n"), doctest::Contains("line 2"), DatasetError);
  CHECK_THROWS_WITH_AS((void)read(readGroups, "person,group\nInvented A,x,y\n"), doctest::Contains("line 2"),
                       DatasetError);
  CHECK_THROWS_WITH_AS((void)read(readGroups, "person,group\n\"Invented A,x\n"), doctest::Contains("line 2"),
                       DatasetError);
  CHECK_THROWS_WITH_AS((void)read(readGroups, "person,group\nInvented A,\n"), doctest::Contains("line 2"),
                       DatasetError);
  CHECK_THROWS_WITH_AS((void)read(readGroups, "person,group\nInvented A,x\nInvented A,y\n"),
                       doctest::Contains("line 3"), DatasetError);
}

TEST_CASE("groups are read with quotes and a byte order mark") {
  const auto groups =
      read(readGroups, "\xEF\xBB\xBFperson,group\r\nInvented A,first\n\"Invented \"\"B\"\", Dr\",\"second, too\"\n\n");
  CHECK(groups == std::map<std::string, std::string>{{"Invented A", "first"}, {"Invented \"B\", Dr", "second, too"}});
}

}  // namespace
