#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "dangol/gallery/gallery.hpp"

struct sqlite3;
namespace SQLite {
class Exception;
}

namespace dangol::gallery {

// One line: what could not be done and where, why, and what to do about it. `doing` completes "cannot": "open".
// Reentrant, all of them.
[[nodiscard]] GalleryError galleryError(GalleryFault fault, std::string_view doing, const std::filesystem::path& file,
                                        std::string_view why, std::string_view remedy);

// From an errno: AlreadyExists, DiskFull, ReadOnly or Io.
[[nodiscard]] GalleryError systemError(int error, std::string_view doing, const std::filesystem::path& file);

// From SQLite. `database` is the connection it happened on, or null when there is none any more.
[[nodiscard]] GalleryError sqliteError(const SQLite::Exception& error, sqlite3* database, std::string_view doing,
                                       const std::filesystem::path& file);

// The file is damaged; `why` says how it shows.
[[nodiscard]] GalleryError damaged(std::string_view doing, const std::filesystem::path& file, std::string_view why);

}  // namespace dangol::gallery
