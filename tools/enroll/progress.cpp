#include "progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "text.hpp"

namespace dangol::enroll {
namespace {

using namespace std::chrono_literals;

constexpr auto kQuietAtFirst = 1s;
constexpr auto kRedraw = 100ms;
constexpr auto kLineEvery = 5s;
constexpr int kBarColumns = 24;

int terminalColumns() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

bool isTerminal() {
  const char* kind = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && (kind == nullptr || std::string_view(kind) != "dumb");
}

std::string timeLeft(double seconds) {
  const auto whole = static_cast<long>(std::ceil(seconds));
  if (whole < 60) return fmt::format("{} s left", whole);
  if (whole < 3600) return fmt::format("{}:{:02} min left", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min left", whole / 3600, whole % 3600 / 60);
}

std::string bar(double share) {
  const int filled = static_cast<int>(share * kBarColumns);
  std::string drawn;
  for (int i = 0; i < kBarColumns; ++i) drawn += i < filled ? "█" : "░";
  return drawn;
}

// The front of the text that fits; a bar that wraps could not be erased.
std::string cutToWidth(const std::string& text, int columns) {
  std::string cut = text;
  while (displayWidth(cut) > columns) {
    do {
      cut.pop_back();
    } while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xC0U) == 0x80U);
    if (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0x80U) != 0) cut.pop_back();
  }
  return cut;
}

}  // namespace

Progress::Progress(std::string label, double total)
    : label_(std::move(label)),
      total_(total),
      terminal_(isTerminal()),
      started_(Clock::now()),
      next_(started_ + (terminal_ ? Clock::duration(kQuietAtFirst) : Clock::duration(kLineEvery))) {}

Progress::~Progress() { erase(); }

void Progress::update(double done, std::string_view note) {
  const auto now = Clock::now();
  if (now < next_) return;
  const std::string text = status(done, note, now);
  if (terminal_) {
    erase();
    fmt::print(stderr, "{}", cutToWidth(text, terminalColumns() - 1));
    std::fflush(stderr);
    drawn_ = true;
    next_ = now + kRedraw;
  } else {
    fmt::print(stderr, "{}\n", text);
    next_ = now + kLineEvery;
  }
}

void Progress::line(std::string_view text) {
  erase();
  fmt::print(stderr, "{}\n", printable(text));
}

std::string Progress::status(double done, std::string_view note, Clock::time_point now) const {
  if (total_ <= 0) return fmt::format("{}  {:.0f}  {}", label_, done, printable(note));
  const double share = std::clamp(done / total_, 0.0, 1.0);
  std::string text = terminal_ ? fmt::format("{} {} {:3.0f} %", label_, bar(share), share * 100)
                               : fmt::format("{}: {:.0f} %", label_, share * 100);
  const double worked = done - skipped_;
  if (worked > 0) {
    const double spent = std::chrono::duration<double>(now - started_).count();
    text += "  " + timeLeft(std::max(0.0, total_ - done) * spent / worked);
  }
  if (!note.empty()) text += "  " + printable(note);
  return text;
}

void Progress::erase() {
  if (!drawn_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace dangol::enroll
