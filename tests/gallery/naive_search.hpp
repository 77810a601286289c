#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "dangol/gallery/gallery_index.hpp"

// The answer every search has to give, found the slow and obvious way, and galleries to ask about.
namespace dangol::test {

using gallery::GalleryIndex;
using Entries = std::vector<GalleryIndex::Entry>;

inline std::vector<gallery::PersonMatch> naiveSearch(const Entries& entries, const vision::Embedding& probe,
                                                     const GalleryIndex::SearchLimits& limits) {
  struct Ranked {
    double value;
    std::size_t number;
  };
  const auto before = [](const Ranked& a, const Ranked& b) {
    return a.value != b.value ? a.value < b.value : a.number < b.number;
  };
  std::map<std::string, std::vector<Ranked>> by_person;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const double value = vision::squaredDistance(probe, entries[i].embedding) + entries[i].bias;
    by_person[entries[i].person.value].push_back({value, i});
  }
  std::vector<std::pair<Ranked, const std::string*>> people;
  for (auto& [person, ranked] : by_person) {
    std::sort(ranked.begin(), ranked.end(), before);
    ranked.resize(std::min(limits.templates_per_person, ranked.size()));
    double sum = 0;
    for (const Ranked& one : ranked) sum += one.value;
    people.emplace_back(Ranked{sum / static_cast<double>(ranked.size()), ranked.front().number}, &person);
  }
  std::sort(people.begin(), people.end(), [&](const auto& a, const auto& b) { return before(a.first, b.first); });

  std::vector<gallery::PersonMatch> matches;
  for (std::size_t i = 0; i < std::min(limits.people, people.size()); ++i) {
    const auto& ranked = by_person[*people[i].second];
    gallery::PersonMatch match{.person = {*people[i].second},
                               .score = people[i].first.value,
                               .distance = vision::distance(probe, entries[ranked[0].number].embedding)};
    for (const Ranked& one : ranked) {
      const auto& entry = entries[one.number];
      match.templates.push_back({entry.id, vision::distance(probe, entry.embedding)});
    }
    matches.push_back(std::move(match));
  }
  return matches;
}

// Ids, order, scores and distances, bit for bit. Says where they part; empty when they do not.
inline std::string difference(const std::vector<gallery::PersonMatch>& found,
                              const std::vector<gallery::PersonMatch>& expected) {
  if (found.size() != expected.size()) {
    return std::to_string(found.size()) + " people where " + std::to_string(expected.size()) + " are expected";
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::string place = "person " + std::to_string(i);
    if (found[i].person != expected[i].person) {
      return place + ": " + found[i].person.value + " where " + expected[i].person.value + " is expected";
    }
    if (found[i].score != expected[i].score) return place + ": another score";
    if (found[i].distance != expected[i].distance) return place + ": another distance";
    if (found[i].templates.size() != expected[i].templates.size()) return place + ": another number of templates";
    for (std::size_t t = 0; t < found[i].templates.size(); ++t) {
      if (found[i].templates[t].id != expected[i].templates[t].id) return place + ": another template";
      if (found[i].templates[t].distance != expected[i].templates[t].distance) return place + ": template's distance";
    }
  }
  return {};
}

// Seeded random galleries. Templates of one person are scattered over the entries.
class RandomGallery {
 public:
  explicit RandomGallery(std::uint64_t seed) : random_(seed) {}

  // Every dimension normally distributed; 0.1 gives about the norm of a face's embedding.
  vision::Embedding embedding(float deviation = 0.1F) { return near(vision::Embedding{}, deviation); }

  vision::Embedding near(const vision::Embedding& centre, float deviation) {
    std::normal_distribution<float> normal(0, deviation);
    vision::Embedding result = centre;
    for (float& value : result.values) value += normal(random_);
    return result;
  }

  GalleryIndex::Entry entry(std::size_t number, std::size_t person, const vision::Embedding& embedding,
                            double bias = 0) {
    return {{"template-" + std::to_string(number)}, {"person-" + std::to_string(person)}, embedding, bias};
  }

  Entries independent(std::size_t templates, std::size_t people) {
    Entries entries;
    entries.reserve(templates);
    for (std::size_t i = 0; i < templates; ++i) entries.push_back(entry(i, below(people), embedding()));
    return entries;
  }

  // People around a few common centres, and each person's templates around that person: as faces lie.
  Entries clustered(std::size_t templates, std::size_t people, std::size_t clusters) {
    std::vector<vision::Embedding> centres;
    for (std::size_t i = 0; i < clusters; ++i) centres.push_back(embedding(0.1F));
    std::vector<vision::Embedding> persons;
    for (std::size_t i = 0; i < people; ++i) persons.push_back(near(centres[below(clusters)], 0.03F));
    Entries entries;
    entries.reserve(templates);
    for (std::size_t i = 0; i < templates; ++i) {
      const std::size_t person = below(people);
      entries.push_back(entry(i, person, near(persons[person], 0.01F)));
    }
    return entries;
  }

  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }

  double uniform(double low, double high) { return std::uniform_real_distribution<double>(low, high)(random_); }

 private:
  std::mt19937_64 random_;
};

}  // namespace dangol::test
