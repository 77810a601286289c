#include "dangol/gallery/acceptance.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "naive_search.hpp"

using namespace dangol;
using gallery::GalleryIndex;
using gallery::ThresholdModel;
using test::Entries;
using test::RandomGallery;

namespace {

std::shared_ptr<const gallery::ScoreModel> scores() {
  gallery::CohortMixture mixture{"invented", {vision::Embedding{}}, {1.0}, std::vector<float>(128 * 128)};
  for (std::size_t i = 0; i < 128; ++i) mixture.covariance[i * 129] = 0.01F;
  return std::make_shared<const gallery::ScoreModel>(gallery::CohortModel{{"test-model"}, {mixture}},
                                                     gallery::ScoreModel::Options{200, 10, 1});
}

GalleryIndex indexOf(const Entries& entries) {
  const auto model = scores();
  Entries biased = entries;
  for (auto& entry : biased) entry.bias = -model->strangeness(entry.embedding) / 2;
  return {std::move(biased), {.scores = model}};
}

// Of a stranger's scores, e^(t - 10.5) are at or below t, whatever the templates.
ThresholdModel thresholds() {
  ThresholdModel::Curve curve{"invented", 1, {}};
  for (int t = -10; t <= 10; ++t) curve.points.push_back({static_cast<double>(t), std::exp(t - 10.5), 0.1, 0, 0});
  ThresholdModel::Data data{"test", "invented people", {curve}, {{1, {{-10, {1, 1, 1}}, {10, {0, 0, 0}}}}}};
  return {data, "sample"};
}

}  // namespace

TEST_CASE("people are counted by how many templates they have") {
  CHECK(gallery::countEnrolled(GalleryIndex({})).empty());
  const vision::Embedding face{{0.1F}};
  const GalleryIndex index(
      {{{"t1"}, {"a"}, face, 0}, {{"t2"}, {"b"}, face, 0}, {{"t3"}, {"a"}, face, 0}, {{"t4"}, {"c"}, face, 0}});
  const auto enrolled = gallery::countEnrolled(index);
  REQUIRE(enrolled.size() == 2);
  CHECK(enrolled[0].templates == 1);
  CHECK(enrolled[0].people == 2);
  CHECK(enrolled[1].templates == 2);
  CHECK(enrolled[1].people == 1);
}

TEST_CASE("an empty gallery has the limits of a single person's") {
  RandomGallery random(1);
  const auto empty = gallery::acceptScores(thresholds(), {}, GalleryIndex({}, {.scores = scores()}));
  CHECK(empty == gallery::acceptScores(thresholds(), {}, indexOf(random.independent(1, 1))));
}

TEST_CASE("a stricter promise and more people both lower the limit") {
  RandomGallery random(2);
  Entries entries;
  for (std::size_t i = 0; i < 100; ++i) entries.push_back(random.entry(i, i, random.embedding()));
  const auto many = gallery::acceptScores(thresholds(), {}, indexOf(entries));
  CHECK(many.access < many.attendance);
  CHECK(many.attendance < many.greeting);
  entries.resize(1);
  const auto one = gallery::acceptScores(thresholds(), {}, indexOf(entries));
  CHECK(one.greeting - many.greeting == doctest::Approx(std::log(100)).epsilon(0.02));
}

TEST_CASE("a site's scores are those between different people, of as many probes as asked for") {
  RandomGallery random(3);
  const auto index = indexOf(random.clustered(120, 30, 3));
  const std::size_t people = index.personCount();
  const auto all = gallery::siteScores(index);
  CHECK(all.people == people);
  CHECK(all.templates == 4);
  CHECK(all.scores.size() == people * (people - 1));
  CHECK(gallery::siteScores(index, 5).scores.size() == 5 * (people - 1));
  CHECK(gallery::siteScores(indexOf({})).scores.empty());
  const double best = index.search(index.templatesOf(0).front(), {.people = 2})[1].score;
  CHECK(*std::ranges::min_element(all.scores) <= best);
  CHECK(std::ranges::count(all.scores, best) == 1);
}

TEST_CASE("look-alikes are pairs of which one has a template that would be taken for the other") {
  RandomGallery random(4);
  Entries entries;
  std::vector<vision::Embedding> faces;
  for (std::size_t person = 0; person < 20; ++person) faces.push_back(random.embedding());
  faces[7] = random.near(faces[3], 0.02F);
  faces[11] = random.near(faces[3], 0.03F);
  for (std::size_t i = 0; i < 60; ++i) entries.push_back(random.entry(i, i / 3, random.near(faces[i / 3], 0.01F)));
  const auto index = indexOf(entries);
  CHECK(gallery::findLookAlikes(indexOf({}), 0).empty());
  CHECK(gallery::findLookAlikes(index, -100).empty());

  const double limit = index.search(faces[3], {.people = 3})[2].score + 0.02;
  std::set<std::string> found;
  const auto pairs = gallery::findLookAlikes(index, limit);
  for (const auto& pair : pairs) {
    CHECK(pair.one < pair.other);
    CHECK(*pair.score <= limit);
    found.insert(pair.one.value + " " + pair.other.value);
  }
  CHECK(found.contains("person-3 person-7"));
  CHECK(found.contains("person-11 person-3"));
  CHECK(found.size() == pairs.size());
  CHECK(std::ranges::is_sorted(pairs, {}, [](const auto& pair) { return *pair.score; }));
  CHECK(found.size() <= 3);
}
