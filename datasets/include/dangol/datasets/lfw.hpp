#pragma once

#include <compare>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace dangol::datasets {

// One picture of Labeled Faces in the Wild, as its protocol files name it.
struct LfwPicture {
  std::string person;
  int number = 1;  // counts from 1
  friend auto operator<=>(const LfwPicture&, const LfwPicture&) = default;
};

struct LfwPair {
  LfwPicture first;
  LfwPicture second;
  bool same_person = false;
  std::size_t fold = 0;
};

// A pairs file of LFW: View 1 (pairsDevTrain.txt, pairsDevTest.txt) has one fold, View 2 (pairs.txt) ten.
struct LfwPairs {
  std::size_t folds = 0;
  std::vector<LfwPair> pairs;  // in the file's order
};

struct LfwPerson {
  std::string name;
  std::size_t pictures = 0;
  std::size_t fold = 0;
};

// Reads a pairs file as published: a line "N" or "FOLDS N"; then for each fold N lines "NAME NUMBER NUMBER" of one
// person and N lines "NAME NUMBER NAME NUMBER" of two, separated by tabs. Reentrant.
// Throws DatasetError with file, line and what is expected there when the file cannot be read, says anything else,
// ends early or goes on after its end.
[[nodiscard]] LfwPairs readLfwPairs(const std::filesystem::path& file);

// Reads a people file (peopleDevTrain.txt, people.txt): a line "N", or "FOLDS" and then "N" before each fold's lines;
// N lines "NAME COUNT". Throws as readLfwPairs.
[[nodiscard]] std::vector<LfwPerson> readLfwPeople(const std::filesystem::path& file);

// Where LFW keeps a picture: images/NAME/NAME_0001.jpg.
[[nodiscard]] std::filesystem::path lfwPicturePath(const std::filesystem::path& images, const LfwPicture& picture);

}  // namespace dangol::datasets
