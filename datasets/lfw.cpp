#include "dangol/datasets/lfw.hpp"

#include <fmt/format.h>

#include "protocol_file.hpp"

namespace dangol::datasets {
namespace {

constexpr const char* kMatched = "'NAME<tab>NUMBER<tab>NUMBER' (two pictures of one person)";
constexpr const char* kMismatched = "'NAME<tab>NUMBER<tab>NAME<tab>NUMBER' (pictures of two people)";

int numberOrRefuse(const ProtocolFile& file, const std::string& line, const std::string& field, const char* expected) {
  const auto number = positiveNumber(field);
  if (!number) file.refuseLine(line, expected);
  return *number;
}

LfwPair readMatched(ProtocolFile& file, std::size_t fold) {
  const std::string line = file.require(kMatched);
  const auto fields = splitAt(line, '\t');
  if (fields.size() != 3 || fields[0].empty()) file.refuseLine(line, kMatched);
  return {{fields[0], numberOrRefuse(file, line, fields[1], kMatched)},
          {fields[0], numberOrRefuse(file, line, fields[2], kMatched)},
          true,
          fold};
}

LfwPair readMismatched(ProtocolFile& file, std::size_t fold) {
  const std::string line = file.require(kMismatched);
  const auto fields = splitAt(line, '\t');
  if (fields.size() != 4 || fields[0].empty() || fields[2].empty() || fields[0] == fields[2]) {
    file.refuseLine(line, kMismatched);
  }
  return {{fields[0], numberOrRefuse(file, line, fields[1], kMismatched)},
          {fields[2], numberOrRefuse(file, line, fields[3], kMismatched)},
          false,
          fold};
}

LfwPerson readPerson(ProtocolFile& file, std::size_t fold) {
  constexpr const char* kExpected = "'NAME<tab>COUNT'";
  const std::string line = file.require(kExpected);
  const auto fields = splitAt(line, '\t');
  if (fields.size() != 2 || fields[0].empty()) file.refuseLine(line, kExpected);
  return {fields[0], static_cast<std::size_t>(numberOrRefuse(file, line, fields[1], kExpected)), fold};
}

}  // namespace

LfwPairs readLfwPairs(const std::filesystem::path& path) {
  constexpr const char* kHeader = "'N' (View 1) or 'FOLDS<tab>N' (View 2)";
  ProtocolFile file(path);
  const std::string header = file.require(kHeader);
  const auto fields = splitAt(header, '\t');
  if (fields.size() > 2) file.refuseLine(header, kHeader);
  const int folds = fields.size() == 2 ? numberOrRefuse(file, header, fields[0], kHeader) : 1;
  const int each = numberOrRefuse(file, header, fields.back(), kHeader);

  LfwPairs read{static_cast<std::size_t>(folds), {}};
  for (std::size_t fold = 0; fold < read.folds; ++fold) {
    for (int i = 0; i < each; ++i) read.pairs.push_back(readMatched(file, fold));
    for (int i = 0; i < each; ++i) read.pairs.push_back(readMismatched(file, fold));
  }
  file.requireEnd();
  return read;
}

std::vector<LfwPerson> readLfwPeople(const std::filesystem::path& path) {
  constexpr const char* kHeader = "the number of people, or of folds";
  ProtocolFile file(path);
  const std::string header = file.require(kHeader);
  const int first = numberOrRefuse(file, header, header, kHeader);

  // View 2's first line counts folds, and another count follows; View 1's counts people, and a person follows.
  std::vector<LfwPerson> people;
  ProtocolFile ahead(path);
  (void)ahead.next();
  const auto second = ahead.next();
  const bool folded = second && positiveNumber(*second).has_value();
  for (std::size_t fold = 0; fold < (folded ? static_cast<std::size_t>(first) : 1U); ++fold) {
    int count = first;
    if (folded) {
      constexpr const char* kCount = "the number of people in the fold";
      const std::string line = file.require(kCount);
      count = numberOrRefuse(file, line, line, kCount);
    }
    for (int i = 0; i < count; ++i) people.push_back(readPerson(file, fold));
  }
  file.requireEnd();
  return people;
}

std::filesystem::path lfwPicturePath(const std::filesystem::path& images, const LfwPicture& picture) {
  return images / picture.person / fmt::format("{}_{:04}.jpg", picture.person, picture.number);
}

}  // namespace dangol::datasets
