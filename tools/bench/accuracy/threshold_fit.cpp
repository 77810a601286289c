#include "threshold_fit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "bench_error.hpp"
#include "metrics.hpp"

namespace dangol::bench {
namespace {

using Weights = std::vector<std::uint32_t>;
using Point = gallery::ThresholdModel::Point;

constexpr double kMeasuredTo = 1e-3;
constexpr double kFewestBelow = 300;
constexpr std::size_t kMissPoints = 60;

// From the largest share to the smallest, four a decade.
std::vector<double> sharesOfCurve() {
  std::vector<double> shares;
  for (int quarter = -6; quarter >= -32; --quarter) shares.push_back(std::pow(10, quarter / 4.0));
  return shares;
}

double weightOf(const ImpostorScore& score, const Weights& weights) {
  return static_cast<double>(weights[score.stranger]) * static_cast<double>(weights[score.enrolled]);
}

// How far below the start so small a share of all scores lies, by a generalised Pareto distribution fitted to what lies
// below it.
class ParetoTail {
 public:
  ParetoTail(const ImpostorTail& tail, const Weights& weights, double start, double share) : share_(share) {
    double whole = 0;
    for (const ImpostorScore& score : tail.lowest) {
      if (static_cast<double>(score.score) > start) break;
      whole += weightOf(score, weights);
    }
    double moment0 = 0;
    double moment1 = 0;
    double seen = 0;  // from the lowest score on, which is the largest exceedance: already 1 - F
    for (const ImpostorScore& score : tail.lowest) {
      const double exceedance = start - static_cast<double>(score.score);
      if (exceedance < 0) break;
      const double weight = weightOf(score, weights);
      moment0 += weight * exceedance / whole;
      moment1 += weight * exceedance * (seen + weight / 2) / whole / whole;
      seen += weight;
    }
    shape_ = std::clamp(2 - moment0 / (moment0 - 2 * moment1), -0.5, 0.5);
    scale_ = moment0 * (1 - shape_);
  }
  [[nodiscard]] double exceedance(double share) const {
    const double part = share / share_;
    if (std::abs(shape_) < 1e-6) return -scale_ * std::log(part);
    return scale_ / shape_ * (std::pow(part, -shape_) - 1);
  }

 private:
  double share_;
  double shape_ = 0;
  double scale_ = 0;
};

// The thresholds below which these shares of the scores lie; shares from the largest on, measured from [measured] of
// them, the rest by the fitted tail.
std::vector<double> thresholdsAt(const ImpostorTail& tail, const Weights& weights, const std::vector<double>& shares,
                                 std::size_t measured) {
  const double all = tail.weight(weights);
  std::vector<double> thresholds(shares.size(), 0);
  double below = 0;
  std::size_t next = measured;
  for (const ImpostorScore& score : tail.lowest) {
    below += weightOf(score, weights);
    while (next > 0 && below >= shares[next - 1] * all) {
      thresholds[next - 1] = static_cast<double>(score.score);
      --next;
    }
    if (next == 0) break;
  }
  while (next > 0) thresholds[--next] = static_cast<double>(tail.lowest.back().score);
  const double start = thresholds[measured - 1];
  const ParetoTail pareto(tail, weights, start, shares[measured - 1]);
  for (std::size_t i = measured; i < shares.size(); ++i) thresholds[i] = start - pareto.exceedance(shares[i]);
  return thresholds;
}

// How unevenly matches at a threshold are spread over people who each have so many chances to match: the squared
// coefficient of variation of their own rates, of pairs of matches, so that chance alone makes 0. Nothing when the
// pairs are too few to say.
std::optional<double> unevenness(const std::map<std::uint32_t, double>& matches, double people, double chances) {
  double all = 0;
  double pairs = 0;
  for (const auto& [person, count] : matches) {
    all += count;
    pairs += count * (count - 1);
  }
  if (pairs / 2 < kRuleOfThirty) return std::nullopt;
  const double rate = all / (people * chances);
  return std::max(0.0, pairs / (people * chances * (chances - 1)) / (rate * rate) - 1);
}

void addUnevenness(const ImpostorTail& tail, const std::vector<double>& thresholds, std::vector<Point>& points) {
  double strangers = 0;
  double enrolled = 0;
  for (const ImpostorTail::Part& part : tail.parts) {
    strangers += static_cast<double>(part.strangers.size());
    enrolled += static_cast<double>(part.enrolled.size());
  }
  const auto parts = static_cast<double>(tail.parts.size());
  double ofStrangers = 0;
  double ofEnrolled = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::map<std::uint32_t, double> byStranger;
    std::map<std::uint32_t, double> byEnrolled;
    for (const ImpostorScore& score : tail.lowest) {
      if (static_cast<double>(score.score) > thresholds[i]) break;
      ++byStranger[score.stranger];
      ++byEnrolled[score.enrolled];
    }
    // Where matches become too few to tell, what was last known is kept.
    ofStrangers = unevenness(byStranger, strangers, enrolled / parts).value_or(ofStrangers);
    ofEnrolled = unevenness(byEnrolled, enrolled, strangers / parts).value_or(ofEnrolled);
    points[i].strangers = ofStrangers;
    points[i].people = ofEnrolled;
  }
}

double deviationOf(const std::vector<double>& values) {
  double mean = 0;
  for (const double value : values) mean += value / static_cast<double>(values.size());
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(std::max<std::size_t>(1, values.size() - 1)));
}

