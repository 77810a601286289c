#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dangol::datasets {

// One person of a folder-per-person data set.
struct PersonFolder {
  std::string name;                             // the folder's own name
  std::vector<std::filesystem::path> pictures;  // in natural order; may be empty, so that it can be reported
};

// Reads DIR/PERSON/PICTURE: one entry for each folder in dir, in natural order of the names. Pictures are told by
// looksLikePicture and not opened; hidden files and folders, loose files and deeper folders are ignored. Reentrant.
// Throws DatasetError when dir is missing, is not a folder, cannot be read, or has no folder in it.
[[nodiscard]] std::vector<PersonFolder> readPersonFolders(const std::filesystem::path& dir);

// The picture files directly inside a folder, as above. Throws DatasetError when it is missing, is not a folder or
// cannot be read.
[[nodiscard]] std::vector<std::filesystem::path> listPictures(const std::filesystem::path& folder);

}  // namespace dangol::datasets
