#include "dangol/gallery/acceptance.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <utility>

namespace dangol::gallery {
namespace {

constexpr double kThousand = 1000;

}  // namespace

std::vector<EnrolledPeople> countEnrolled(const GalleryIndex& index) {
  std::map<std::size_t, std::size_t> peopleWith;
  for (std::size_t person = 0; person < index.personCount(); ++person) ++peopleWith[index.templatesOf(person).size()];
  std::vector<EnrolledPeople> enrolled;
  for (const auto& [templates, people] : peopleWith) enrolled.push_back({.templates = templates, .people = people});
  return enrolled;
}

AcceptScores acceptScores(const ThresholdModel& model, const StrangersPer1000& promise, const GalleryIndex& index) {
  assert(index.scoreModel());
  std::vector<EnrolledPeople> enrolled = countEnrolled(index);
  if (enrolled.empty()) enrolled.push_back({.templates = 1, .people = 1});
  const auto scoreFor = [&](double strangers) { return model.thresholdFor(strangers / kThousand, enrolled); };
  return {scoreFor(promise.greeting), scoreFor(promise.attendance), scoreFor(promise.access)};
}

SiteScores siteScores(const GalleryIndex& index, std::size_t probes) {
  assert(index.scoreModel());
  SiteScores site;
  const std::size_t people = index.personCount();
  const std::size_t asked = std::min(probes, people);
  for (std::size_t i = 0; i < asked; ++i) {
    const std::size_t person = i * people / asked;
    const std::vector<double> scores = index.everybodysScores(index.templatesOf(person).front());
    for (std::size_t other = 0; other < people; ++other) {
      if (other != person) site.scores.push_back(scores[other]);
    }
  }
  site.people = people;
  if (people > 0) {
    site.templates =
        static_cast<std::size_t>(std::lround(static_cast<double>(index.templateCount()) / static_cast<double>(people)));
  }
  return site;
}

std::vector<LookAlike> findLookAlikes(const GalleryIndex& index, double limit) {
  assert(index.scoreModel());
  std::map<std::pair<PersonId, PersonId>, double> closest;
  for (std::size_t person = 0; person < index.personCount(); ++person) {
    const PersonId& id = index.person(person);
    for (const vision::Embedding& probe : index.templatesOf(person)) {
      // Two, so that somebody is left when the person's own templates come first. Whoever is like several people shows
      // up in their searches.
      for (const PersonMatch& match : index.search(probe)) {
        if (match.person == id || match.score > limit) continue;
        const auto [pair, added] = closest.try_emplace(std::minmax(id, match.person), match.score);
        if (!added) pair->second = std::min(pair->second, match.score);
      }
    }
  }
  std::vector<LookAlike> pairs;
  for (const auto& [people, score] : closest) {
    pairs.push_back({.one = people.first, .other = people.second, .score = score});
  }
  std::ranges::stable_sort(pairs, {}, [](const LookAlike& pair) { return *pair.score; });
  return pairs;
}

}  // namespace dangol::gallery
