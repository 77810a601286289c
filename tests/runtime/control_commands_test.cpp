// What people do at the screen, as the control thread handles it.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "dangol/gallery/attendance_log.hpp"
#include "dangol/gallery/consents.hpp"
#include "dangol/runtime/control.hpp"
#include "fake_clock.hpp"
#include "temp_folder.hpp"

using namespace dangol;
using namespace std::chrono_literals;
using checkin::Identity;
using gallery::AttendanceAction;
using gallery::EventType;
using gallery::PersonKind;
using gallery::Role;
using runtime::Control;
using runtime::Outcome;

namespace {

const vision::ModelId kModel{"test-model"};

class Heard final : public runtime::SightingListener {
 public:
  void onSighting(const runtime::Sighting& sighting) override { all.push_back(sighting); }
  std::vector<runtime::Sighting> all;
};

runtime::Config selfService() {
  runtime::Config config;
  config.enrolment.self_service = true;
  return config;
}

gallery::AcceptScores acceptance(const gallery::GalleryIndex&) { return {.greeting = 0.25, .attendance = 0.2}; }

struct Kiosk {
  explicit Kiosk(const runtime::Config& config = {})
      : observer(gallery::Gallery::create(folder.path() / "g.db", kModel)),
        control(gallery::Gallery::open(folder.path() / "g.db", kModel), config, acceptance, Control::Timing::Live,
                clock, heard) {
    static_cast<void>(control.refreshMatching());
  }

  gallery::Person person(const std::string& name, PersonKind kind, const std::string& pin = "",
                         Role role = Role::None) {
    const auto added = observer.add({.name = name, .kind = kind, .role = role}, {});
    if (!pin.empty()) gallery::Credentials(observer).setPin(added.id, pin, {});
    return added;
  }
  runtime::Answer perform(const runtime::Command& command) {
    control.handle(runtime::RequestId{++requests}, command);
    return control.answers().back();
  }
  runtime::AdminId login() {
    person("Invented Owner", PersonKind::Staff, "975310", Role::Owner);
    const auto answer = perform(runtime::AdminLogin{"975310"});
    REQUIRE(answer.outcome == Outcome::Done);
    return answer.admin;
  }
  void see(const gallery::PersonId& who, std::uint64_t track = 1, double score = 0.1) {
    runtime::TrackReport report;
    report.id = vision::TrackId{track};
    report.seen_now = true;
    report.decision.identity = Identity::Accepted;
    report.decision.person = who;
    report.decision.score = score;
    control.handle({.sequence = 0, .capturedAt = clock.steadyNow, .tracks = {report}});
  }
  void show(float yaw_deg, float look, int faces = 1) {
    runtime::Observation observation{.sequence = 0, .capturedAt = clock.steadyNow, .tracks = {}};
    for (int i = 0; i < faces; ++i) {
      runtime::TrackReport report;
      report.id = vision::TrackId{static_cast<std::uint64_t>(90 + i)};
      report.seen_now = true;
      report.quality = vision::QualityReport{};
      report.quality->quality = {150, yaw_deg, 0, 0, 200, 120, 40, 1, 0.8F};
      report.probe = vision::Embedding{};
      report.probe->values[0] = look;
      observation.tracks.push_back(report);
    }
    control.handle(observation);
  }
  void showAllSides(float look) {
    for (const float yaw : {0.0F, 20.0F, -20.0F}) {
      for (int i = 0; i < 3; ++i) show(yaw, look += 0.02F);
    }
  }
  void pass(std::chrono::milliseconds time) {
    clock.steadyNow += time;
    clock.wallNow += time;
    control.tick();
  }
  [[nodiscard]] std::size_t count(EventType type) const { return observer.events({.type = type}).size(); }

  test::TempFolder folder;
  test::FakeClock clock;
  Heard heard;
  gallery::Gallery observer;
  Control control;
  std::uint64_t requests = 0;
};

}  // namespace

TEST_CASE("a wrong PIN says nothing and the sixth is not even looked at") {
  Kiosk kiosk;
  kiosk.person("Invented Mina", PersonKind::Customer, "2580");
  for (int i = 0; i < 5; ++i) {
    const auto answer = kiosk.perform(runtime::EnterPin{"1111"});
    CHECK(answer.outcome == Outcome::Wrong);
    CHECK_FALSE(answer.person);
  }
  const auto locked = kiosk.perform(runtime::EnterPin{"2580"});
  CHECK(locked.outcome == Outcome::Locked);
  CHECK(locked.wait == 30s);
  CHECK_FALSE(locked.person);
  CHECK(kiosk.count(EventType::Denied) == 6);
  kiosk.pass(30s);
  CHECK(kiosk.perform(runtime::EnterPin{"2580"}).outcome == Outcome::Done);
}

