#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace dangol::test {

// An X server without a monitor, for as long as this object lives: a real window system for a real window. DISPLAY is
// set to it, and to nothing afterwards, so that no test ever opens a window on somebody's desktop.
class VirtualDisplay {
 public:
  VirtualDisplay(int width_px, int height_px) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe for Xvfb");
    process_ = ::fork();
    if (process_ == 0) start(ends[1], width_px, height_px);
    ::close(ends[1]);
    const std::string number = readLine(ends[0]);
    ::close(ends[0]);
    if (process_ < 0 || number.empty()) {
      stop();
      throw std::runtime_error("Xvfb does not start; install the Debian package xvfb");
    }
    ::setenv("DISPLAY", (":" + number).c_str(), 1);
    ::unsetenv("WAYLAND_DISPLAY");
  }
  ~VirtualDisplay() {
    ::unsetenv("DISPLAY");
    stop();
  }
  VirtualDisplay(const VirtualDisplay&) = delete;
  VirtualDisplay& operator=(const VirtualDisplay&) = delete;

 private:
  [[noreturn]] static void start(int numberEnd, int width_px, int height_px) {
    const int end = ::fcntl(numberEnd, F_DUPFD, 3);  // without close-on-exec
    const int silence = ::open("/dev/null", O_WRONLY);
    ::dup2(silence, STDOUT_FILENO);
    ::dup2(silence, STDERR_FILENO);
    const std::string screen = std::to_string(width_px) + "x" + std::to_string(height_px) + "x24";
    ::execlp("Xvfb", "Xvfb", "-displayfd", std::to_string(end).c_str(), "-screen", "0", screen.c_str(), "-noreset",
             "-nolisten", "tcp", static_cast<char*>(nullptr));
    ::_exit(127);
  }

  static std::string readLine(int end) {
    std::string line;
    char c = 0;
    while (::read(end, &c, 1) == 1 && c != '\n') line += c;
    return line;
  }

  void stop() {
    if (process_ <= 0) return;
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
  }

  pid_t process_ = -1;
};

}  // namespace dangol::test
