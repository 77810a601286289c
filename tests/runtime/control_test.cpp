#include "dangol/runtime/control.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>
#include <doctest/doctest.h>

#include <vector>

#include "dangol/vision/embedding.hpp"
#include "fake_clock.hpp"
#include "temp_folder.hpp"

using namespace dangol;
using checkin::Identity;
using runtime::Control;
using runtime::Outcome;
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

runtime::AcceptScores acceptance(const gallery::GalleryIndex& index) {
  return {.greeting = static_cast<double>(index.personCount())};
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
        control(gallery::Gallery::open(file, kModel), runtime::Config{}, acceptance, timing, clock, heard) {}

  void see(Identity identity, std::uint64_t track = 1, bool seenNow = true) {
    runtime::TrackReport report;
    report.id = vision::TrackId{track};
    report.seen_now = seenNow;
    report.decision.identity = identity;
    if (identity == Identity::Accepted) report.decision.person = regular.id;
    report.decision.score = -0.07;
    report.decision.distance = 0.31;
    report.decision.margin = 0.2;
    report.firstGoodAt = clock.steadyNow - milliseconds{120};
    control.handle({.sequence = 0, .capturedAt = clock.steadyNow, .tracks = {report}});
  }

  runtime::Answer perform(const runtime::Command& command) {
    const runtime::RequestId request{++requests};
    control.handle(request, command);
    const runtime::Answer& answer = control.answers().back();
    CHECK(answer.request == request);
    return answer;
  }
  std::uint64_t requests = 0;

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
  CHECK(events.front().detail == R"({"score":-0.0700,"margin":0.2000})");
}

TEST_CASE("the matching is renewed, limits and all, only when the gallery changed") {
  const test::TempFolder folder;
  Kiosk kiosk(folder.path() / "g.db");
  const auto first = kiosk.control.refreshMatching();
  REQUIRE(first);
  CHECK(first->index->personCount() == 1);
  CHECK(first->accept.greeting == 1);
  CHECK_FALSE(kiosk.control.refreshMatching());
  enrol(kiosk.observer, "Another Sample");
  const auto second = kiosk.control.refreshMatching();
  REQUIRE(second);
  CHECK(second->index->personCount() == 2);
  CHECK(second->accept.greeting == 2);
}

TEST_CASE("a greeting that nobody gave or was taken back already cannot be taken back") {
  const test::TempFolder folder;
  Kiosk kiosk(folder.path() / "g.db");
  CHECK(kiosk.perform(runtime::UndoGreeting{runtime::SightingId{1}}).outcome == Outcome::NoLonger);
  kiosk.see(Identity::Accepted);
  const runtime::UndoGreeting notMe{kiosk.heard.all.front().id};
  CHECK(kiosk.perform(notMe).outcome == Outcome::Done);
  CHECK(kiosk.perform(notMe).outcome == Outcome::NoLonger);

  kiosk.see(Identity::Accepted, 2);
  const runtime::UndoGreeting late{kiosk.heard.all.back().id};
  kiosk.clock.steadyNow += std::chrono::minutes{3};
  kiosk.control.retry();
  CHECK(kiosk.perform(late).outcome == Outcome::NoLonger);
}

TEST_CASE("not me names the greeting and leaves the same presence without that name") {
  const test::TempFolder folder;
  Kiosk kiosk(folder.path() / "g.db");
  kiosk.see(Identity::Accepted);
  CHECK(kiosk.perform(runtime::UndoGreeting{kiosk.heard.all.front().id}).outcome == Outcome::Done);
  const auto greeted = kiosk.observer.events({.type = gallery::EventType::Greeted});
  const auto undone = kiosk.observer.events({.type = gallery::EventType::GreetingUndone});
  REQUIRE(greeted.size() == 1);
  REQUIRE(undone.size() == 1);
  CHECK(undone.front().person == kiosk.regular.id);
  CHECK(undone.front().detail == R"({"undoes":")" + greeted.front().id.value + R"("})");

  for (int second = 0; second < 200; ++second) {
    kiosk.clock.steadyNow += seconds{1};
    kiosk.see(Identity::Accepted);
  }
  CHECK(kiosk.heard.all.size() == 1);

  // The regular comes after all, within the window that the mistake would have begun.
  kiosk.see(Identity::Accepted, 2);
  CHECK(kiosk.heard.all.size() == 2);
  CHECK(kiosk.greetedEvents() == 2);
}

TEST_CASE("not me is stored after its greeting when neither could be stored at once") {
  const test::TempFolder folder;
  Kiosk kiosk(folder.path() / "g.db");
  {
    SQLite::Database blocker((folder.path() / "g.db").string(), SQLite::OPEN_READWRITE);
    SQLite::Transaction lock(blocker, SQLite::TransactionBehavior::IMMEDIATE);
    kiosk.see(Identity::Accepted);
    CHECK(kiosk.perform(runtime::UndoGreeting{kiosk.heard.all.front().id}).outcome == Outcome::Done);
    CHECK(kiosk.control.storeFault());
    CHECK(kiosk.greetedEvents() == 0);
  }
  kiosk.control.retry();
  CHECK_FALSE(kiosk.control.storeFault());
  const auto events = kiosk.observer.events({});
  REQUIRE(events.size() == 3);
  CHECK(events[2].detail == R"({"undoes":")" + events[1].id.value + R"("})");
}
