#include "dangol/gallery/gallery_index.hpp"

#include <doctest/doctest.h>
#define HWY_WANT_AVX3_DL  // as code_scan.cpp does, so that HWY_TARGETS is the same set
#include <hwy/targets.h>
#include <rapidcheck.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "naive_search.hpp"

using namespace dangol;
using gallery::GalleryIndex;
using test::difference;
using test::Entries;
using test::naiveSearch;
using test::RandomGallery;

namespace {

void checkSameAnswer(const Entries& entries, const GalleryIndex& index, const vision::Embedding& probe,
                     const GalleryIndex::SearchLimits& limits) {
  CAPTURE(limits.people);
  CAPTURE(limits.templates_per_person);
  CHECK(difference(index.search(probe, limits), naiveSearch(entries, probe, limits)) == "");
}

void checkSameAnswers(const Entries& entries, const std::vector<vision::Embedding>& probes) {
  const GalleryIndex index(entries);
  for (const auto& probe : probes) {
    for (const std::size_t people : {1UL, 2UL, 10UL}) {
      for (const std::size_t pooled : {1UL, 3UL}) checkSameAnswer(entries, index, probe, {people, pooled});
    }
  }
}

std::vector<vision::Embedding> probesFor(RandomGallery& random, const Entries& entries) {
  std::vector<vision::Embedding> probes;
  for (int i = 0; i < 3; ++i) {
    const auto& enrolled = entries[random.below(entries.size())].embedding;
    probes.push_back(random.embedding());
    probes.push_back(random.near(enrolled, 0.02F));
    probes.push_back(enrolled);
  }
  return probes;
}

std::size_t numberOf(const GalleryIndex& index, const gallery::PersonId& person) {
  std::size_t number = 0;
  while (index.person(number) != person) ++number;
  return number;
}

// As far from the probe as `other` is, and a millionth more, in another direction.
vision::Embedding justBehind(RandomGallery& random, const vision::Embedding& probe, const vision::Embedding& other) {
  const auto direction = random.embedding();
  const double stretch = vision::distance(probe, other) / vision::distance(direction, vision::Embedding{}) * (1 + 1e-6);
  vision::Embedding result = probe;
  for (std::size_t i = 0; i < vision::Embedding::kDimensions; ++i) {
    result.values[i] += static_cast<float>(stretch * static_cast<double>(direction.values[i]));
  }
  return result;
}

// Many others, each just behind, are met before the nearest one.
void checkFoundLast(RandomGallery& random, const vision::Embedding& probe, const std::vector<vision::Embedding>& others,
                    const vision::Embedding& nearest) {
  Entries entries;
  for (const auto& other : others) entries.push_back(random.entry(entries.size(), entries.size(), other));
  entries.push_back({{"nearest"}, {"nearest"}, nearest, 0});
  REQUIRE(naiveSearch(entries, probe, {1, 1})[0].person.value == "nearest");
  checkSameAnswer(entries, GalleryIndex(entries), probe, {1, 1});
}

// Values whose rounding to `steps` steps of the largest errs by nearly half a step each, all against the signs given.
vision::Embedding worstRounded(RandomGallery& random, const vision::Embedding& signs, int steps, int used) {
  vision::Embedding result;
  for (std::size_t i = 0; i < vision::Embedding::kDimensions; ++i) {
    const auto whole = static_cast<double>(random.below(2 * static_cast<std::size_t>(used) + 1)) - used;
    result.values[i] = static_cast<float>((whole + std::copysign(0.49, signs.values[i])) / steps);
  }
  result.values[0] = std::copysign(1.0F, signs.values[0]);
  return result;
}

// One value, or all of them, of any size a float can have.
vision::Embedding wildEmbedding() {
  vision::Embedding embedding;
  const auto exponent = *rc::gen::inRange(-45, 39);
  const auto only = *rc::gen::inRange(-1, static_cast<int>(vision::Embedding::kDimensions));
  for (std::size_t i = 0; i < vision::Embedding::kDimensions; ++i) {
    if (only >= 0 && only != static_cast<int>(i)) continue;
    const double mantissa = *rc::gen::inRange(-999, 1000) / 1000.0;
    embedding.values[i] = static_cast<float>(mantissa * std::pow(10.0, std::min(exponent, 38)));
  }
  return embedding;
}

}  // namespace

TEST_CASE("the index refuses a template with a value that is not finite") {
  RandomGallery random(1);
  for (const float value : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                            -std::numeric_limits<float>::infinity()}) {
    Entries entries = random.independent(40, 10);
    entries[17].embedding.values[127] = value;
    CHECK_THROWS_WITH_AS(GalleryIndex{entries}, "template template-17 holds a value that is not a finite number",
                         std::invalid_argument);
  }
}

