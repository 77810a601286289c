#pragma once

#include <filesystem>
#include <string_view>

namespace dangol::enroll {

// A file that was not there before and that only its owner may read (0600).
class NewFile {
 public:
  // Throws CommandError: AlreadyThere when something has that name, Error when it cannot be made.
  explicit NewFile(std::filesystem::path path);
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  // Ensures: it is on disk. Throws CommandError Error.
  void append(std::string_view bytes);

 private:
  std::filesystem::path path_;
  int descriptor_;
};

}  // namespace dangol::enroll
