#pragma once

namespace dangol::enroll {

// From here on the first Ctrl-C (SIGINT) or SIGTERM only sets a flag, so that a long job ends between two steps with a
// report; the second one ends the program at once.
void watchForInterrupt();
[[nodiscard]] bool interrupted();

}  // namespace dangol::enroll