TEST_CASE("the index refuses a bias that is not finite") {
  RandomGallery random(2);
  for (const double bias : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    Entries entries = random.independent(5, 5);
    entries[0].bias = bias;
    CHECK_THROWS_AS(GalleryIndex{entries}, std::invalid_argument);
  }
}

TEST_CASE("the index refuses an empty id") {
  RandomGallery random(3);
  Entries nameless = random.independent(5, 5);
  nameless[4].id.value.clear();
  CHECK_THROWS_AS(GalleryIndex{nameless}, std::invalid_argument);
  Entries nobodys = random.independent(5, 5);
  nobodys[4].person.value.clear();
  CHECK_THROWS_AS(GalleryIndex{nobodys}, std::invalid_argument);
}

TEST_CASE("an empty index finds nobody") {
  const GalleryIndex index({});
  CHECK(index.search({}).empty());
  CHECK(index.templateCount() == 0);
  CHECK(index.personCount() == 0);
}

TEST_CASE("a search for no people returns none") {
  RandomGallery random(4);
  const Entries entries = random.independent(50, 10);
  const GalleryIndex index(entries);
  CHECK(index.search(random.embedding(), {0, 3}).empty());
}

TEST_CASE("asking for more people or templates than there are returns all of them") {
  RandomGallery random(5);
  const Entries entries = random.independent(70, 20);
  const GalleryIndex index(entries);
  CHECK(index.search(random.embedding(), {1000, 1000}).size() == index.personCount());
  checkSameAnswer(entries, index, random.embedding(), {1000, 1000});
}

TEST_CASE("every gallery of one to fifty templates is answered as a naive scan does") {
  RandomGallery random(6);
  for (std::size_t size = 1; size <= 50; ++size) {
    const Entries entries = random.independent(size, size);
    checkSameAnswers(entries, probesFor(random, entries));
  }
}

TEST_CASE("of equal templates the one given first wins") {
  RandomGallery random(7);
  const auto shared = random.embedding();
  Entries entries;
  for (std::size_t i = 0; i < 300; ++i) {
    entries.push_back(random.entry(i, random.below(40), i % 2 == 0 ? shared : random.embedding()));
  }
  checkSameAnswers(entries, {shared, random.embedding(), random.near(shared, 1e-4F)});
  const GalleryIndex index(entries);
  CHECK(index.search(shared)[0].templates[0].id.value == "template-0");
  CHECK(index.search(shared)[0].distance == 0);
}

TEST_CASE("templates that are all the same are told apart by their order alone") {
  RandomGallery random(8);
  const auto shared = random.embedding();
  Entries entries;
  for (std::size_t i = 0; i < 500; ++i) entries.push_back(random.entry(i, random.below(100), shared));
  checkSameAnswers(entries, {shared, random.embedding()});
}

TEST_CASE("biases of either sign change the ranking and not the distance") {
  RandomGallery random(9);
  for (const double size : {1e-9, 0.05, 2.0, 1e6, 1e30, 1e300}) {
    CAPTURE(size);
    Entries entries = random.clustered(2000, 400, 8);
    for (auto& entry : entries) entry.bias = random.uniform(-size, size);
    checkSameAnswers(entries, probesFor(random, entries));
  }
}

TEST_CASE("a bias that outweighs the distance puts its person first with the plain distance") {
  const vision::Embedding near{{0.1F}};
  const vision::Embedding far{{3.0F}};
  const GalleryIndex index({{{"t1"}, {"near"}, near, 0}, {{"t2"}, {"far"}, far, -100}});
  const auto matches = index.search({});
  REQUIRE(matches.size() == 2);
  CHECK(matches[0].person.value == "far");
  CHECK(matches[0].distance == 3.0);
}

TEST_CASE("a person is ranked by the mean of the best few templates, not by one lucky one") {
  const auto on = [](float where) { return vision::Embedding{{where}}; };
  const GalleryIndex index({{{"l1"}, {"lucky"}, on(0.1F), 0},
                            {{"l2"}, {"lucky"}, on(0.9F), 0},
                            {{"s1"}, {"steady"}, on(0.3F), 0},
                            {{"s2"}, {"steady"}, on(-0.3F), 0},
                            {{"s3"}, {"steady"}, on(5.0F), 0}});
  const auto pooled = index.search({}, {.people = 2, .templates_per_person = 2});
  REQUIRE(pooled.size() == 2);
  CHECK(pooled[0].person.value == "steady");
  CHECK(pooled[0].score == doctest::Approx(0.09));
  CHECK(pooled[0].distance == doctest::Approx(0.3));
  CHECK(pooled[0].templates.size() == 2);
  CHECK(pooled[1].score == doctest::Approx((0.01 + 0.81) / 2));
  CHECK(index.search({}, {.people = 1, .templates_per_person = 1})[0].person.value == "lucky");
}

