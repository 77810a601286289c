#include "picture_set.hpp"

#include <fmt/format.h>

#include <fstream>

#include "bench_error.hpp"
#include "dangol/datasets/face_folders.hpp"

namespace dangol::bench {
namespace {

namespace fs = std::filesystem;

std::vector<PictureFile> fromList(const fs::path& list) {
  std::ifstream in(list);
  if (!in) throw BenchError(list.string() + " cannot be read; name a folder of pictures or a list of their paths");
  std::vector<PictureFile> pictures;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    const fs::path path = list.parent_path() / line;  // an absolute line stays as it is
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) {
      throw BenchError(fmt::format("{}, line {}: there is no file {}; write one picture's path a line", list.string(),
                                   number, path.string()));
    }
    pictures.push_back({path, path.parent_path().filename().string()});
  }
  return pictures;
}

}  // namespace

std::vector<PictureFile> listPictureFiles(const fs::path& input) {
  std::vector<PictureFile> pictures;
  std::error_code ignored;
  if (!fs::is_directory(input, ignored)) {
    pictures = fromList(input);
  } else if (auto loose = datasets::listPictures(input); !loose.empty()) {
    for (fs::path& path : loose) {
      std::string person = path.stem().string();
      pictures.push_back({std::move(path), std::move(person)});
    }
  } else {
    for (datasets::PersonFolder& person : datasets::readPersonFolders(input)) {
      for (fs::path& path : person.pictures) pictures.push_back({std::move(path), person.name});
    }
  }
  if (pictures.empty()) throw BenchError(input.string() + " has no picture in it; name a folder or list of pictures");
  return pictures;
}

}  // namespace dangol::bench
