#include "dangol/datasets/face_folders.hpp"

#include <algorithm>
#include <system_error>

#include "dangol/datasets/natural_order.hpp"
#include "dangol/datasets/picture.hpp"

namespace dangol::datasets {
namespace {

namespace fs = std::filesystem;

bool isHidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

bool byName(const fs::path& a, const fs::path& b) { return naturalLess(a.filename().string(), b.filename().string()); }

// What is in a folder and is not hidden, in natural order.
std::vector<fs::path> visibleEntries(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (status.type() == fs::file_type::not_found) {
    throw DatasetError(folder.string() + " does not exist; check the name");
  }
  if (!error && !fs::is_directory(status)) {
    throw DatasetError(folder.string() + " is not a folder; name the folder that holds the pictures");
  }
  std::vector<fs::path> entries;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (!isHidden(entry->path())) entries.push_back(entry->path());
  }
  if (error) {
    throw DatasetError(folder.string() + " cannot be read: " + error.message() + "; check that you may read it");
  }
  std::ranges::sort(entries, byName);
  return entries;
}

// A link that leads nowhere, or that may not be followed, is neither.
bool isFolder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool isFile(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

}  // namespace

std::vector<fs::path> listPictures(const fs::path& folder) {
  std::vector<fs::path> pictures = visibleEntries(folder);
  std::erase_if(pictures, [](const fs::path& path) { return !looksLikePicture(path) || !isFile(path); });
  return pictures;
}

std::vector<PersonFolder> readPersonFolders(const fs::path& dir) {
  std::vector<PersonFolder> people;
  for (const fs::path& entry : visibleEntries(dir)) {
    if (isFolder(entry)) people.push_back({entry.filename().string(), listPictures(entry)});
  }
  if (people.empty()) {
    throw DatasetError(dir.string() + " has no folder in it; make one folder for each person, named after them, with " +
                       "their pictures inside");
  }
  return people;
}

}  // namespace dangol::datasets