TEST_CASE("with a score model half the probe's strangeness is taken off, and nobody's rank changes") {
  RandomGallery random(21);
  gallery::CohortMixture mixture{"invented", {random.embedding()}, {1.0}, std::vector<float>(128 * 128)};
  for (std::size_t i = 0; i < 128; ++i) mixture.covariance[i * 129] = 0.01F;
  const gallery::CohortModel cohort{{"test-model"}, {mixture}};
  const auto scores = std::make_shared<const gallery::ScoreModel>(cohort, gallery::ScoreModel::Options{200, 20, 1});
  const Entries entries = random.clustered(300, 60, 4);
  const GalleryIndex plain(entries);
  const GalleryIndex scored(entries, {.scores = scores});
  CHECK(scored.scoreModel() == scores);
  CHECK(plain.scoreModel() == nullptr);
  for (const auto& probe : probesFor(random, entries)) {
    const auto before = plain.search(probe);
    const auto after = scored.search(probe);
    REQUIRE(after.size() == before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
      CHECK(after[i].person == before[i].person);
      CHECK(after[i].score == doctest::Approx(before[i].score - scores->strangeness(probe) / 2));
      CHECK(after[i].distance == before[i].distance);
      CHECK(scored.everybodysScores(probe).at(numberOf(scored, after[i].person)) == after[i].score);
    }
  }
}

TEST_CASE("whoever is noted as a look-alike of the first is marked, unless the owner dismissed it") {
  const auto on = [](float where) { return vision::Embedding{{where}}; };
  const Entries entries{{{"t1"}, {"a"}, on(0.1F), 0}, {{"t2"}, {"b"}, on(0.2F), 0}, {{"t3"}, {"c"}, on(0.3F), 0}};
  const auto marks = [&](std::vector<gallery::LookAlike> pairs) {
    std::string marked;
    const GalleryIndex index(entries, {.look_alikes = std::move(pairs)});
    for (const auto& match : index.search({}, {3, 3})) {
      if (match.look_alike_of_first) marked += match.person.value;
    }
    return marked;
  };
  CHECK(marks({}) == "");
  CHECK(marks({{.one = {"a"}, .other = {"c"}}}) == "c");
  CHECK(marks({{.one = {"b"}, .other = {"a"}}}) == "b");
  CHECK(marks({{.one = {"b"}, .other = {"c"}}}) == "");
  CHECK(marks({{.one = {"a"}, .other = {"c"}, .dismissed = true}}) == "");
  CHECK(marks({{.one = {"a"}, .other = {"somebody removed"}}}) == "");
}

TEST_CASE("zero vectors are found at their exact distance") {
  RandomGallery random(10);
  Entries entries = random.independent(200, 50);
  for (std::size_t i = 0; i < entries.size(); i += 7) entries[i].embedding = {};
  checkSameAnswers(entries, {vision::Embedding{}, random.embedding(), random.embedding(1e-20F)});
  for (auto& entry : entries) entry.embedding = {};
  checkSameAnswers(entries, {vision::Embedding{}, random.embedding()});
}

TEST_CASE("one person with thousands of templates among others is ranked exactly") {
  RandomGallery random(11);
  const auto person = random.embedding();
  Entries entries = random.independent(3000, 1000);
  for (std::size_t i = 0; i < 5000; ++i) entries.push_back(random.entry(3000 + i, 5000, random.near(person, 0.01F)));
  std::vector<vision::Embedding> probes = probesFor(random, entries);
  probes.push_back(person);
  checkSameAnswers(entries, probes);
  checkSameAnswer(entries, GalleryIndex(entries), person, {5, 6000});
}

TEST_CASE("a template whose rounding errs wholly away from the probe is still found") {
  RandomGallery random(19);
  for (int i = 0; i < 200; ++i) {
    vision::Embedding probe = random.embedding();
    for (float& value : probe.values) value = std::copysign(0.1F, value);
    const auto nearest = worstRounded(random, probe, 127, 60);
    std::vector<vision::Embedding> others(64);
    for (auto& other : others) other = justBehind(random, probe, nearest);
    checkFoundLast(random, probe, others, nearest);
  }
}

