#pragma once

#include <SQLiteCpp/Exception.h>

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <utility>

#include "dangol/gallery/gallery.hpp"

namespace dangol::gallery {

// One line: what could not be done and where, why, and what to do about it. `doing` completes "cannot": "open".
// Reentrant, all of them.
[[nodiscard]] GalleryError galleryError(GalleryFault fault, std::string_view doing, const std::filesystem::path& file,
                                        std::string_view why, std::string_view remedy);

// From an errno: AlreadyExists, DiskFull, ReadOnly or Io.
[[nodiscard]] GalleryError systemError(int error, std::string_view doing, const std::filesystem::path& file);

// From SQLite. `system_error` is the errno it left behind, 0 when the system reported nothing.
[[nodiscard]] GalleryError sqliteError(const SQLite::Exception& error, int system_error, std::string_view doing,
                                       const std::filesystem::path& file);

// Runs `call`; a failure of SQLite in it becomes a GalleryError that says what could not be done.
template <class Call>
auto guarded(std::string_view doing, const std::filesystem::path& file, Call&& call) {
  // SQLite says "disk I/O error" for a full disk met while committing; only errno tells them apart.
  errno = 0;
  try {
    return std::forward<Call>(call)();
  } catch (const SQLite::Exception& error) {
    throw sqliteError(error, errno, doing, file);
  }
}

// The file is damaged; `why` says how it shows.
[[nodiscard]] GalleryError damaged(std::string_view doing, const std::filesystem::path& file, std::string_view why);

}  // namespace dangol::gallery
