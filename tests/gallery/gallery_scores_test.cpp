#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include <memory>
#include <stdexcept>

#include "sample_gallery.hpp"
#include "scratch_folder.hpp"

using namespace dangol;
using gallery::Access;
using gallery::Gallery;
using gallery::GalleryFault;
using gallery::LookAlike;
using gallery::LookAlikeSource;
using test::enrol;
using test::eventAt;
using test::kModel;
using test::ScratchFolder;

namespace {

std::shared_ptr<const gallery::ScoreModel> scoresOf(std::uint64_t seed = 1, const vision::ModelId& model = kModel) {
  gallery::CohortMixture mixture{"invented", {test::embeddingOf(0.05F)}, {1.0}, std::vector<float>(128 * 128)};
  for (std::size_t i = 0; i < 128; ++i) mixture.covariance[i * 129] = 0.004F;
  return std::make_shared<const gallery::ScoreModel>(gallery::CohortModel{model, {mixture}},
                                                     gallery::ScoreModel::Options{100, 10, seed});
}

// What the index has to say of a probe that is the person's own template.
double ownScore(const gallery::ScoreModel& scores, float value) {
  return -scores.strangeness(test::embeddingOf(value));
}

double firstScore(const Gallery& gallery, float value) {
  return gallery.buildIndex()->search(test::embeddingOf(value)).at(0).score;
}

LookAlike pair(const gallery::Person& one, const gallery::Person& other,
               LookAlikeSource source = LookAlikeSource::Similarity, std::optional<double> score = std::nullopt) {
  return {.one = one.id, .other = other.id, .source = source, .score = score};
}

std::size_t lookAlikeEvents(const Gallery& gallery) {
  return gallery.events({.type = gallery::EventType::LookAlikeNoted}).size();
}

}  // namespace

TEST_CASE("a score model of other embeddings is refused") {
  Gallery gallery = Gallery::inMemory(kModel);
  CHECK_THROWS_AS(gallery.useScores(scoresOf(1, {"another-model"})), std::invalid_argument);
}

TEST_CASE("without a score model the index gives mean squared distances") {
  Gallery gallery = Gallery::inMemory(kModel);
  enrol(gallery, "Invented Ida", {0.1F});
  CHECK(firstScore(gallery, 0.2F) == doctest::Approx(128 * 0.01));
}

TEST_CASE("with a score model the index gives scores, of whoever was enrolled before and after") {
  Gallery gallery = Gallery::inMemory(kModel);
  const auto scores = scoresOf();
  enrol(gallery, "Invented Ida", {0.1F});
  gallery.useScores(scores);
  enrol(gallery, "Invented Noah", {-0.1F});
  CHECK(firstScore(gallery, 0.1F) == doctest::Approx(ownScore(*scores, 0.1F)));
  CHECK(firstScore(gallery, -0.1F) == doctest::Approx(ownScore(*scores, -0.1F)));
}

TEST_CASE("the strangeness of templates is stored once, and anew for another score model") {
  const ScratchFolder folder;
  const auto file = folder.file("g.db");
  const auto stored = [&] { return SQLite::Database(file).execAndGet("SELECT strangeness FROM template").getDouble(); };
  const auto first = scoresOf(1);
  const auto second = scoresOf(2);
  Gallery gallery = Gallery::create(file, kModel);
  enrol(gallery, "Invented Ida", {0.1F});
  gallery.useScores(first);
  CHECK(stored() == first->strangeness(test::embeddingOf(0.1F)));
  const auto counter = gallery.changeCounter();
  gallery.useScores(first);
  CHECK(gallery.changeCounter() == counter);
  gallery.useScores(second);
  CHECK(stored() == second->strangeness(test::embeddingOf(0.1F)));
  CHECK(gallery.changeCounter() > counter);

  SUBCASE("and computed without being stored where nothing can be") {
    Gallery reader = Gallery::open(file, kModel, Access::ReadOnly);
    reader.useScores(first);
    CHECK(firstScore(reader, 0.1F) == doctest::Approx(ownScore(*first, 0.1F)));
    CHECK(stored() == second->strangeness(test::embeddingOf(0.1F)));
  }
}

