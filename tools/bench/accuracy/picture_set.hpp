#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dangol::bench {

// A picture of a person, before it is looked at.
struct PictureFile {
  std::filesystem::path path;
  std::string person;
};

// The pictures of one input, in natural order:
//  - a folder of one folder a person: the person is the folder's name;
//  - a folder of pictures: one person a picture, named after it;
//  - a text file with one path a line, relative to its own folder: the person is the name of the picture's folder.
// Throws datasets::DatasetError or BenchError when there is none, or a line names no file.
[[nodiscard]] std::vector<PictureFile> listPictureFiles(const std::filesystem::path& input);

}  // namespace dangol::bench
