#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

namespace dangol::test {

// Whether the call ends its process by SIGABRT, as a failed assertion does. It runs in a child process, whose message
// is not shown. Requires: a program with a single thread.
template <class Call>
[[nodiscard]] bool aborts(Call call) {
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);  // doctest's own handler would report a crash of the test
    dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
    call();
    _exit(0);
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child) throw std::runtime_error("waitpid failed");
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

}  // namespace dangol::test
