#include "dangol/runtime/track_identity.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using namespace dangol;
using checkin::Identity;
using runtime::TrackIdentity;
using std::chrono::milliseconds;
using Face = runtime::TrackIdentity::Face;

namespace {

constexpr std::size_t kMina = 0;  // invented people: each a direction of their own, about 1.3 from each other
constexpr std::size_t kJuno = 1;
constexpr std::size_t kStranger = 2;

class Camera {
 public:
  // A picture of somebody: near to the others of the same person.
  vision::Embedding picture(std::size_t person, float deviation = 0.02F) {
    std::normal_distribution<float> noise(0, deviation);
    vision::Embedding embedding;
    for (float& value : embedding.values) value = noise(random_);
    embedding.values[person] += 0.9F;
    return embedding;
  }

 private:
  std::mt19937 random_{7};
};

runtime::Matching enrolled(Camera& camera) {
  std::vector<gallery::GalleryIndex::Entry> entries;
  for (const std::size_t person : {kMina, kJuno}) {
    entries.push_back({.id = {"template" + std::to_string(person)},
                       .person = {person == kMina ? "mina" : "juno"},
                       .embedding = camera.picture(person)});
  }
  return {std::make_shared<const gallery::GalleryIndex>(std::move(entries)), {.greeting = 0.25}};
}

vision::FaceQuality quality(float overall = 0.5F, float yaw_deg = 0) {
  vision::FaceQuality result;
  result.overall = overall;
  result.yaw_deg = yaw_deg;
  return result;
}

struct Track {
  Camera camera;
  runtime::Matching matching = enrolled(camera);
  TrackIdentity identity{{.decider = {}, .embeddings_per_second = 15}};
  vision::SteadyTime at{};

  // A good frame comes every 40 ms; what it is worth is for the identity to say.
  std::optional<Face> see(std::size_t person) {
    at += milliseconds{40};
    identity.noteGood(at);
    if (!identity.embeddingIsDue(quality(), at)) return std::nullopt;
    return identity.observe(camera.picture(person), quality(), at, matching);
  }
  int embeddingsDuring(std::size_t person, int frames) {
    int count = 0;
    for (int i = 0; i < frames; ++i) count += see(person) ? 1 : 0;
    return count;
  }
  [[nodiscard]] std::string name() const {
    const auto decision = identity.decision();
    return decision.person ? decision.person->value : "";
  }
};

}  // namespace

TEST_CASE("a stranger gets no name however long they stay") {
  Track track;
  for (int i = 0; i < 250; ++i) {
    (void)track.see(kStranger);
    CHECK(track.name().empty());
  }
  CHECK(track.identity.decision().identity == Identity::Unknown);
}

TEST_CASE("whoever takes over the place loses the name with the next look and gets their own") {
  Track track;
  (void)track.embeddingsDuring(kMina, 25);
  REQUIRE(track.name() == "mina");
  const auto takenOver = track.at;
  int framesWithOldName = 0;
  bool other = false;
  for (int i = 0; i < 75; ++i) {
    const auto face = track.see(kJuno);
    other = other || face == Face::Other;
    if (track.name() == "mina") ++framesWithOldName;
  }
  CHECK(other);
  CHECK(framesWithOldName <= 50);  // two seconds
  CHECK(track.name() == "juno");
  REQUIRE(track.identity.firstGoodAt());
  CHECK(*track.identity.firstGoodAt() > takenOver);
}

TEST_CASE("a doubt withholds the name until the face is seen again") {
  Track track;
  (void)track.embeddingsDuring(kMina, 25);
  track.identity.doubt();
  CHECK(track.name().empty());
  CHECK(track.see(kMina) == Face::Same);
  CHECK(track.name() == "mina");
}

TEST_CASE("a doubt that is confirmed once begins anew at once") {
  Track track;
  (void)track.embeddingsDuring(kMina, 25);
  track.identity.doubt();
  CHECK(track.see(kStranger) == Face::Other);
  for (int i = 0; i < 100; ++i) {
    (void)track.see(kStranger);
    CHECK(track.name().empty());
  }
}

TEST_CASE("one bad picture takes the name away for a moment only") {
  Track track;
  (void)track.embeddingsDuring(kMina, 25);
  track.at += milliseconds{2000};
  CHECK(track.see(kStranger) == Face::Doubted);
  CHECK(track.name().empty());
  while (!track.see(kMina)) continue;
  CHECK(track.name() == "mina");
}

TEST_CASE("somebody who was removed from the gallery loses the name") {
  Track track;
  (void)track.embeddingsDuring(kMina, 25);
  const runtime::Matching nobody{
      std::make_shared<const gallery::GalleryIndex>(std::vector<gallery::GalleryIndex::Entry>{}), {}};
  for (int i = 0; i < 3; ++i) {
    track.at += milliseconds{2000};
    REQUIRE(track.identity.embeddingIsDue(quality(), track.at));
    (void)track.identity.observe(track.camera.picture(kMina), quality(), track.at, nobody);
  }
  CHECK(track.name().empty());
}

TEST_CASE("a regular is named after as many embeddings as have to agree and then looked at every two seconds") {
  Track track;
  CHECK(track.embeddingsDuring(kMina, 1) == 1);
  CHECK(track.identity.decision().identity == Identity::NotYet);
  CHECK(track.embeddingsDuring(kMina, 4) == 2);
  CHECK(track.name() == "mina");
  CHECK(track.embeddingsDuring(kMina, 250) == 5);
  CHECK(track.name() == "mina");
  CHECK(*track.identity.firstGoodAt() == vision::SteadyTime{} + milliseconds{40});
}

TEST_CASE("while nothing is decided only frames that add something are embedded") {
  Track track;
  (void)track.embeddingsDuring(kStranger, 5);
  REQUIRE(track.identity.decision().identity == Identity::NotYet);
  const auto soon = track.at + milliseconds{80};
  CHECK_FALSE(track.identity.embeddingIsDue(quality(0.5F), soon));
  CHECK(track.identity.embeddingIsDue(quality(0.6F), soon));
  CHECK(track.identity.embeddingIsDue(quality(0.4F, 9), soon));
  CHECK(track.identity.embeddingIsDue(quality(0.4F), track.at + milliseconds{150}));
  CHECK_FALSE(track.identity.embeddingIsDue(quality(0.9F, 30), track.at + milliseconds{40}));
}
