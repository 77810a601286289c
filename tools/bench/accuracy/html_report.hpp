#pragma once

#include <string>
#include <vector>

#include "program.hpp"

namespace dangol::bench {

// One page that opens offline, from reports that verify and identify wrote. The same reports make the same page.
// Throws BenchError when a report is of another command or lacks what these write.
[[nodiscard]] std::string htmlReport(const std::vector<Json>& reports);

}  // namespace dangol::bench