// From the largest share to the smallest. Nothing when the scores are too few.
std::optional<std::vector<Point>> curveOf(const ImpostorTail& tail, const ThresholdFitOptions& options) {
  const std::vector<double> shares = sharesOfCurve();
  const Weights once(options.people, 1);
  const double least = std::max(kMeasuredTo, kFewestBelow / std::max(1.0, tail.weight(once)));
  const auto measured =
      static_cast<std::size_t>(std::ranges::count_if(shares, [&](double share) { return share >= least; }));
  if (measured < 2 || tail.lowest.empty()) return std::nullopt;
  const std::vector<double> thresholds = thresholdsAt(tail, once, shares, measured);
  std::vector<std::vector<double>> drawn(shares.size());
  Random random(options.seed);
  for (std::size_t replicate = 0; replicate < options.replicates; ++replicate) {
    const auto found = thresholdsAt(tail, resampleCounts(options.people, random), shares, measured);
    for (std::size_t i = 0; i < shares.size(); ++i) drawn[i].push_back(found[i]);
  }
  std::vector<Point> points(shares.size());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const std::size_t from = i == 0 ? 0 : i - 1;
    const std::size_t to = std::min(i + 1, shares.size() - 1);
    const double slope = std::log(shares[from] / shares[to]) / std::max(1e-9, thresholds[from] - thresholds[to]);
    points[i].threshold = thresholds[i];
    points[i].share = shares[i];
    points[i].deviation = slope * deviationOf(drawn[i]);
  }
  addUnevenness(tail, thresholds, points);
  return points;
}

// The first population's curve for more templates, moved by what tells the populations apart with one: at each share
// that is measured, and below as at the last of them, because the difference of two fitted tails means little.
std::vector<Point> moved(const std::vector<Point>& first, const std::vector<Point>& firstOfOne,
                         const std::vector<Point>& ofOne) {
  std::vector<Point> points = first;
  std::size_t measured = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i].share >= kMeasuredTo * 0.999) measured = i;
    points[i].threshold += ofOne[measured].threshold - firstOfOne[measured].threshold;
    points[i].deviation = std::hypot(points[i].deviation, ofOne[measured].deviation);
    points[i].strangers = std::max(points[i].strangers, ofOne[measured].strangers);
    points[i].people = std::max(points[i].people, ofOne[measured].people);
  }
  return points;
}

// The model wants both to rise strictly.
std::vector<Point> rising(std::vector<Point> points) {
  std::ranges::reverse(points);
  for (std::size_t i = points.size() - 1; i > 0; --i) {
    points[i - 1].threshold = std::min(points[i - 1].threshold, points[i].threshold - 1e-5);
  }
  return points;
}

gallery::ThresholdModel::MissCurve missCurve(const std::vector<OwnScore>& own, std::size_t templates, double from,
                                             double to, const ThresholdFitOptions& options) {
  gallery::ThresholdModel::MissCurve curve{templates, {}};
  std::vector<Weights> draws;
  Random random(options.seed);
  for (std::size_t i = 0; i < options.replicates; ++i) draws.push_back(resampleCounts(options.people, random));
  for (std::size_t i = 0; i < kMissPoints; ++i) {
    const double threshold = from + (to - from) * static_cast<double>(i) / static_cast<double>(kMissPoints - 1);
    const auto rate = [&](const Weights& weights) {
      double all = 0;
      double missed = 0;
      for (const OwnScore& score : own) {
        all += weights[score.person];
        if (score.score > threshold) missed += weights[score.person];
      }
      return all > 0 ? missed / all : 0;
    };
    std::vector<double> drawn;
    for (const Weights& weights : draws) drawn.push_back(rate(weights));
    const double value = rate(Weights(options.people, 1));
    const Interval interval = percentileInterval(std::move(drawn));
    curve.points.push_back({threshold, {value, std::min(value, interval.low), std::max(value, interval.high)}});
  }
  return curve;
}

}  // namespace

gallery::ThresholdModel fitThresholds(const std::vector<PopulationTails>& populations,
                                      const std::vector<std::vector<OwnScore>>& own,
                                      const ThresholdFitOptions& options) {
  gallery::ThresholdModel::Data data{options.score_id, options.source, {}, {}};
  std::vector<std::vector<Point>> first;
  for (const PopulationTails& population : populations) {
    std::vector<std::vector<Point>> curves;
    for (std::size_t t = 0; t < population.tails.size(); ++t) {
      auto curve = curveOf(population.tails[t], options);
      if (!curve && t < first.size() && !curves.empty()) curve = moved(first[t], first[0], curves[0]);
      if (!curve && t == 0) {
        throw BenchError(fmt::format("{} has too few people to calibrate on; name a larger set", population.name));
      }
      if (!curve) break;
      data.curves.push_back({population.name, t + 1, rising(*curve)});
      curves.push_back(std::move(*curve));
    }
    if (first.empty()) first = std::move(curves);
  }
  double from = std::numeric_limits<double>::infinity();
  double to = -from;
  for (const auto& curve : data.curves) {
    from = std::min(from, curve.points.front().threshold);
    to = std::max(to, curve.points.back().threshold);
  }
  for (std::size_t t = 0; t < own.size(); ++t) {
    if (own[t].size() >= static_cast<std::size_t>(kRuleOfThirty)) {
      data.misses.push_back(missCurve(own[t], t + 1, from, to, options));
    }
  }
  return {std::move(data), "fitted just now"};
}

}  // namespace dangol::bench
