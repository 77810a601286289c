#include "report_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace dangol::bench {
namespace {

constexpr std::size_t kBins = 80;

Json shares(std::span<const float> scores, double from, double to) {
  std::vector<std::size_t> counts(kBins, 0);
  std::size_t all = 0;
  for (const float score : scores) {
    if (!std::isfinite(score)) continue;
    const double at = (static_cast<double>(score) - from) / (to - from) * static_cast<double>(kBins);
    ++counts[static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(kBins - 1)))];
    ++all;
  }
  Json list = Json::array();
  for (const std::size_t count : counts) {
    list.push_back(all == 0 ? 0.0 : static_cast<double>(count) / static_cast<double>(all));
  }
  return list;
}

}  // namespace

Json toJson(const Interval& interval) { return Json::array({interval.low, interval.high}); }

Json toJson(const std::vector<OperatingPoint>& curve) {
  Json list = Json::array();
  for (const OperatingPoint& point : curve) {
    list.push_back(Json::array({point.threshold, point.false_match, point.false_non_match}));
  }
  return list;
}

Json histograms(std::span<const float> genuine, std::span<const float> impostors) {
  double from = 0;
  double to = 1;
  bool first = true;
  for (const auto scores : {genuine, impostors}) {
    for (const float score : scores) {
      if (!std::isfinite(score)) continue;
      from = first ? static_cast<double>(score) : std::min(from, static_cast<double>(score));
      to = first ? static_cast<double>(score) : std::max(to, static_cast<double>(score));
      first = false;
    }
  }
  if (to <= from) to = from + 1;
  return {
      {"from", from}, {"to", to}, {"genuine", shares(genuine, from, to)}, {"impostors", shares(impostors, from, to)}};
}

std::string percent(double share) { return fmt::format("{:.3g} %", 100 * share); }

std::string percent(double share, const Interval& interval) {
  return fmt::format("{:.3g} % ({:.3g} to {:.3g})", 100 * share, 100 * interval.low, 100 * interval.high);
}

}  // namespace dangol::bench
