#pragma once

#include <string>
#include <vector>

#include "program.hpp"

namespace dangol::bench {

// The figures of reports that verify, identify and calibrate wrote, one a line:
// report,scorer,metric,at,value,low,high,note. A figure that the data do not support has no value, and the note says
// why. Throws BenchError when a report is of another command or lacks what these write.
[[nodiscard]] std::string csvReport(const std::vector<Json>& reports);

}  // namespace dangol::bench