TEST_CASE("a customer is greeted by PIN and by badge as one visit that can be taken back") {
  Kiosk kiosk;
  const auto mina = kiosk.person("Invented Mina", PersonKind::Customer, "2580");
  const std::string badge = gallery::Credentials(kiosk.observer).addBadge(mina.id, {});
  CHECK(kiosk.perform(runtime::EnterPin{"2580"}).person->id == mina.id);
  CHECK(kiosk.perform(runtime::ScanBadge{badge}).outcome == Outcome::Done);
  REQUIRE(kiosk.heard.all.size() == 1);
  CHECK(kiosk.heard.all[0].method == gallery::Method::Pin);
  CHECK(kiosk.count(EventType::Greeted) == 1);
  CHECK(kiosk.perform(runtime::UndoGreeting{kiosk.heard.all[0].id}).outcome == Outcome::Done);
  CHECK(kiosk.perform(runtime::ScanBadge{badge}).outcome == Outcome::Done);
  CHECK(kiosk.heard.all.size() == 2);
  CHECK(kiosk.perform(runtime::ScanBadge{"nobody's badge"}).outcome == Outcome::Wrong);
}

TEST_CASE("staff are clocked and customers greeted unless the kiosk is told otherwise") {
  Kiosk kiosk;
  const auto mina = kiosk.person("Invented Mina", PersonKind::Staff, "2580");
  kiosk.see(mina.id);
  CHECK(kiosk.heard.all.empty());
  REQUIRE(kiosk.control.attendanceOffer());
  const auto offer = kiosk.control.attendanceOffer()->id;
  CHECK(kiosk.perform(runtime::ClockAttendance{offer, AttendanceAction::ClockIn, "", ""}).outcome == Outcome::Done);
  CHECK(kiosk.count(EventType::ClockedIn) == 1);
  CHECK(kiosk.perform(runtime::UndoAttendance{offer}).outcome == Outcome::Done);
  CHECK(kiosk.count(EventType::AttendanceUndone) == 1);

  runtime::Config greeting;
  greeting.purposes.staff = "greeting";
  greeting.purposes.customers = "none";
  Kiosk other(greeting);
  const auto joon = other.person("Invented Joon", PersonKind::Staff);
  const auto guest = other.person("Invented Guest", PersonKind::Customer);
  other.see(joon.id);
  other.see(guest.id, 2);
  CHECK(other.heard.all.size() == 1);
  CHECK_FALSE(other.control.attendanceOffer());
}

TEST_CASE("a face that is sure enough for a greeting only is not clocked") {
  Kiosk kiosk;
  const auto mina = kiosk.person("Invented Mina", PersonKind::Staff);
  kiosk.see(mina.id, 1, 0.21);
  CHECK_FALSE(kiosk.control.attendanceOffer());
  kiosk.see(mina.id, 1, 0.2);
  CHECK(kiosk.control.attendanceOffer());
}

TEST_CASE("a PIN is served after whoever is being served") {
  Kiosk kiosk;
  const auto mina = kiosk.person("Invented Mina", PersonKind::Staff);
  kiosk.person("Invented Joon", PersonKind::Staff, "2580");
  kiosk.see(mina.id);
  CHECK(kiosk.perform(runtime::EnterPin{"2580"}).outcome == Outcome::NotNow);
  kiosk.pass(7s);
  CHECK(kiosk.perform(runtime::EnterPin{"2580"}).outcome == Outcome::Done);
  CHECK(kiosk.control.attendanceOffer()->method == gallery::Method::Pin);
}

TEST_CASE("whoever is not that person takes back what was clocked and is not offered it again") {
  Kiosk kiosk;
  const auto mina = kiosk.person("Invented Mina", PersonKind::Staff);
  kiosk.see(mina.id);
  const auto offer = kiosk.control.attendanceOffer()->id;
  CHECK(kiosk.perform(runtime::ClockAttendance{offer, AttendanceAction::ClockIn, "", ""}).outcome == Outcome::Done);
  CHECK(kiosk.perform(runtime::EndOffer{offer, true}).outcome == Outcome::Done);
  CHECK(kiosk.perform(runtime::EndOffer{offer, true}).outcome == Outcome::NoLonger);
  CHECK(kiosk.count(EventType::AttendanceUndone) == 1);
  for (int i = 0; i < 30; ++i) {
    kiosk.pass(1s);
    kiosk.see(mina.id);
    CHECK_FALSE(kiosk.control.attendanceOffer());
  }
}

