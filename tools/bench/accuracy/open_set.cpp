#include "open_set.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "parallel.hpp"
#include "person_gallery.hpp"

namespace dangol::bench {
namespace {

using vision::Embedding;

Embedding sideOf(const FaceResult& face, ProbeSides sides, std::size_t nth) {
  switch (sides) {
    case ProbeSides::Straight:
      return face.straight;
    case ProbeSides::Alternating:
      return nth % 2 == 0 ? face.straight : face.mirrored;
    case ProbeSides::Both:
      return face.enrolled();
  }
  return face.straight;
}

std::optional<Embedding> fused(const FaceSet& faces, const Probe& probe, ProbeSides sides) {
  std::array<double, Embedding::kDimensions> sums{};
  double count = 0;
  std::size_t nth = 0;
  for (const std::size_t face : probe.faces) {
    if (!faces.faces[face].acquired()) continue;
    ++count;
    const auto values = sideOf(faces.faces[face].result, sides, nth++).values;
    for (std::size_t d = 0; d < sums.size(); ++d) sums[d] += static_cast<double>(values[d]);
  }
  if (count == 0) return std::nullopt;
  Embedding mean;
  for (std::size_t d = 0; d < sums.size(); ++d) mean.values[d] = static_cast<float>(sums[d] / count);
  return mean;
}

PersonGallery galleryOf(const FaceSet& faces, const Split& split, const Scorer& scorer, std::size_t jobs) {
  std::vector<std::vector<Embedding>> people;
  for (const Enrolled& enrolled : split.gallery) {
    people.emplace_back();
    for (const std::size_t face : enrolled.templates) people.back().push_back(faces.faces[face].result.enrolled());
  }
  return {people, scorer, jobs};
}

// The search among the first size people; mate is an index into the gallery, or past its end.
Search searchOf(std::size_t person, const std::vector<double>& scores, std::size_t mate, std::size_t size) {
  Search search;
  search.person = person;
  for (std::size_t i = 0; i < size; ++i) {
    if (i == mate) {
      search.own = scores[i];
    } else {
      search.other = std::min(search.other, scores[i]);
    }
  }
  return search;
}

bool hit(const Search& search, double threshold) {
  return std::isfinite(search.own) && search.own <= threshold && search.own <= search.other;
}

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

// One replicate: every person's probes count as often as the person was drawn.
double weightedFnir(const std::vector<Search>& mated, const std::vector<Search>& sortedStrangers, double fpir,
                    const std::vector<std::uint32_t>& weight) {
  double strangers = 0;
  for (const Search& search : sortedStrangers) strangers += weight[search.person];
  const double budget = fpir * strangers + 1e-9;
  double used = 0;
  double threshold = std::numeric_limits<double>::infinity();
  for (const Search& search : sortedStrangers) {
    used += weight[search.person];
    if (used <= budget) continue;
    threshold = std::nextafter(search.other, -std::numeric_limits<double>::infinity());
    break;
  }
  double all = 0;
  double missed = 0;
  for (const Search& search : mated) {
    all += weight[search.person];
    if (!hit(search, threshold)) missed += weight[search.person];
  }
  return ratio(missed, all);
}

std::vector<Search> sortedByOther(std::vector<Search> searches) {
  std::ranges::stable_sort(searches, {}, &Search::other);
  return searches;
}

}  // namespace

std::vector<Searches> searchGalleries(const FaceSet& faces, const Split& split, const SearchOptions& options,
                                      const Scorer& scorer) {
  const std::vector<std::size_t>& sizes = options.sizes;
  std::vector<Searches> all(sizes.size());
  if (split.gallery.empty()) return all;
  const PersonGallery gallery = galleryOf(faces, split, scorer, options.jobs);
  const std::size_t enrolled = split.gallery.size();
  std::vector<std::size_t> mateOf(faces.people.size(), enrolled);
  for (std::size_t i = 0; i < enrolled; ++i) mateOf[split.gallery[i].person] = i;

  const auto run = [&](const std::vector<Probe>& probes, std::vector<Search> Searches::*list,
                       std::size_t Searches::*failures) {
    std::vector<std::vector<double>> scores(probes.size());
    parallelFor(probes.size(), options.jobs, [&](std::size_t i) {
      if (const auto probe = fused(faces, probes[i], options.sides)) scores[i] = gallery.scores(*probe);
    });
    for (std::size_t s = 0; s < sizes.size(); ++s) {
      if (sizes[s] > enrolled) continue;
      for (std::size_t i = 0; i < probes.size(); ++i) {
        const std::size_t mate = mateOf[probes[i].person];
        if (mate >= sizes[s] && mate < enrolled) continue;  // mated, but not in this smaller gallery
        if (scores[i].empty()) {
          (all[s].*list).push_back({.person = probes[i].person});
          ++(all[s].*failures);
        } else {
          (all[s].*list).push_back(searchOf(probes[i].person, scores[i], mate, sizes[s]));
        }
      }
    }
  };
  run(split.mated, &Searches::mated, &Searches::mated_not_acquired);
  run(split.strangers, &Searches::strangers, &Searches::strangers_not_acquired);
  if (options.leave_one_out) {
    for (Searches& searches : all) {
      searches.strangers = searches.mated;  // without their own person, only the others can be found
      searches.strangers_not_acquired = searches.mated_not_acquired;
    }
  }
  return all;
}

double thresholdAtFpir(const Searches& searches, double fpir) {
  assert(!searches.strangers.empty());
  std::vector<double> best;
  for (const Search& search : searches.strangers) best.push_back(search.other);
  std::ranges::sort(best);
  const auto k = static_cast<std::size_t>(std::floor(fpir * static_cast<double>(best.size()) + 1e-9));
  if (k >= best.size()) return best.back();
  return std::nextafter(best[k], -std::numeric_limits<double>::infinity());
}

double fpirAt(const Searches& searches, double threshold) {
  const auto found = std::ranges::count_if(searches.strangers, [&](const Search& s) { return s.other <= threshold; });
  return ratio(static_cast<double>(found), static_cast<double>(searches.strangers.size()));
}

double fnirAt(const Searches& searches, double threshold) {
  const auto missed = std::ranges::count_if(searches.mated, [&](const Search& s) { return !hit(s, threshold); });
  return ratio(static_cast<double>(missed), static_cast<double>(searches.mated.size()));
}

double rankOne(const Searches& searches) { return 1 - fnirAt(searches, std::numeric_limits<double>::infinity()); }

std::vector<IdentificationRate> identificationRates(const Searches& searches, const std::vector<double>& fpirs,
                                                    std::size_t people, std::size_t replicates, std::uint64_t seed) {
  std::vector<IdentificationRate> rates;
  std::vector<std::vector<double>> drawn(fpirs.size());
  const std::vector<Search> sorted = sortedByOther(searches.strangers);
  Random random(seed);
  for (std::size_t i = 0; i < replicates; ++i) {
    const auto weight = resampleCounts(people, random);
    for (std::size_t f = 0; f < fpirs.size(); ++f) {
      drawn[f].push_back(weightedFnir(searches.mated, sorted, fpirs[f], weight));
    }
  }
  for (std::size_t f = 0; f < fpirs.size(); ++f) {
    IdentificationRate rate;
    rate.fpir = fpirs[f];
    rate.threshold = thresholdAtFpir(searches, fpirs[f]);
    const double expected = fpirs[f] * static_cast<double>(searches.strangers.size());
    rate.false_positives = static_cast<std::size_t>(
        std::lround(fpirAt(searches, rate.threshold) * static_cast<double>(searches.strangers.size())));
    if (expected + 1e-9 >= kRuleOfThirty) rate.fnir = fnirAt(searches, rate.threshold);
    if (!drawn[f].empty()) rate.interval = percentileInterval(drawn[f]);
    rates.push_back(rate);
  }
  return rates;
}

}  // namespace dangol::bench
