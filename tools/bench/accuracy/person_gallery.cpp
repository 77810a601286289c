#include "person_gallery.hpp"

#include <algorithm>

namespace dangol::bench {
namespace {

std::vector<vision::Embedding> allOf(const std::vector<std::vector<vision::Embedding>>& people) {
  std::vector<vision::Embedding> all;
  for (const auto& templates : people) all.insert(all.end(), templates.begin(), templates.end());
  return all;
}

std::vector<std::size_t> firstOf(const std::vector<std::vector<vision::Embedding>>& people) {
  std::vector<std::size_t> first{0};
  for (const auto& templates : people) first.push_back(first.back() + templates.size());
  return first;
}

}  // namespace

PersonGallery::PersonGallery(const std::vector<std::vector<vision::Embedding>>& people, const Scorer& scorer,
                             std::size_t jobs)
    : PersonGallery(allOf(people), firstOf(people), scorer, jobs) {}

PersonGallery::PersonGallery(const std::vector<vision::Embedding>& templates, std::vector<std::size_t> first,
                             const Scorer& scorer, std::size_t jobs)
    : scorer_(scorer),
      blocks_(templates),
      strangeness_(strangenessOf(scorer, templates, jobs)),
      firstOf_(std::move(first)) {}

std::vector<double> PersonGallery::scores(const vision::Embedding& probe) const {
  std::vector<float> squared(blocks_.size());
  blocks_.squaredDistances(probe, 0, squared);
  const double strangeness = scorer_.strangeness(probe);
  std::vector<double> people(size());
  std::vector<double> scores;
  for (std::size_t person = 0; person < people.size(); ++person) {
    scores.clear();
    for (std::size_t i = firstOf_[person]; i < firstOf_[person + 1]; ++i) {
      scores.push_back(scorer_.score(static_cast<double>(squared[i]), strangeness, strangeness_[i]));
    }
    std::ranges::sort(scores);
    people[person] = scorer_.pooled(scores);
  }
  return people;
}

}  // namespace dangol::bench
