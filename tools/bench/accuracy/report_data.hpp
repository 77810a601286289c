#pragma once

#include <span>
#include <string>
#include <vector>

#include "metrics.hpp"
#include "program.hpp"

// The parts that reports of several commands share.
namespace dangol::bench {

[[nodiscard]] Json toJson(const Interval& interval);
// [[threshold, false match, false non-match], ...]
[[nodiscard]] Json toJson(const std::vector<OperatingPoint>& curve);
// Two histograms over the same range, as shares: {"from", "to", "genuine": [...], "impostors": [...]}.
[[nodiscard]] Json histograms(std::span<const float> genuine, std::span<const float> impostors);

// "3.40 %"; for people.
[[nodiscard]] std::string percent(double share);
// "3.40 % (2.10 to 4.90)".
[[nodiscard]] std::string percent(double share, const Interval& interval);

}  // namespace dangol::bench
