#include "view_model.hpp"

#include <doctest/doctest.h>

#include <utility>

#include "fake_clock.hpp"

using namespace dangol;
using checkin::Identity;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

struct Screen {
  test::FakeClock clock;
  runtime::Config config;
  runtime::Snapshot snapshot;
  app::ViewModel model{config};

  const ui::ViewState& now() { return model.update(snapshot, clock); }
  template <class Wanted>
  const Wanted& as() {
    const auto& state = now();
    REQUIRE(std::holds_alternative<Wanted>(state.screen));
    return std::get<Wanted>(state.screen);
  }
  [[nodiscard]] bool idle() { return std::holds_alternative<ui::IdleScreen>(now().screen); }

  runtime::TrackReport& see(Identity identity) {
    runtime::TrackReport track;
    track.id = vision::TrackId{1};
    track.seen_now = true;
    track.quality = vision::QualityReport{};
    track.decision.identity = identity;
    if (!snapshot.observation) snapshot.observation.emplace();
    snapshot.observation->tracks.push_back(track);
    return snapshot.observation->tracks.back();
  }
  void greet(const std::string& name, const std::string& language = "") {
    runtime::Sighting sighting;
    sighting.kind = runtime::SightingKind::Greeted;
    sighting.person.emplace();
    sighting.person->name = name;
    sighting.person->language = language;
    snapshot.sighting = sighting;
    ++snapshot.sightings;
  }
  void showPreview() { model.show(std::make_shared<vision::Frame>(vision::RgbImage(4, 3), 0, clock.steadyNow)); }
};

}  // namespace

TEST_CASE("a fault fills the screen while there is no fresh picture and is a strip once there is") {
  Screen screen;
  screen.snapshot.faults.push_back({runtime::Fault::CameraLost, "unplugged"});
  screen.as<ui::FaultScreen>();
  screen.showPreview();
  CHECK(screen.idle());
  CHECK(screen.now().faults.size() == 1);
  screen.clock.steadyNow += seconds{3};
  screen.as<ui::FaultScreen>();
  screen.snapshot.faults.clear();
  CHECK(screen.idle());
}

TEST_CASE("every fault of the runtime has words on the screen") {
  for (const auto& [fault, kind] : {std::pair{runtime::Fault::CameraLost, ui::FaultKind::CameraLost},
                                    std::pair{runtime::Fault::RecognitionFailed, ui::FaultKind::RecognitionStopped},
                                    std::pair{runtime::Fault::GalleryUnavailable, ui::FaultKind::GalleryUnavailable},
                                    std::pair{runtime::Fault::EventsNotStored, ui::FaultKind::GalleryReadOnly}}) {
    Screen screen;
    screen.snapshot.faults.push_back({fault, ""});
    REQUIRE(screen.now().faults.size() == 1);
    CHECK(screen.now().faults.front().kind == kind);
  }
}

TEST_CASE("with nobody there the screen is idle and dims after a minute") {
  Screen screen;
  CHECK_FALSE(screen.as<ui::IdleScreen>().dimmed);
  screen.clock.steadyNow += seconds{61};
  CHECK(screen.as<ui::IdleScreen>().dimmed);
  screen.model.handle(ui::Woken{}, screen.clock.steadyNow);
  CHECK_FALSE(screen.as<ui::IdleScreen>().dimmed);
}

TEST_CASE("an undecided face sees itself with one hint and its progress") {
  Screen screen;
  auto& track = screen.see(Identity::NotYet);
  track.quality->failure = vision::QualityFailure{vision::QualityIssue::TooSmall, 40, 60};
  CHECK(screen.as<ui::SeeingScreen>().hint == ui::Hint::MoveCloser);
  track.quality->failure.reset();
  track.decision.agreeing_frames = 2;
  CHECK(screen.as<ui::SeeingScreen>().hint == ui::Hint::None);
  CHECK(screen.as<ui::SeeingScreen>().progress == doctest::Approx(2.0 / 3));
  track.seen_now = false;
  CHECK(screen.idle());
}

TEST_CASE("strangers and doubtful faces see the calm screen") {
  Screen stranger;
  stranger.see(Identity::Unknown);
  CHECK(stranger.as<ui::UnknownScreen>().reason == ui::UnknownScreen::Reason::NotKnown);
  Screen doubtful;
  doubtful.see(Identity::Ambiguous);
  CHECK(doubtful.as<ui::UnknownScreen>().reason == ui::UnknownScreen::Reason::NotSure);
}

TEST_CASE("a greeting stays as long as configured and is not repeated") {
  Screen screen;
  screen.see(Identity::Accepted);
  screen.greet("Sample Regular", "en");
  const auto& greeting = screen.as<ui::GreetingScreen>();
  CHECK(greeting.name == "Sample Regular");
  CHECK(greeting.language == ui::Language::English);
  screen.clock.steadyNow += screen.config.screen.greeting - milliseconds{1};
  screen.as<ui::GreetingScreen>();
  screen.clock.steadyNow += milliseconds{1};
  CHECK(screen.idle());
}

TEST_CASE("a second greeting replaces the first and dismissing ends it") {
  Screen screen;
  screen.greet("Sample One");
  CHECK(screen.as<ui::GreetingScreen>().name == "Sample One");
  screen.greet("Sample Two");
  CHECK(screen.as<ui::GreetingScreen>().name == "Sample Two");
  screen.model.handle(ui::Dismiss{}, screen.clock.steadyNow);
  CHECK(screen.idle());
}

TEST_CASE("with several faces in view the name is hidden until one is left") {
  Screen screen;
  screen.see(Identity::Accepted);
  screen.see(Identity::NotYet);
  screen.greet("Sample Regular");
  CHECK(screen.as<ui::GreetingScreen>().name_hidden);
  screen.snapshot.observation->tracks.pop_back();
  CHECK_FALSE(screen.as<ui::GreetingScreen>().name_hidden);
}