TEST_CASE("a look-alike of oneself or of somebody unknown is refused, and nothing is stored") {
  Gallery gallery = Gallery::inMemory(kModel);
  const auto ida = enrol(gallery, "Invented Ida");
  CHECK(test::faultOf([&] { gallery.noteLookAlike(pair(ida, ida), eventAt(1)); }) == GalleryFault::InvalidInput);
  gallery::Person nobody;
  nobody.id.value = "nobody";
  CHECK(test::faultOf([&] { gallery.noteLookAlike(pair(ida, nobody), eventAt(1)); }) == GalleryFault::NotFound);
  CHECK(test::faultOf([&] { gallery.dismissLookAlike(ida.id, nobody.id, eventAt(1)); }) == GalleryFault::NotFound);
  CHECK(gallery.lookAlikes().empty());
  CHECK(lookAlikeEvents(gallery) == 0);
}

TEST_CASE("a pair of look-alikes is stored once, whichever way round, and marks the index") {
  Gallery gallery = Gallery::inMemory(kModel);
  const auto ida = enrol(gallery, "Invented Ida", {0.1F});
  const auto noah = enrol(gallery, "Invented Noah", {0.2F});
  CHECK_FALSE(gallery.buildIndex()->search(test::embeddingOf(0.1F)).at(1).look_alike_of_first);
  CHECK(gallery.noteLookAlike(pair(ida, noah, LookAlikeSource::Similarity, -0.1), eventAt(1)));
  CHECK_FALSE(gallery.noteLookAlike(pair(noah, ida, LookAlikeSource::Similarity, -0.1), eventAt(2)));
  const auto pairs = gallery.lookAlikes();
  REQUIRE(pairs.size() == 1);
  CHECK(pairs[0].one < pairs[0].other);
  CHECK(pairs[0].score == -0.1);
  CHECK(pairs[0].notedAt == test::at(1));
  CHECK(lookAlikeEvents(gallery) == 1);
  CHECK(gallery.buildIndex()->search(test::embeddingOf(0.1F)).at(1).look_alike_of_first);
}

TEST_CASE("a dismissal stands against likeness, and falls when somebody says 'not me'") {
  Gallery gallery = Gallery::inMemory(kModel);
  const auto ida = enrol(gallery, "Invented Ida", {0.1F});
  const auto noah = enrol(gallery, "Invented Noah", {0.2F});
  gallery.noteLookAlike(pair(ida, noah, LookAlikeSource::Similarity, -0.1), eventAt(1));
  gallery.dismissLookAlike(noah.id, ida.id, eventAt(2));
  CHECK(gallery.lookAlikes().at(0).dismissed);
  CHECK_FALSE(gallery.buildIndex()->search(test::embeddingOf(0.1F)).at(1).look_alike_of_first);
  CHECK(gallery.noteLookAlike(pair(ida, noah, LookAlikeSource::Similarity, -0.2), eventAt(3)));
  CHECK(gallery.lookAlikes().at(0).dismissed);
  CHECK(gallery.lookAlikes().at(0).score == -0.2);
  CHECK(gallery.noteLookAlike(pair(ida, noah, LookAlikeSource::NotMe), eventAt(4)));
  CHECK_FALSE(gallery.lookAlikes().at(0).dismissed);
  CHECK(gallery.lookAlikes().at(0).source == LookAlikeSource::NotMe);
  CHECK(gallery.lookAlikes().at(0).score == -0.2);
  CHECK(gallery.events({.type = gallery::EventType::LookAlikeDismissed}).size() == 1);
}

TEST_CASE("whoever is removed leaves no pair behind") {
  Gallery gallery = Gallery::inMemory(kModel);
  const auto ida = enrol(gallery, "Invented Ida");
  const auto noah = enrol(gallery, "Invented Noah");
  gallery.noteLookAlike(pair(ida, noah), eventAt(1));
  gallery.remove(noah.id, eventAt(2));
  CHECK(gallery.lookAlikes().empty());
}
