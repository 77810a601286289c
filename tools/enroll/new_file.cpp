#include "new_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "command.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

std::string reason(int error) { return std::generic_category().message(error); }

}  // namespace

NewFile::NewFile(std::filesystem::path path)
    : path_(std::move(path)), descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
  if (descriptor_ >= 0) return;
  const int error = errno;
  throw CommandError(error == EEXIST ? ExitCode::AlreadyThere : ExitCode::Error,
                     fmt::format("cannot make the file {}: {}", printable(path_.string()), reason(error)));
}

NewFile::~NewFile() { ::close(descriptor_); }

void NewFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  if (bytes.empty() && ::fsync(descriptor_) == 0) return;
  throw CommandError(ExitCode::Error,
                     fmt::format("cannot write the file {}: {}", printable(path_.string()), reason(errno)));
}

}  // namespace dangol::enroll
