#pragma once

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

// Runs one of our programs as an owner does.
namespace dangol::test {

struct Finished {
  int exit_code = -1;  // -1 when a signal ended it
  int signal = 0;
  std::string out;
  std::string err;
};

// A program that runs beside the test. Ends it when destroyed.
class RunningProcess {
 public:
  // argv[0] is the program's path; standard input is empty.
  explicit RunningProcess(const std::vector<std::string>& argv) {
    std::array<int, 2> out{};
    std::array<int, 2> err{};
    if (pipe2(out.data(), O_CLOEXEC) != 0 || pipe2(err.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
    std::vector<char*> arguments;
    for (const std::string& argument : argv) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const int failure = posix_spawn(&pid_, argv.at(0).c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(out[1]);
    close(err[1]);
    pipes_ = {pollfd{out[0], POLLIN, 0}, pollfd{err[0], POLLIN, 0}};
    if (failure != 0) throw std::runtime_error("cannot start " + argv[0] + "; is it built?");
  }
  ~RunningProcess() {
    for (const pollfd& pipe : pipes_) {
      if (pipe.fd >= 0) close(pipe.fd);
    }
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
    }
  }
  RunningProcess(const RunningProcess&) = delete;
  RunningProcess& operator=(const RunningProcess&) = delete;

  // Waits until standard error has the text, or the program has ended.
  void waitForError(const std::string& text) {
    while (result_.err.find(text) == std::string::npos && readSome()) {
    }
  }
  void signal(int number) const { ::kill(pid_, number); }

  // Waits for its end.
  Finished finish() {
    while (readSome()) {
    }
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    if (WIFEXITED(status)) result_.exit_code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) result_.signal = WTERMSIG(status);
    return result_;
  }

 private:
  // False when both pipes are closed.
  bool readSome() {
    if (pipes_[0].fd < 0 && pipes_[1].fd < 0) return false;
    poll(pipes_.data(), pipes_.size(), -1);
    for (std::size_t i = 0; i < pipes_.size(); ++i) {
      if (pipes_[i].fd < 0 || pipes_[i].revents == 0) continue;
      std::array<char, 4096> block{};
      const ssize_t count = read(pipes_[i].fd, block.data(), block.size());
      if (count > 0) {
        (i == 0 ? result_.out : result_.err).append(block.data(), static_cast<std::size_t>(count));
      } else {
        close(pipes_[i].fd);
        pipes_[i].fd = -1;
      }
    }
    return true;
  }

  pid_t pid_ = -1;
  std::array<pollfd, 2> pipes_{};
  Finished result_;
};

inline Finished runProcess(const std::vector<std::string>& argv) { return RunningProcess(argv).finish(); }

}  // namespace dangol::test
