#include "dangol/runtime/control.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "dangol/vision/embedding.hpp"
#include "fake_clock.hpp"
#include "temp_folder.hpp"

using namespace dangol;
using checkin::Identity;
using runtime::Control;
using runtime::SightingKind;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const vision::ModelId kModel{"test-model"};

class Heard final : public runtime::SightingListener {
 public:
  void onSighting(const runtime::Sighting& sighting) override { all.push_back(sighting); }
  std::vector<runtime::Sighting> all;
};

gallery::Person enrol(gallery::Gallery& store, const std::string& name) {
  gallery::NewTemplate picture;
  picture.embedding.values.fill(0.1F);
  return store.enrol({.name = name}, std::vector{picture}, {.type = gallery::EventType::Enrolled});
}

struct Kiosk {
  test::FakeClock clock;
  Heard heard;
  gallery::Gallery observer;  // a second connection, as another program has
  gallery::Person regular;
  Control control;

  explicit Kiosk(const std::filesystem::path& file, Control::Timing timing = Control::Timing::Live)
      : observer(gallery::Gallery::create(file, kModel)),
        regular(enrol(observer, "Sample Regular")),
        control(gallery::Gallery::open(file, kModel), seconds{60}, timing, clock, heard) {}

  void see(Identity identity, std::uint64_t track = 1, bool seenNow = true) {
    runtime::TrackReport report;
    report.id = vision::TrackId{track};
    report.seen_now = seenNow;
    report.decision.identity = identity;
    if (identity == Identity::Accepted) report.decision.person = regular.id;
    report.decision.distance = 0.31;
    report.decision.margin = 0.2;
    report.firstGoodAt = clock.steadyNow - milliseconds{120};
    control.handle({.sequence = 0, .capturedAt = clock.steadyNow, .tracks = {report}});
  }

  [[nodiscard]] std::size_t greetedEvents() const {
    return observer.events({.type = gallery::EventType::Greeted}).size();
  }
};

}  // namespace

TEST_CASE("somebody removed a moment ago is not greeted") {
  const test::TempFolder folder;
  Kiosk kiosk(folder.path() / "g.db");
  kiosk.observer.remove(kiosk.regular.id, {.type = gallery::EventType::Removed});
  kiosk.see(Identity::Accepted);
  CHECK(kiosk.heard.all.empty());
  CHECK(kiosk.greetedEvents() == 0);
}

TEST_CASE("an undecided or hidden track is not spoken of") {
  const test::TempFolder folder;
  Kiosk kiosk(folder.path() / "g.db");
  kiosk.see(Identity::NotYet);
  kiosk.see(Identity::Accepted, 1, false);
  CHECK(kiosk.heard.all.empty());
}

TEST_CASE("a visit is greeted once and stored once however long it lasts") {
  const test::TempFolder folder;
  Kiosk kiosk(folder.path() / "g.db");
  for (int second = 0; second < 600; ++second) {
    kiosk.see(Identity::Accepted);
    kiosk.clock.steadyNow += seconds{1};
  }
  REQUIRE(kiosk.heard.all.size() == 1);
  CHECK(kiosk.heard.all.front().kind == SightingKind::Greeted);
  REQUIRE(kiosk.heard.all.front().person);
  CHECK(kiosk.heard.all.front().person->name == "Sample Regular");
  CHECK(kiosk.heard.all.front().latency == milliseconds{120});
  CHECK(kiosk.greetedEvents() == 1);
}

TEST_CASE("coming back after the window is a second visit") {
  const test::TempFolder folder;
  Kiosk kiosk(folder.path() / "g.db");
  kiosk.see(Identity::Accepted);
  kiosk.clock.steadyNow += seconds{61};
  kiosk.see(Identity::Accepted, 2);
  CHECK(kiosk.heard.all.size() == 2);
  CHECK(kiosk.greetedEvents() == 2);
}

TEST_CASE("a stranger is mentioned once a track and never stored") {
  const test::TempFolder folder;
  Kiosk kiosk(folder.path() / "g.db");
  for (int i = 0; i < 5; ++i) kiosk.see(Identity::Unknown, 1);
  kiosk.see(Identity::Unknown, 2);
  kiosk.see(Identity::Ambiguous, 3);
  kiosk.see(Identity::Ambiguous, 3);
  REQUIRE(kiosk.heard.all.size() == 3);
  CHECK(kiosk.heard.all[2].kind == SightingKind::Ambiguous);
  CHECK_FALSE(kiosk.heard.all[0].person);
  CHECK(kiosk.observer.events({}).size() == 1);  // the enrolment
}

TEST_CASE("the greeting event carries the local offset and no personal data") {
  const test::TempFolder folder;
  Kiosk kiosk(folder.path() / "g.db");
  kiosk.see(Identity::Accepted);
  const auto events = kiosk.observer.events({.type = gallery::EventType::Greeted});
  REQUIRE(events.size() == 1);
  CHECK(events.front().localOffset == std::chrono::hours{9});
  CHECK(events.front().at == kiosk.clock.wallNow);
  CHECK(events.front().person == kiosk.regular.id);
  CHECK(events.front().detail == R"({"distance":0.3100,"margin":0.2000})");
}

TEST_CASE("the index is rebuilt only when the gallery changed") {
  const test::TempFolder folder;
  Kiosk kiosk(folder.path() / "g.db");
  const auto first = kiosk.control.refreshIndex();
  REQUIRE(first);
  CHECK(first->personCount() == 1);
  CHECK_FALSE(kiosk.control.refreshIndex());
  enrol(kiosk.observer, "Another Sample");
  const auto second = kiosk.control.refreshIndex();
  REQUIRE(second);
  CHECK(second->personCount() == 2);
}
