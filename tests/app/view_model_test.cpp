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
  explicit Screen(app::ViewModel::Role role = app::ViewModel::Role::Kiosk)
      : model(config, {.role = role, .offers = {.pin = true, .admin = true}, .post = [this](runtime::Command command) {
                         commands.push_back(std::move(command));
                         return std::optional(runtime::RequestId{commands.size()});
                       }}) {}

  test::FakeClock clock;
  runtime::Config config;
  runtime::Snapshot snapshot;
  std::vector<runtime::Command> commands;
  app::ViewModel model;

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
    ++snapshot.sightings;
    sighting.id = runtime::SightingId{snapshot.sightings};
    snapshot.sighting = sighting;
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
  screen.model.handle(ui::Woken{}, screen.clock);
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
  screen.model.handle(ui::Dismiss{}, screen.clock);
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

TEST_CASE("not me takes this greeting back and no other") {
  Screen screen;
  screen.greet("Sample One");
  screen.as<ui::GreetingScreen>();
  screen.model.handle(ui::NotMe{99}, screen.clock);
  screen.as<ui::GreetingScreen>();
  CHECK(screen.commands.empty());
  screen.model.handle(ui::NotMe{screen.as<ui::GreetingScreen>().id}, screen.clock);
  CHECK(screen.as<ui::MessageScreen>().kind == ui::MessageScreen::Kind::GreetingUndone);
  REQUIRE(screen.commands.size() == 1);
  CHECK(std::get<runtime::UndoGreeting>(screen.commands.front()).greeting == runtime::SightingId{1});
  screen.clock.steadyNow += seconds{7};
  CHECK(screen.idle());
}

TEST_CASE("a stranger who closes the screen is left in peace until the next one comes") {
  Screen screen;
  screen.see(Identity::Unknown);
  screen.as<ui::UnknownScreen>();
  screen.model.handle(ui::Dismiss{}, screen.clock);
  CHECK(screen.idle());
  screen.snapshot.observation->tracks.clear();
  CHECK(screen.idle());
  screen.see(Identity::Unknown);
  screen.as<ui::UnknownScreen>();
}

TEST_CASE("staff is offered what makes sense and what they touch is clocked") {
  Screen screen;
  runtime::AttendanceOffer offer;
  offer.id = runtime::OfferId{8};
  offer.person.name = "Sample Barista";
  offer.allowed = {gallery::AttendanceAction::ClockOut, gallery::AttendanceAction::BreakStart,
                   gallery::AttendanceAction::ChangeTask};
  screen.snapshot.attendance = offer;
  CHECK(screen.as<ui::AttendanceScreen>().state == ui::WorkState::In);
  CHECK(screen.as<ui::AttendanceScreen>().next == ui::ClockAction::Out);
  CHECK(screen.as<ui::AttendanceScreen>().others == std::vector{ui::ClockAction::BreakStart});
  screen.model.handle(ui::Clock{8, ui::ClockAction::BreakStart}, screen.clock);
  REQUIRE(screen.commands.size() == 1);
  CHECK(std::get<runtime::ClockAttendance>(screen.commands.back()).action == gallery::AttendanceAction::BreakStart);

  offer.receipt =
      runtime::AttendanceReceipt{.action = gallery::AttendanceAction::BreakStart, .at = screen.clock.wallNow};
  offer.canUndo = true;
  screen.snapshot.attendance = offer;
  REQUIRE(screen.as<ui::AttendanceScreen>().recorded);
  screen.model.handle(ui::UndoClock{8}, screen.clock);
  CHECK(std::get<runtime::UndoAttendance>(screen.commands.back()).offer == runtime::OfferId{8});

  offer.receipt.reset();
  screen.snapshot.attendance = offer;
  screen.as<ui::AttendanceScreen>();
  screen.model.handle(ui::Dismiss{}, screen.clock);
  CHECK(std::get<runtime::EndOffer>(screen.commands.back()).offer == runtime::OfferId{8});
  CHECK(screen.idle());
}

TEST_CASE("the PIN pad comes over everything and a fault screen keeps it") {
  Screen screen;
  screen.snapshot.faults.push_back({runtime::Fault::CameraLost, "unplugged"});
  screen.as<ui::FaultScreen>();
  screen.model.handle(ui::UsePin{}, screen.clock);
  screen.as<ui::PinScreen>();
  CHECK(screen.now().timeout);
  screen.model.handle(ui::Dismiss{}, screen.clock);
  screen.as<ui::FaultScreen>();
}

TEST_CASE("what a visitor made easier is not for the next one") {
  Screen screen;
  screen.model.handle(ui::OpenEase{}, screen.clock);
  screen.as<ui::EaseScreen>();
  screen.model.handle(ui::SetLanguage{ui::Language::English}, screen.clock);
  screen.model.handle(ui::SetTheme{ui::ThemeKind::Contrast}, screen.clock);
  screen.model.handle(ui::SetEase{{.text = ui::TextScale::Largest, .reach = true}}, screen.clock);
  screen.model.handle(ui::Dismiss{}, screen.clock);
  CHECK(screen.now().language == ui::Language::English);
  CHECK(screen.now().theme == ui::ThemeKind::Contrast);
  CHECK(screen.now().ease.reach);
  screen.clock.steadyNow += seconds{61};
  CHECK(screen.now().language == ui::Language::Korean);
  CHECK(screen.now().theme == ui::ThemeKind::Light);
  CHECK_FALSE(screen.now().ease.reach);
}

TEST_CASE("the staff display shows who is at the counter and who was and takes no touches") {
  Screen screen(app::ViewModel::Role::StaffDisplay);
  CHECK_FALSE(screen.as<ui::StaffDisplayScreen>().now);
  screen.see(Identity::Accepted);
  screen.greet("Sample One");
  CHECK(screen.as<ui::StaffDisplayScreen>().now->name == "Sample One");
  screen.greet("Sample Two");
  CHECK(screen.as<ui::StaffDisplayScreen>().now->name == "Sample Two");
  REQUIRE(screen.as<ui::StaffDisplayScreen>().before.size() == 1);
  screen.model.handle(ui::UsePin{}, screen.clock);
  screen.as<ui::StaffDisplayScreen>();
  CHECK(screen.commands.empty());
}
