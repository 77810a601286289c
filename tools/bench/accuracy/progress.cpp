#include "progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace dangol::bench {
namespace {

using namespace std::chrono_literals;

std::string timeLeft(double seconds) {
  const auto whole = static_cast<long>(seconds) + 1;
  if (whole < 60) return fmt::format("{} s left", whole);
  if (whole < 3600) return fmt::format("{}:{:02} min left", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min left", whole / 3600, whole % 3600 / 60);
}

}  // namespace

Progress::Progress(std::string label, std::size_t total)
    : label_(std::move(label)), total_(total), terminal_(isatty(STDERR_FILENO) == 1), next_(started_ + 1s) {}

Progress::~Progress() {
  if (drawn_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::step(bool quick) {
  const std::scoped_lock lock(mutex_);
  ++done_;
  if (quick) ++quick_;
  if (const auto now = Clock::now(); now >= next_) print(now);
}

void Progress::print(Clock::time_point now) {
  constexpr std::size_t kBarColumns = 24;
  std::string text = fmt::format("{}/{}", done_, total_);
  if (done_ > quick_) {
    const double each = std::chrono::duration<double>(now - started_).count() / static_cast<double>(done_ - quick_);
    text += "  " + timeLeft(each * static_cast<double>(total_ - done_));
  }
  if (terminal_) {
    const std::size_t filled = done_ * kBarColumns / total_;
    std::string bar;
    for (std::size_t i = 0; i < kBarColumns; ++i) bar += i < filled ? "█" : "░";
    fmt::print(stderr, "\r\x1b[K{} {} {}", label_, bar, text);
    std::fflush(stderr);
    drawn_ = true;
  } else {
    fmt::print(stderr, "{}: {}\n", label_, text);
  }
  next_ = now + (terminal_ ? Clock::duration(200ms) : Clock::duration(10s));
}

}  // namespace dangol::bench
