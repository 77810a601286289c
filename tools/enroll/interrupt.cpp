#include "interrupt.hpp"

#include <csignal>

namespace dangol::enroll {
namespace {

// A signal handler can reach nothing but a variable of static storage duration.
volatile std::sig_atomic_t signalled = 0;

}  // namespace

void watchForInterrupt() {
  struct sigaction action {};
  action.sa_handler = [](int) { signalled = 1; };
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() { return signalled != 0; }

}  // namespace dangol::enroll
