#include "dangol/datasets/people_lists.hpp"

#include <set>

#include "dangol/datasets/lfw.hpp"
#include "protocol_file.hpp"

namespace dangol::datasets {
namespace {

bool beginsWithCount(const std::filesystem::path& path) {
  ProtocolFile file(path);
  const auto line = file.next();
  return line && positiveNumber(*line).has_value();
}

// Nothing when the quotes do not pair up.
std::optional<std::vector<std::string>> csvFields(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (quoted && line[i] == '"' && i + 1 < line.size() && line[i + 1] == '"') {
      fields.back() += line[i++];
    } else if (line[i] == '"') {
      quoted = !quoted;
    } else if (line[i] == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += line[i];
    }
  }
  return quoted ? std::nullopt : std::optional(fields);
}

}  // namespace

std::vector<std::string> readPeopleList(const std::filesystem::path& path) {
  std::vector<std::string> names;
  if (beginsWithCount(path)) {
    for (LfwPerson& person : readLfwPeople(path)) names.push_back(std::move(person.name));
    return names;
  }
  ProtocolFile file(path);
  std::set<std::string> seen;
  while (const auto line = file.next()) {
    if (line->empty() || line->front() == '#') continue;
    std::string name = splitAt(*line, '\t').front();
    if (name.empty()) file.refuseLine(*line, "a person's name");
    if (!seen.insert(name).second) file.refuseLine(*line, "a name that was not listed before");
    names.push_back(std::move(name));
  }
  if (names.empty()) file.refuse("the file ends", "at least one person's name");
  return names;
}

std::map<std::string, std::string> readGroups(const std::filesystem::path& path) {
  constexpr const char* kRow = "'person,group'";
  ProtocolFile file(path);
  const std::string header = file.require("the header 'person,group'");
  if (header != "person,group") file.refuseLine(header, "the header 'person,group'");
  std::map<std::string, std::string> groups;
  while (const auto line = file.next()) {
    if (line->empty()) continue;
    const auto fields = csvFields(*line);
    if (!fields || fields->size() != 2 || (*fields)[0].empty() || (*fields)[1].empty()) file.refuseLine(*line, kRow);
    if (!groups.emplace((*fields)[0], (*fields)[1]).second) {
      file.refuseLine(*line, "a person who was not listed before");
    }
  }
  if (groups.empty()) file.refuse("the file ends", kRow);
  return groups;
}

}  // namespace dangol::datasets
