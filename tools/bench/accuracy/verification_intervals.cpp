#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>
#include <span>

#include "distance_blocks.hpp"
#include "parallel.hpp"
#include "verification.hpp"

namespace dangol::bench {
namespace {

using Weights = std::vector<std::uint32_t>;

double weightOf(const Comparison& comparison, const Weights& weights) {
  const auto first = static_cast<double>(weights[comparison.first]);
  return comparison.first == comparison.second ? first : first * static_cast<double>(weights[comparison.second]);
}

// The weight of all pairs of faces of different people; those of a person drawn twice are no impostors.
double impostorWeight(const std::vector<std::size_t>& facesOfPerson, const Weights& weights) {
  double sum = 0;
  double squares = 0;
  for (std::size_t p = 0; p < weights.size(); ++p) {
    const double faces = static_cast<double>(weights[p]) * static_cast<double>(facesOfPerson[p]);
    sum += faces;
    squares += faces * faces;
  }
  return (sum * sum - squares) / 2;
}

double impostorWeight(const Comparisons& all, const Weights& weights) {
  if (!all.faces_of_person.empty()) return impostorWeight(all.faces_of_person, weights);
  double sum = 0;
  for (const Comparison& each : all.impostors) sum += weightOf(each, weights);
  return sum;
}

double weightedThreshold(const Comparisons& all, double fmr, const Weights& weights) {
  const double budget = fmr * impostorWeight(all, weights) + 1e-9;
  double used = 0;
  for (const Comparison& each : all.impostors) {
    used += weightOf(each, weights);
    if (used > budget) {
      return static_cast<double>(std::nextafter(each.score, -std::numeric_limits<float>::infinity()));
    }
  }
  return all.impostors.empty() ? 0 : static_cast<double>(all.impostors.back().score);
}

}  // namespace

Interval fnmrInterval(const Comparisons& all, double fmr, std::size_t people, std::size_t replicates,
                      std::uint64_t seed) {
  Random random(seed);
  std::vector<double> rates;
  for (std::size_t i = 0; i < replicates; ++i) {
    const Weights weights = resampleCounts(people, random);
    const double threshold = weightedThreshold(all, fmr, weights);
    double whole = 0;
    double missed = 0;
    for (const Comparison& each : all.genuine) {
      const double weight = weightOf(each, weights);
      whole += weight;
      if (static_cast<double>(each.score) > threshold) missed += weight;
    }
    if (whole > 0) rates.push_back(missed / whole);
  }
  return rates.empty() ? Interval{0, 1} : percentileInterval(std::move(rates));
}

GroupScores::GroupScores(const FaceSet& faces, const std::vector<std::string>& groups, const Scorer& scorer,
                         std::size_t jobs) {
  for (const std::string& group : groups) {
    if (!group.empty() && groups_.try_emplace(group).second) names_.push_back(group);
  }
  for (auto& [name, group] : groups_) {
    std::size_t person = 0;
    const FaceSet members = filtered(faces, [&](const SetPerson&) { return groups[person++] == name; });
    group.all = compareAll(members, scorer, jobs);
    for (const Comparison& each : group.all.impostors) group.impostors.push_back(each.score);
  }
}

std::size_t GroupScores::impostorsOf(const std::string& name) const { return groups_.at(name).all.impostor_count; }

double GroupScores::thresholdOf(const std::string& name, double fmr) const {
  const SortedScores scores{{}, groups_.at(name).impostors, impostorsOf(name)};
  const auto threshold = thresholdAtFmr(scores, fmr);
  assert(threshold);
  return *threshold;
}

GroupRates GroupScores::at(const std::string& name, double threshold, std::size_t replicates,
                           std::uint64_t seed) const {
  const Group& group = groups_.at(name);
  GroupRates result{name, group.all.faces_of_person.size(), impostorsOf(name), 0, {}, group.all.genuine.size(), 0, {}};
  const auto end = std::ranges::upper_bound(group.impostors, static_cast<float>(threshold));
  result.matches = static_cast<std::size_t>(end - group.impostors.begin());
  std::vector<Comparison> missed;
  std::ranges::copy_if(group.all.genuine, std::back_inserter(missed),
                       [&](const Comparison& each) { return static_cast<double>(each.score) > threshold; });
  result.misses = missed.size();
  const auto weigh = [](std::span<const Comparison> comparisons, const Weights& weights) {
    double sum = 0;
    for (const Comparison& each : comparisons) sum += weightOf(each, weights);
    return sum;
  };
  Random random(seed);
  std::vector<double> matchRates;
  std::vector<double> missRates;
  for (std::size_t i = 0; i < replicates; ++i) {
    const Weights weights = resampleCounts(result.people, random);
    const double matches = weigh(std::span(group.all.impostors).first(result.matches), weights);
    if (const double all = impostorWeight(group.all, weights); all > 0) matchRates.push_back(matches / all);
    if (const double all = weigh(group.all.genuine, weights); all > 0)
      missRates.push_back(weigh(missed, weights) / all);
  }
  if (!matchRates.empty()) result.interval = percentileInterval(std::move(matchRates));
  if (!missRates.empty()) result.miss_interval = percentileInterval(std::move(missRates));
  return result;
}

}  // namespace dangol::bench
