#include "secret_input.hpp"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "command.hpp"

namespace dangol::enroll {
namespace {

constexpr std::size_t kLongestSecret = 1000;

// Turns the terminal's echo off while it lives.
class NoEcho {
 public:
  NoEcho() : changed_(tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!changed_) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  ~NoEcho() {
    if (changed_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

 private:
  termios before_{};
  bool changed_;
};

}  // namespace

std::string readSecret(const std::string& question) {
  const bool terminal = isatty(STDIN_FILENO) == 1;
  if (terminal) fmt::print(stderr, "{}", question);
  std::string line;
  {
    const NoEcho quiet;
    std::getline(std::cin, line);
  }
  if (terminal) fmt::print(stderr, "\n");
  if (!line.empty() && line.back() == '\r') line.pop_back();
  if (line.empty()) throw CommandError(ExitCode::Usage, "nothing was given on standard input");
  if (line.size() > kLongestSecret) throw CommandError(ExitCode::Usage, "what was given is too long");
  return line;
}

}  // namespace dangol::enroll
