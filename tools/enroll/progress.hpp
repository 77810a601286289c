#pragma once

#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>

namespace dangol::enroll {

// Tells on stderr how far a long job is: a bar with the time left on a terminal, elsewhere a line every few seconds.
// Says nothing about a job that is done within a second. Bound to the thread that uses it.
class Progress {
 public:
  // total: the amount of work in the unit update() counts in; 0 when it is not known.
  Progress(std::string label, double total);
  // Removes the bar.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // note: what is being worked on; shown as printable() text.
  void update(double done, std::string_view note = {});
  // Work that cost no time, such as what was done in an earlier run: leaves the estimate of the time left as it is.
  void skip(double amount) { skipped_ += amount; }
  // Writes a line of its own above the bar.
  void line(std::string_view text);

 private:
  using Clock = std::chrono::steady_clock;
  [[nodiscard]] std::string status(double done, std::string_view note, Clock::time_point now) const;
  void erase();

  std::string label_;
  double total_;
  double skipped_ = 0;
  bool terminal_;
  bool drawn_ = false;
  Clock::time_point started_;
  Clock::time_point next_;
};

}  // namespace dangol::enroll