TEST_CASE("only a manager's PIN enters and it ends by itself") {
  Kiosk kiosk;
  const auto guest = kiosk.person("Invented Guest", PersonKind::Customer);
  kiosk.person("Invented Mina", PersonKind::Staff, "2580", Role::Staff);
  CHECK(kiosk.perform(runtime::AdminLogin{"2580"}).outcome == Outcome::Wrong);
  CHECK(kiosk.perform(runtime::ForgetPerson{runtime::AdminId{1}, guest.id}).outcome == Outcome::NotAllowed);
  const auto admin = kiosk.login();
  CHECK(kiosk.count(EventType::AdminEntered) == 1);
  kiosk.pass(5min);
  CHECK(kiosk.perform(runtime::ForgetPerson{admin, {"nobody"}}).outcome == Outcome::NoLonger);
  kiosk.pass(5min + 1s);
  CHECK(kiosk.perform(runtime::ForgetPerson{admin, guest.id}).outcome == Outcome::NotAllowed);
  CHECK(kiosk.perform(runtime::AdminLogout{admin}).outcome == Outcome::NoLonger);
  CHECK(kiosk.observer.find(guest.id));
}

TEST_CASE("somebody is forgotten by whoever may and not by one who lost the role") {
  Kiosk kiosk;
  const auto guest = kiosk.person("Invented Guest", PersonKind::Customer);
  const auto manager = kiosk.person("Invented Manager", PersonKind::Staff, "135790", Role::Manager);
  const auto owner = kiosk.login();
  const auto login = kiosk.perform(runtime::AdminLogin{"135790"});
  REQUIRE(login.outcome == Outcome::Done);
  const auto people = kiosk.observer.people("Invented Owner");
  CHECK(kiosk.perform(runtime::ForgetPerson{login.admin, people.front().id}).outcome == Outcome::NotAllowed);
  CHECK(kiosk.perform(runtime::ForgetPerson{login.admin, guest.id}).outcome == Outcome::Done);
  CHECK_FALSE(kiosk.observer.find(guest.id));
  CHECK(kiosk.observer.events({.type = EventType::Removed}).front().detail ==
        R"({"by":")" + manager.id.value + R"("})");

  kiosk.observer.setRole(manager.id, Role::Staff, {});
  CHECK(kiosk.perform(runtime::ForgetPerson{login.admin, manager.id}).outcome == Outcome::NotAllowed);
  CHECK(kiosk.perform(runtime::ForgetPerson{owner, manager.id}).outcome == Outcome::Done);
}

TEST_CASE("nobody becomes known without leave or without consent") {
  Kiosk closed;
  CHECK(closed.perform(runtime::StartEnrolment{.name = "Invented Ida"}).outcome == Outcome::NotAllowed);

  Kiosk kiosk(selfService());
  CHECK(kiosk.perform(runtime::StartEnrolment{.name = "Invented Ida", .kind = PersonKind::Staff}).outcome ==
        Outcome::NotAllowed);
  CHECK(kiosk.perform(runtime::StartEnrolment{.name = ""}).outcome == Outcome::Invalid);
  const auto started = kiosk.perform(runtime::StartEnrolment{.name = "Invented Ida"});
  REQUIRE(started.outcome == Outcome::Done);
  CHECK_FALSE(kiosk.control.wantsProbes());
  kiosk.showAllSides(0.1F);
  CHECK(kiosk.perform(runtime::FinishEnrolment{started.enrolment}).outcome == Outcome::NotNow);
  CHECK(kiosk.perform(runtime::GiveConsent{started.enrolment, "1999-01", "en"}).outcome == Outcome::Invalid);
  CHECK(kiosk.perform(runtime::GiveConsent{runtime::EnrolmentId{99}, "2026-11", "en"}).outcome == Outcome::NoLonger);
  CHECK_FALSE(kiosk.control.wantsProbes());
  CHECK(kiosk.observer.personCount() == 0);
}