TEST_CASE("a probe whose rounding errs wholly away from the template still finds it") {
  RandomGallery random(20);
  for (int i = 0; i < 200; ++i) {
    vision::Embedding nearest = random.embedding();
    for (float& value : nearest.values) value = std::copysign(1.0F, value);
    vision::Embedding behind = nearest;
    for (float& value : behind.values) value *= 1.0000005F;
    const auto probe = worstRounded(random, nearest, 32767, 100);
    checkFoundLast(random, probe, std::vector(64, behind), nearest);
  }
}

TEST_CASE("templates that come nearer and nearer are all considered") {
  RandomGallery random(12);
  Entries entries;
  for (std::size_t i = 0; i < 2000; ++i) {
    vision::Embedding embedding;
    embedding.values[i % vision::Embedding::kDimensions] = 1.0F - static_cast<float>(i) / 4000.0F;
    entries.push_back(random.entry(i, i, embedding));
  }
  checkSameAnswers(entries, {vision::Embedding{}, random.embedding()});
}

TEST_CASE("norms from the smallest to the largest float are answered as a naive scan does") {
  RandomGallery random(13);
  for (const float scale : {1e-44F, 1e-38F, 1e-30F, 1e-20F, 1e-12F, 1e-6F, 1.0F, 1e6F, 1e12F, 1e13F, 1e20F, 3e37F}) {
    CAPTURE(scale);
    Entries entries = random.independent(300, 60);
    for (auto& entry : entries) entry.embedding = random.embedding(scale);
    checkSameAnswers(entries, {random.embedding(scale), entries[5].embedding, vision::Embedding{},
                               random.embedding(0.1F), random.embedding(3e37F)});
    Entries mixed = random.independent(300, 60);
    mixed[150].embedding = random.embedding(scale);
    checkSameAnswers(mixed, probesFor(random, mixed));
  }
}

TEST_CASE("any gallery of wild values is answered as a naive scan does") {
  CHECK(rc::check([] {
    RandomGallery random(14);
    Entries entries;
    const auto size = *rc::gen::inRange<std::size_t>(1, 60);
    for (std::size_t i = 0; i < size; ++i) {
      const auto embedding = i > 0 && *rc::gen::inRange(0, 4) == 0 ? entries[i / 2].embedding : wildEmbedding();
      const double bias = *rc::gen::element(0.0, 0.0, 0.01, -0.01, 1e9, -1e9);
      entries.push_back(random.entry(i, *rc::gen::inRange<std::size_t>(0, 20), embedding, bias));
    }
    const GalleryIndex index(entries);
    const auto probe = *rc::gen::inRange(0, 3) == 0 ? entries.back().embedding : wildEmbedding();
    const GalleryIndex::SearchLimits limits{*rc::gen::inRange<std::size_t>(0, 25),
                                            *rc::gen::inRange<std::size_t>(1, 5)};
    RC_ASSERT(difference(index.search(probe, limits), naiveSearch(entries, probe, limits)) == "");
  }));
}

TEST_CASE("thirty thousand random templates are answered as a naive scan does") {
  RandomGallery random(15);
  const Entries entries = random.independent(30'000, 9'000);
  checkSameAnswers(entries, probesFor(random, entries));
}

TEST_CASE("thirty thousand clustered templates are answered as a naive scan does") {
  RandomGallery random(16);
  const Entries entries = random.clustered(30'000, 6'000, 30);
  checkSameAnswers(entries, probesFor(random, entries));
}

TEST_CASE("every instruction set of this machine gives the same answers") {
  RandomGallery random(17);
  const Entries entries = random.clustered(4'000, 900, 12);
  const auto probes = probesFor(random, entries);
  const std::int64_t usable = hwy::SupportedTargets() & HWY_TARGETS;
  int tried = 0;
  for (std::int64_t left = usable; left != 0; left &= left - 1) {
    hwy::SetSupportedTargetsForTest(left & -left);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    checkSameAnswers(entries, probes);
    ++tried;
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  CHECK(tried > 0);
}

TEST_CASE("the index counts its people and templates and what it keeps in memory") {
  RandomGallery random(18);
  const GalleryIndex index(random.clustered(3000, 10, 2));
  CHECK(index.templateCount() == 3000);
  CHECK(index.personCount() == 10);
  CHECK(index.bytes() > 3000 * sizeof(vision::Embedding));
  CHECK(index.bytes() < 3000 * 900);
}
