#pragma once

#include <chrono>
#include <mutex>
#include <string>

namespace dangol::bench {

// Tells on standard error how far a long job is and how long it will take: a bar on a terminal, a line every ten
// seconds elsewhere. Says nothing about a job of less than a second. Thread-safe.
class Progress {
 public:
  Progress(std::string label, std::size_t total);
  ~Progress();  // removes the bar
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // quick: the step cost no time, as one answered from the cache; the time left is estimated from the others.
  void step(bool quick = false);

 private:
  using Clock = std::chrono::steady_clock;
  void print(Clock::time_point now);

  std::string label_;
  std::size_t total_;
  std::size_t done_ = 0;
  std::size_t quick_ = 0;
  bool terminal_;
  bool drawn_ = false;
  Clock::time_point started_ = Clock::now();
  Clock::time_point next_;
  std::mutex mutex_;
};

}  // namespace dangol::bench
