#include "dangol/gallery/threshold_model.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace dangol::gallery {
namespace {

constexpr double kNormal95 = 1.96;
// How far the rate of another site's people, camera and light is expected to lie from the development people's: a
// factor of two either way, as a standard deviation of its logarithm. The two development populations differ by less.
constexpr double kBetweenSites = 0.69;
constexpr double kMostCorrection = 10;
// Where the site's scores are counted: at a threshold that so many of them should be below.
constexpr double kSiteMatches = 30;

// A share so small that it is none, and yet one that can be divided by.
constexpr double kLeastShare = 1e-200;

using Point = ThresholdModel::Point;

double between(double from, double to, double part) { return from + (to - from) * part; }

// ln(share) is taken as straight between two points, and straight on beyond the ends.
Point at(const std::vector<Point>& points, double threshold) {
  const auto above = std::ranges::lower_bound(points, threshold, {}, &Point::threshold);
  const auto second = std::clamp(above, points.begin() + 1, points.end() - 1);
  const auto first = second - 1;
  const double part = (threshold - first->threshold) / (second->threshold - first->threshold);
  const double inside = std::clamp(part, 0.0, 1.0);
  Point point;
  point.threshold = threshold;
  point.share = std::clamp(std::exp(between(std::log(first->share), std::log(second->share), part)), kLeastShare, 1.0);
  point.deviation = between(first->deviation, second->deviation, inside);
  point.strangers = between(first->strangers, second->strangers, inside);
  point.people = between(first->people, second->people, inside);
  return point;
}

double thresholdOfShare(const std::vector<Point>& points, double share) {
  const auto above = std::ranges::lower_bound(points, share, {}, &Point::share);
  const auto second = std::clamp(above, points.begin() + 1, points.end() - 1);
  const auto first = second - 1;
  const double part = std::log(share / first->share) / std::log(second->share / first->share);
  return between(first->threshold, second->threshold, part);
}

double fpirOf(double matches, double unevenness) {
  if (unevenness * matches < 1e-9) return -std::expm1(-matches);
  return -std::expm1(-std::log1p(unevenness * matches) / unevenness);
}

Estimate missAt(const std::vector<ThresholdModel::Miss>& points, double threshold) {
  const auto above = std::ranges::lower_bound(points, threshold, {}, &ThresholdModel::Miss::threshold);
  if (above == points.begin()) return points.front().fnir;
  if (above == points.end()) return points.back().fnir;
  const auto before = above - 1;
  const double part = (threshold - before->threshold) / (above->threshold - before->threshold);
  return {between(before->fnir.value, above->fnir.value, part), between(before->fnir.low, above->fnir.low, part),
          between(before->fnir.high, above->fnir.high, part)};
}

template <class Curves>
const auto& nearestCurve(const Curves& curves, std::size_t templates) {
  const auto* nearest = &curves.front();
  for (const auto& curve : curves) {
    if (curve.templates <= std::max<std::size_t>(1, templates)) nearest = &curve;
  }
  return *nearest;
}

}  // namespace

const ThresholdModel::Curve& ThresholdModel::curveOf(const std::string& population, std::size_t templates) const {
  const Curve* nearest = nullptr;
  for (const Curve& curve : data_.curves) {
    if (curve.population != population) continue;
    if (nearest == nullptr || curve.templates <= std::max<std::size_t>(1, templates)) nearest = &curve;
  }
  return *nearest;
}

const ThresholdModel::MissCurve& ThresholdModel::missesOf(std::size_t templates) const {
  return nearestCurve(data_.misses, templates);
}

ThresholdModel::Expected ThresholdModel::expectedAt(const std::string& population, double threshold,
                                                    std::span<const EnrolledPeople> enrolled) const {
  Expected expected;
  double deviation = 0;
  double byChance = 0;
  for (const EnrolledPeople& group : enrolled) {
    if (group.people == 0) continue;
    const Point point = at(curveOf(population, group.templates).points, threshold);
    const double matches = static_cast<double>(group.people) * point.share;
    expected.matches += matches;
    expected.strangers += matches * point.strangers;
    deviation += matches * point.deviation;
    byChance += matches * point.share * point.people;
  }
  assert(expected.matches > 0);
  expected.strangers /= expected.matches;
  deviation /= expected.matches;
  expected.variance = deviation * deviation + std::log1p(byChance / (expected.matches * expected.matches));
  return expected;
}

