#include "calibration_check.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

#include "cohort_fit.hpp"
#include "parallel.hpp"
#include "person_gallery.hpp"
#include "random.hpp"
#include "threshold_fit.hpp"

namespace dangol::bench {
namespace {

constexpr std::array<std::size_t, 3> kSizes{50, 150, 500};
constexpr std::array<double, 3> kFpirs{0.01, 0.003, 0.001};
constexpr std::size_t kTemplates = 3;

// Everybody of one population that nothing was fitted on, compared with everybody.
struct HeldOut {
  std::vector<std::size_t> people;
  std::vector<std::size_t> templates;       // how many each is enrolled with
  std::vector<std::vector<double>> scores;  // of each as a stranger, against each
};

HeldOut compareHeldOut(const FaceSet& faces, const std::vector<std::size_t>& people, const Scorer& scorer,
                       std::size_t jobs) {
  HeldOut held;
  std::vector<std::vector<vision::Embedding>> gallery;
  for (const std::size_t person : people) {
    if (probeOf(faces, person) == nullptr) continue;
    for (std::size_t count = kTemplates; count >= 1; --count) {
      auto own = templatesOf(faces, person, count);
      if (own.empty()) continue;
      held.people.push_back(person);
      held.templates.push_back(own.size());
      gallery.push_back(std::move(own));
      break;
    }
  }
  const PersonGallery searched(gallery, scorer, jobs);
  held.scores.resize(held.people.size());
  parallelFor(held.people.size(), jobs,
              [&](std::size_t i) { held.scores[i] = searched.scores(*probeOf(faces, held.people[i])); });
  return held;
}

std::vector<gallery::EnrolledPeople> countedByTemplates(const HeldOut& held, std::span<const std::size_t> drawn) {
  std::map<std::size_t, std::size_t> counts;
  for (const std::size_t i : drawn) ++counts[held.templates[i]];
  std::vector<gallery::EnrolledPeople> enrolled;
  for (const auto& [templates, people] : counts) enrolled.push_back({templates, people});
  return enrolled;
}

// Who may be enrolled: the people with most pictures when they are enough for this size, else everybody.
std::vector<std::size_t> candidatesFor(const HeldOut& held, std::size_t size) {
  std::vector<std::size_t> all;
  std::vector<std::size_t> full;
  for (std::size_t i = 0; i < held.people.size(); ++i) {
    all.push_back(i);
    if (held.templates[i] == kTemplates) full.push_back(i);
  }
  return full.size() >= size ? full : all;
}

// A stranger's best score against a gallery.
double bestOf(const std::vector<double>& scores, std::span<const std::size_t> enrolled) {
  double best = std::numeric_limits<double>::infinity();
  for (const std::size_t i : enrolled) best = std::min(best, scores[i]);
  return best;
}

gallery::ThresholdModel alike(const gallery::ThresholdModel& model) {
  gallery::ThresholdModel::Data data = model.data();
  for (auto& curve : data.curves) {
    for (auto& point : curve.points) point.strangers = 0;
  }
  return {std::move(data), "without differences between strangers"};
}

void checkGallery(const HeldOut& held, std::span<const std::size_t> enrolled, const gallery::ThresholdModel& model,
                  const gallery::ThresholdModel& without, std::span<KeptPromise> promises) {
  std::vector<bool> isEnrolled(held.people.size(), false);
  for (const std::size_t i : enrolled) isEnrolled[i] = true;
  std::vector<double> best;
  for (std::size_t i = 0; i < held.people.size(); ++i) {
    if (!isEnrolled[i]) best.push_back(bestOf(held.scores[i], enrolled));
  }
  const auto counted = countedByTemplates(held, enrolled);
  for (KeptPromise& promise : promises) {
    const double threshold = model.thresholdFor(promise.fpir, counted);
    const gallery::Estimate fpir = model.fpirAt(threshold, counted);
    promise.expected += fpir.value;
    promise.low += fpir.low;
    promise.high += fpir.high;
    promise.expected_alike += without.fpirAt(threshold, counted).value;
    for (const std::size_t i : enrolled) promise.templates += static_cast<double>(held.templates[i]);
    promise.strangers += best.size();
    promise.named += static_cast<std::size_t>(std::ranges::count_if(best, [&](double s) { return s <= threshold; }));
    ++promise.galleries;
  }
}

gallery::ThresholdModel modelOf(const FaceSet& faces, std::size_t set, const std::vector<std::size_t>& people,
                                const Scorer& scorer, const CheckOptions& options) {
  PopulationTails population{populationName(faces.sets[set]), {}};
  for (std::size_t templates = 1; templates <= kTemplates; ++templates) {
    population.tails.push_back(impostorTail(faces, people, templates, scorer, options.jobs));
  }
  const ThresholdFitOptions fit{"checked", "checked", faces.people.size(), options.replicates, options.seed};
  // The rate of misses is not what is checked here: any curve will do.
  const std::vector<std::vector<OwnScore>> own{std::vector<OwnScore>(100)};
  return fitThresholds({population}, own, fit);
}

}  // namespace

std::string populationName(const std::string& set) {
  std::string name = set;
  std::ranges::replace_if(
      name, [](unsigned char c) { return c <= ' '; }, '_');
  return name;
}

std::vector<std::size_t> ofSet(const FaceSet& faces, const std::vector<std::size_t>& people, std::size_t set) {
  std::vector<std::size_t> kept;
  std::ranges::copy_if(people, std::back_inserter(kept), [&](std::size_t p) { return faces.people[p].set == set; });
  return kept;
}

std::vector<std::vector<std::size_t>> dealtPeople(const FaceSet& faces, std::size_t parts, std::uint64_t seed) {
  std::vector<std::size_t> people(faces.people.size());
  for (std::size_t i = 0; i < people.size(); ++i) people[i] = i;
  Random random(seed);
  random.shuffle(people);
  std::vector<std::vector<std::size_t>> dealt(parts);
  std::vector<std::size_t> seen(faces.sets.size(), 0);
  for (const std::size_t person : people) dealt[seen[faces.people[person].set]++ % parts].push_back(person);
  return dealt;
}

std::vector<KeptPromise> checkPromises(const FaceSet& faces, const CheckOptions& options) {
  std::vector<KeptPromise> promises;
  for (const std::string& set : faces.sets) {
    for (const std::size_t size : kSizes) {
      for (const double fpir : kFpirs) promises.push_back({.population = set, .enrolled = size, .fpir = fpir});
    }
  }
  for (std::size_t repeat = 0; repeat < options.repeats; ++repeat) {
    const auto thirds = dealtPeople(faces, 3, options.seed + repeat);
    std::vector<bool> ofCohort(faces.people.size(), false);
    for (const std::size_t person : thirds[0]) ofCohort[person] = true;
    std::size_t next = 0;
    const gallery::ScoreModel scores(
        fitCohort(filtered(faces, [&](const SetPerson&) { return ofCohort[next++]; }), options.seed + repeat));
    const auto scorer = makeNormalisedScorer(scores);
    for (std::size_t set = 0; set < faces.sets.size(); ++set) {
      const auto model = modelOf(faces, set, ofSet(faces, thirds[1], set), *scorer, options);
      const auto without = alike(model);
      const HeldOut held = compareHeldOut(faces, ofSet(faces, thirds[2], set), *scorer, options.jobs);
      Random random(options.seed + repeat);
      for (std::size_t size = 0; size < kSizes.size(); ++size) {
        auto candidates = candidatesFor(held, kSizes[size]);
        if (held.people.size() < 2 * kSizes[size] || candidates.size() < kSizes[size]) continue;
        const std::size_t at = (set * kSizes.size() + size) * kFpirs.size();
        for (std::size_t gallery = 0; gallery < options.galleries; ++gallery) {
          random.shuffle(candidates);
          checkGallery(held, std::span(candidates).first(kSizes[size]), model, without,
                       std::span(promises).subspan(at, kFpirs.size()));
        }
      }
    }
  }
  std::erase_if(promises, [](const KeptPromise& promise) { return promise.galleries == 0; });
  for (KeptPromise& promise : promises) {
    const auto galleries = static_cast<double>(promise.galleries);
    for (double* mean : {&promise.expected, &promise.low, &promise.high, &promise.expected_alike}) *mean /= galleries;
    promise.templates /= galleries * static_cast<double>(promise.enrolled);
  }
  return promises;
}

}  // namespace dangol::bench
