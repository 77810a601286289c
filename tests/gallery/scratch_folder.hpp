#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace dangol::test {

// A new folder for one test, removed with everything in it.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "dangol-gallery-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot create " + name);
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path file(const std::string& name) const { return path_ / name; }
  [[nodiscard]] bool empty() const { return std::filesystem::is_empty(path_); }

 private:
  std::filesystem::path path_;
};

// Permission bits do not bind root. While this lives, a root process acts as a user without privileges; any other user
// stays who they are.
class PlainUser {
 public:
  PlainUser() {
    if (::geteuid() == 0 && ::seteuid(kNobody) != 0) throw std::runtime_error("cannot become a plain user");
  }
  ~PlainUser() {
    if (::getuid() == 0 && ::seteuid(0) != 0) std::abort();
  }
  PlainUser(const PlainUser&) = delete;
  PlainUser& operator=(const PlainUser&) = delete;

  // Gives the file or folder to the user this becomes.
  static void own(const std::filesystem::path& path) {
    if (::geteuid() == 0 && ::lchown(path.c_str(), kNobody, static_cast<gid_t>(-1)) != 0) {
      throw std::runtime_error("cannot give away " + path.string());
    }
  }

 private:
  static constexpr uid_t kNobody = 65534;
};

}  // namespace dangol::test