double ThresholdModel::thresholdFor(double fpir, std::span<const EnrolledPeople> enrolled) const {
  assert(fpir > 0 && fpir <= 0.5);
  double strictest = std::numeric_limits<double>::infinity();
  for (const std::string& population : populations_) {
    const auto& points = curveOf(population, 1).points;
    const double span = points.back().threshold - points.front().threshold;
    double low = points.front().threshold - span;
    double high = points.back().threshold + span;
    for (int halved = 0; halved < 60; ++halved) {
      const double middle = (low + high) / 2;
      const Expected expected = expectedAt(population, middle, enrolled);
      (fpirOf(expected.matches, expected.strangers) <= fpir ? low : high) = middle;
    }
    strictest = std::min(strictest, low);
  }
  return strictest;
}

Estimate ThresholdModel::fpirAt(double threshold, std::span<const EnrolledPeople> enrolled) const {
  Estimate highest;
  for (const std::string& population : populations_) {
    const Expected expected = expectedAt(population, threshold, enrolled);
    const double factor = std::exp(kNormal95 * std::sqrt(expected.variance));
    const Estimate here{fpirOf(expected.matches, expected.strangers),
                        fpirOf(expected.matches / factor, expected.strangers),
                        fpirOf(expected.matches * factor, expected.strangers)};
    if (here.value >= highest.value) highest = here;
  }
  return highest;
}

Estimate ThresholdModel::fnirAt(double threshold, std::span<const EnrolledPeople> enrolled) const {
  Estimate mean;
  double people = 0;
  for (const EnrolledPeople& group : enrolled) {
    const auto weight = static_cast<double>(group.people);
    const Estimate miss = missAt(missesOf(group.templates).points, threshold);
    mean.value += weight * miss.value;
    mean.low += weight * miss.low;
    mean.high += weight * miss.high;
    people += weight;
  }
  assert(people > 0);
  return {mean.value / people, mean.low / people, mean.high / people};
}

ThresholdModel ThresholdModel::adaptedTo(const SiteScores& site) const {
  ThresholdModel adapted = *this;
  if (site.scores.empty() || site.people < 2) return adapted;
  const auto count = static_cast<double>(site.scores.size());
  for (const std::string& population : populations_) {
    const auto& points = curveOf(population, site.templates).points;
    const double share = std::clamp(kSiteMatches / count, points.front().share, points.back().share);
    const Point here = at(points, thresholdOfShare(points, share));
    const double expected = count * here.share;
    const auto found =
        static_cast<double>(std::ranges::count_if(site.scores, [&](double score) { return score <= here.threshold; }));
    const double correction = std::log((found + 0.5) / (expected + 0.5));
    // The site's people are both the strangers and the gallery, so few of them say little however many their scores.
    const double ofSite = 1 / (expected + 0.5) + (here.strangers + here.people) / static_cast<double>(site.people);
    const double ofModel = here.deviation * here.deviation + kBetweenSites * kBetweenSites;
    const double weight = ofModel / (ofModel + ofSite);
    const double factor = std::clamp(std::exp(weight * correction), 1 / kMostCorrection, kMostCorrection);
    const double left = std::sqrt(weight * ofSite);
    for (Curve& curve : adapted.data_.curves) {
      if (curve.population != population) continue;
      for (Point& point : curve.points) {
        // What is far in the tail stays less certain than what was counted.
        const double beyond = std::max(0.0, point.deviation * point.deviation - here.deviation * here.deviation);
        point.share *= factor;
        point.deviation = std::sqrt(left * left + beyond);
      }
    }
  }
  return adapted;
}

}  // namespace dangol::gallery
