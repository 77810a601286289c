#include <doctest/doctest.h>

#include "../naive_search.hpp"

using namespace dangol;
using test::difference;
using test::Entries;
using test::naiveSearch;
using test::RandomGallery;

namespace {

void checkAnswers(RandomGallery& random, const Entries& entries, int probes) {
  const gallery::GalleryIndex index(entries);
  for (int i = 0; i < probes; ++i) {
    const auto& enrolled = entries[random.below(entries.size())].embedding;
    for (const auto& probe : {random.embedding(), random.near(enrolled, 0.02F), enrolled}) {
      const gallery::GalleryIndex::SearchLimits limits{1 + random.below(12), 3};
      CHECK(difference(index.search(probe, limits), naiveSearch(entries, probe, limits)) == "");
    }
  }
}

}  // namespace

TEST_CASE("a million random templates are answered as a naive scan does") {
  RandomGallery random(101);
  checkAnswers(random, random.independent(1'000'000, 250'000), 5);
}

TEST_CASE("a hundred thousand clustered templates are answered as a naive scan does") {
  RandomGallery random(102);
  checkAnswers(random, random.clustered(100'000, 20'000, 64), 40);
}

TEST_CASE("a hundred thousand clustered and biased templates are answered as a naive scan does") {
  RandomGallery random(103);
  Entries entries = random.clustered(100'000, 20'000, 64);
  for (auto& entry : entries) entry.bias = random.uniform(-0.3, 0.3);
  checkAnswers(random, entries, 40);
}
