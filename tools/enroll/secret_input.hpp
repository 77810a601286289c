#pragma once

#include <string>

namespace dangol::enroll {

// One line of standard input without its end; at a terminal the question is asked first, and nothing is echoed.
// Throws CommandError Usage when there is none, or it is longer than 1000 bytes.
[[nodiscard]] std::string readSecret(const std::string& question);

}  // namespace dangol::enroll
