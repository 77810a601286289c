#include "gallery_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include "gallery_errors.hpp"

namespace dangol::gallery {

namespace {

constexpr mode_t kOwnerOnlyFile = 0600;
constexpr mode_t kOwnerOnlyFolder = 0700;

std::filesystem::path withSuffix(std::filesystem::path file, const char* suffix) { return file += suffix; }

std::filesystem::path folderOf(const std::filesystem::path& file) {
  const auto folder = file.parent_path();
  return folder.empty() ? "." : folder;
}

// A new name is only on disk when its folder is.
void syncFolder(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) throw systemError(errno, "write", folder);
  const int result = ::fsync(descriptor);
  const int error = errno;
  ::close(descriptor);
  if (result != 0 && error != EINVAL) throw systemError(error, "write", folder);
}

}  // namespace

void createFolders(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (folder.empty() || std::filesystem::is_directory(folder, ignored)) return;
  createFolders(folder.parent_path());
  if (::mkdir(folder.c_str(), kOwnerOnlyFolder) != 0 && errno != EEXIST) {
    throw systemError(errno, "create the folder", folder);
  }
  if (!std::filesystem::is_directory(folder, ignored)) throw systemError(ENOTDIR, "create the folder", folder);
}

std::filesystem::path walOf(const std::filesystem::path& file) { return withSuffix(file, "-wal"); }
std::filesystem::path shmOf(const std::filesystem::path& file) { return withSuffix(file, "-shm"); }

PendingFile::PendingFile(std::filesystem::path target, const std::string& unique)
    : target_(std::move(target)),
      path_(folderOf(target_) / fmt::format(".{}.{}.new", target_.filename().string(), unique)) {
  const int descriptor = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerOnlyFile);
  if (descriptor < 0) throw systemError(errno, "create", target_);
  ::close(descriptor);
}

PendingFile::~PendingFile() {
  if (path_.empty()) return;
  std::error_code ignored;
  for (const auto& file : {path_, walOf(path_), shmOf(path_), withSuffix(path_, "-journal")}) {
    std::filesystem::remove(file, ignored);
  }
}

void PendingFile::publish() {
  if (::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) != 0) {
    throw systemError(errno, "create", target_);
  }
  path_.clear();
  syncFolder(folderOf(target_));
}

}  // namespace dangol::gallery