TEST_CASE("an enrolment stores the person with consent and templates and is over") {
  Kiosk kiosk(selfService());
  const auto started = kiosk.perform(runtime::StartEnrolment{.name = "Invented Ida", .language = "ko"});
  CHECK(kiosk.perform(runtime::GiveConsent{started.enrolment, "2026-11", "ko"}).outcome == Outcome::Done);
  CHECK(kiosk.control.wantsProbes());
  CHECK(kiosk.perform(runtime::FinishEnrolment{started.enrolment}).outcome == Outcome::NotNow);
  for (int i = 0; i < 9; ++i) kiosk.show(0, 3.0F, 2);  // two people at once: nobody is looked at
  CHECK(kiosk.control.enrolmentProgress()->progress == 0);
  kiosk.showAllSides(0.1F);
  CHECK(kiosk.control.enrolmentProgress()->stage == runtime::EnrolmentProgress::Stage::Enough);
  const auto done = kiosk.perform(runtime::FinishEnrolment{started.enrolment});
  REQUIRE(done.outcome == Outcome::Done);
  CHECK(done.person->name == "Invented Ida");
  CHECK(kiosk.perform(runtime::FinishEnrolment{started.enrolment}).outcome == Outcome::NoLonger);

  CHECK(kiosk.observer.templatesOf(done.person->id).size() >= 3);
  const auto consents = gallery::Consents(kiosk.observer).of(done.person->id);
  REQUIRE(consents.size() == 1);
  CHECK(consents[0].language == "ko");
  CHECK(consents[0].method == gallery::ConsentMethod::Kiosk);
  CHECK(kiosk.control.refreshMatching());
}

TEST_CASE("a face that looks known is not enrolled again unless a manager says so") {
  Kiosk kiosk(selfService());
  gallery::NewTemplate known;
  known.embedding.values[0] = 0.2F;
  kiosk.observer.enrol({.name = "Invented Twin"}, std::vector{known}, {});
  static_cast<void>(kiosk.control.refreshMatching());
  const auto alone = kiosk.perform(runtime::StartEnrolment{.name = "Invented Ida"});
  static_cast<void>(kiosk.perform(runtime::GiveConsent{alone.enrolment, "2026-11", "en"}));
  kiosk.showAllSides(0.1F);
  CHECK(kiosk.control.enrolmentProgress()->looksKnown);
  CHECK(kiosk.perform(runtime::FinishEnrolment{alone.enrolment}).outcome == Outcome::LooksKnown);
  CHECK(kiosk.perform(runtime::FinishEnrolment{alone.enrolment, true}).outcome == Outcome::LooksKnown);
  CHECK(kiosk.observer.personCount() == 1);

  const auto admin = kiosk.login();
  const auto helped = kiosk.perform(runtime::StartEnrolment{.name = "Invented Ida", .admin = admin});
  CHECK(kiosk.perform(runtime::CancelEnrolment{alone.enrolment}).outcome == Outcome::NoLonger);
  static_cast<void>(kiosk.perform(runtime::GiveConsent{helped.enrolment, "2026-11", "en"}));
  kiosk.showAllSides(0.1F);
  CHECK(kiosk.perform(runtime::FinishEnrolment{helped.enrolment}).outcome == Outcome::LooksKnown);
  CHECK(kiosk.perform(runtime::FinishEnrolment{helped.enrolment, true}).outcome == Outcome::Done);
}

TEST_CASE("an enrolment that is cancelled or left alone leaves nothing") {
  Kiosk kiosk(selfService());
  const auto first = kiosk.perform(runtime::StartEnrolment{.name = "Invented Ida"});
  CHECK(kiosk.perform(runtime::CancelEnrolment{first.enrolment}).outcome == Outcome::Done);
  CHECK_FALSE(kiosk.control.enrolmentProgress());
  const auto second = kiosk.perform(runtime::StartEnrolment{.name = "Invented Ida"});
  static_cast<void>(kiosk.perform(runtime::GiveConsent{second.enrolment, "2026-11", "en"}));
  kiosk.pass(2min + 1s);
  CHECK_FALSE(kiosk.control.enrolmentProgress());
  CHECK_FALSE(kiosk.control.wantsProbes());
  CHECK(kiosk.perform(runtime::FinishEnrolment{second.enrolment}).outcome == Outcome::NoLonger);
  CHECK(kiosk.observer.personCount() == 0);
}
