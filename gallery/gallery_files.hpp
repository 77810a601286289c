#pragma once

#include <filesystem>
#include <string>

#include "dangol/gallery/gallery.hpp"

namespace dangol::gallery {

// Makes the folder and its missing parents, each open to its owner only (0700). Throws GalleryError Io, DiskFull or
// ReadOnly.
void createFolders(const std::filesystem::path& folder);

// The files SQLite keeps beside a database.
[[nodiscard]] std::filesystem::path walOf(const std::filesystem::path& file);
[[nodiscard]] std::filesystem::path shmOf(const std::filesystem::path& file);

// A new file under a name of its own, in the folder it is meant for, readable by its owner only (0600). It takes its
// final name when it is complete, so that nobody ever meets a half-made gallery; unpublished, it is deleted again.
class PendingFile {
 public:
  // Throws GalleryError Io, DiskFull or ReadOnly.
  PendingFile(std::filesystem::path target, const std::string& unique);
  ~PendingFile();
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  // Gives the file its final name, on disk. Requires: nobody has it open. Throws GalleryError AlreadyExists when
  // something has that name by now, Io, DiskFull or ReadOnly.
  void publish();

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
};

}  // namespace dangol::gallery
