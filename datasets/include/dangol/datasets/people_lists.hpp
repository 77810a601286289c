#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace dangol::datasets {

// Names, one a line, in the file's order; empty lines and lines that begin with # are skipped, and what follows a tab.
// A first line that is a number makes it an LFW people file (see readLfwPeople). Reentrant.
// Throws DatasetError with file, line and what is expected when it cannot be read, has no name or names one twice.
[[nodiscard]] std::vector<std::string> readPeopleList(const std::filesystem::path& file);

// Who belongs to which group: a CSV file whose first line is "person,group". A field may stand in double quotes, in
// which a comma is plain and "" is one quote. Reentrant. Throws as readPeopleList.
[[nodiscard]] std::map<std::string, std::string> readGroups(const std::filesystem::path& file);

}  // namespace dangol::datasets
