#include "people_lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "command.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

using gallery::Person;

template <class Wanted>
std::vector<Person> those(const std::vector<Person>& people, Wanted wanted) {
  std::vector<Person> found;
  std::copy_if(people.begin(), people.end(), std::back_inserter(found), wanted);
  return found;
}

[[noreturn]] void refuseAmbiguous(std::string_view text, const std::vector<Person>& people) {
  std::string message = fmt::format("'{}' fits {} people; say which by id:", printable(text), people.size());
  for (const Person& person : people) {
    message += fmt::format("\n  {}  {}", person.id.value, printable(person.name));
  }
  throw CommandError(ExitCode::Usage, message);
}

[[noreturn]] void refuseUnknown(std::string_view text, const std::vector<Person>& similar) {
  std::string message = fmt::format("nobody called '{}' is enrolled", printable(text));
  constexpr std::size_t kSuggestions = 5;
  if (similar.empty()) {
    message += "; 'dangol list' shows who is";
  } else {
    message += "; did you mean ";
    for (std::size_t i = 0; i < std::min(similar.size(), kSuggestions); ++i) {
      message += fmt::format("{}'{}'", i == 0 ? "" : ", ", printable(similar[i].name));
    }
    message += "?";
  }
  throw CommandError(ExitCode::NotFound, message);
}

}  // namespace

Person findPerson(const gallery::Gallery& gallery, std::string_view nameOrId) {
  const std::string wanted = composeHangul(nameOrId);
  if (wanted.empty()) throw CommandError(ExitCode::Usage, "the name or id of a person is empty");
  if (auto person = gallery.find(gallery::PersonId{wanted})) return *person;
  const std::vector<Person> similar = gallery.people(wanted);
  const std::string lower = asciiLower(wanted);
  for (const auto& found : {those(similar, [&](const Person& p) { return p.name == wanted; }),
                            those(similar, [&](const Person& p) { return asciiLower(p.name) == lower; }),
                            those(similar, [&](const Person& p) { return p.id.value.starts_with(lower); })}) {
    if (found.size() == 1) return found.front();
    if (found.size() > 1) refuseAmbiguous(wanted, found);
  }
  refuseUnknown(wanted, similar);
}

std::size_t shortIdLength(std::span<const Person> people) {
  std::vector<std::string_view> ids;
  for (const Person& person : people) ids.push_back(person.id.value);
  std::sort(ids.begin(), ids.end());
  std::size_t length = 8;
  for (std::size_t i = 1; i < ids.size(); ++i) {
    const auto differs = std::mismatch(ids[i - 1].begin(), ids[i - 1].end(), ids[i].begin(), ids[i].end()).first;
    length = std::max(length, static_cast<std::size_t>(differs - ids[i - 1].begin()) + 1);
  }
  return length;
}

}  // namespace dangol::enroll
