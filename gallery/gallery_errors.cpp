#include "gallery_errors.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <system_error>

#include "text.hpp"

namespace dangol::gallery {

namespace {

constexpr std::string_view kRestore = "Restore a backup, or choose another file; this one is left as it is.";
constexpr std::string_view kFreeSpace = "Free some space and try again; everything stored before is still there.";
constexpr std::string_view kAllowWriting =
    "Give this user write access to the file and its folder, or mount the disk for writing.";
constexpr std::string_view kTryLater = "Try again when the other program has finished; nothing was changed.";
constexpr std::string_view kLookAtDisk = "Check the disk and the system log; everything stored before is still there.";

// What went wrong underneath, when the operating system said so.
bool isFull(int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; }
bool isForbidden(int error) { return error == EACCES || error == EPERM || error == EROFS; }

}  // namespace

GalleryError galleryError(GalleryFault fault, std::string_view doing, const std::filesystem::path& file,
                          std::string_view why, std::string_view remedy) {
  const std::string where = file.empty() ? "the gallery in memory" : displayable(file.string(), 500);
  return {fault, fmt::format("cannot {} {}: {}. {}", doing, where, why, remedy)};
}

GalleryError systemError(int error, std::string_view doing, const std::filesystem::path& file) {
  if (isFull(error)) return galleryError(GalleryFault::DiskFull, doing, file, "the disk is full", kFreeSpace);
  const std::string why = std::generic_category().message(error);
  if (isForbidden(error)) return galleryError(GalleryFault::ReadOnly, doing, file, why, kAllowWriting);
  if (error == EEXIST) {
    return galleryError(GalleryFault::AlreadyExists, doing, file, "something has that name already",
                        "Choose another file; this one is left as it is.");
  }
  return galleryError(GalleryFault::Io, doing, file, why, kLookAtDisk);
}

GalleryError sqliteError(const SQLite::Exception& error, int system_error, std::string_view doing,
                         const std::filesystem::path& file) {
  const std::string why = error.what();
  switch (error.getErrorCode()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return galleryError(GalleryFault::Locked, doing, file, "another program is writing to it", kTryLater);
    case SQLITE_NOTADB:
      return galleryError(GalleryFault::NotAGallery, doing, file, "it is not a gallery", kRestore);
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
    case SQLITE_ERROR:  // a table or column is missing
    case SQLITE_CONSTRAINT:
      return damaged(doing, file, why);
    case SQLITE_FULL:
      return systemError(ENOSPC, doing, file);
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return galleryError(GalleryFault::ReadOnly, doing, file, "it is read-only", kAllowWriting);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      if (isFull(system_error) || isForbidden(system_error)) return systemError(system_error, doing, file);
      return galleryError(GalleryFault::Io, doing, file, why, kLookAtDisk);
    default:
      return galleryError(GalleryFault::Io, doing, file, why, kLookAtDisk);
  }
}

GalleryError damaged(std::string_view doing, const std::filesystem::path& file, std::string_view why) {
  return galleryError(GalleryFault::NotAGallery, doing, file, fmt::format("it is damaged ({})", why), kRestore);
}

}  // namespace dangol::gallery
