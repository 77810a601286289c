#include "dialogue.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace dangol;
using runtime::Outcome;
using std::chrono::seconds;

namespace {

// A runtime that takes commands and answers what the test says.
struct Desk {
  std::vector<runtime::Command> commands;
  bool full = false;
  runtime::Snapshot snapshot;
  vision::SteadyTime now{std::chrono::hours{1}};
  app::Dialogue dialogue;

  explicit Desk(bool selfService = true)
      : dialogue(
            {.pin = true,
             .admin = true,
             .self_service = selfService,
             .consent =
                 [](const std::string& language) {
                   return app::ConsentText{"2026-11", language, "a text"};
                 }},
            [this](runtime::Command command) -> std::optional<runtime::RequestId> {
              if (full) return std::nullopt;
              commands.push_back(std::move(command));
              return runtime::RequestId{commands.size()};
            },
            7) {}

  void touch(const ui::UiAction& action) { dialogue.handle(action, now, ui::Language::English); }
  void type(const std::string& digits) {
    for (const char digit : digits) touch(ui::PinDigit{digit - '0'});
  }
  // What came of the newest command.
  void answer(Outcome outcome, runtime::Answer answer = {}) {
    answer.request = runtime::RequestId{commands.size()};
    answer.outcome = outcome;
    snapshot.answers = {answer};
    dialogue.update(snapshot, now);
  }
  template <class Wanted>
  const Wanted& as() {
    page = dialogue.screen();
    REQUIRE(page);
    REQUIRE(std::holds_alternative<Wanted>(*page));
    return std::get<Wanted>(*page);
  }
  template <class Wanted>
  const Wanted& posted() {
    REQUIRE_FALSE(commands.empty());
    REQUIRE(std::holds_alternative<Wanted>(commands.back()));
    return std::get<Wanted>(commands.back());
  }
  void enrol(runtime::EnrolmentProgress::Stage stage, float progress = 0) {
    snapshot.answers.clear();
    snapshot.enrolment.emplace();
    snapshot.enrolment->id = runtime::EnrolmentId{5};
    snapshot.enrolment->stage = stage;
    snapshot.enrolment->progress = progress;
    dialogue.update(snapshot, now);
  }
  std::optional<ui::ViewState::ScreenData> page;
};

runtime::Answer startedEnrolment() {
  runtime::Answer answer;
  answer.enrolment = runtime::EnrolmentId{5};
  return answer;
}

}  // namespace

TEST_CASE("what the kiosk does not offer starts nothing") {
  Desk desk(false);
  desk.touch(ui::BecomeRegular{});
  CHECK_FALSE(desk.dialogue.screen());
  desk.touch(ui::PinDigit{1});
  CHECK_FALSE(desk.dialogue.screen());
  CHECK(desk.commands.empty());
}

TEST_CASE("the keys of a PIN pad lie anew every time and each digit once") {
  Desk desk;
  desk.touch(ui::UsePin{});
  auto first = desk.as<ui::PinScreen>().digits;
  desk.touch(ui::Dismiss{});
  desk.touch(ui::UsePin{});
  auto second = desk.as<ui::PinScreen>().digits;
  CHECK(first != second);
  std::sort(second.begin(), second.end());
  CHECK(second == std::array<int, 10>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
}

TEST_CASE("a wrong PIN is said and typed again") {
  Desk desk;
  desk.touch(ui::UsePin{});
  desk.type("123");
  desk.touch(ui::PinEnter{});
  CHECK(desk.commands.empty());
  desk.type("4");
  CHECK(desk.as<ui::PinScreen>().typed == 4);
  desk.touch(ui::PinEnter{});
  CHECK(desk.posted<runtime::EnterPin>().digits == "1234");
  // Keys do nothing while it is looked up.
  desk.type("9");
  desk.answer(Outcome::Wrong);
  CHECK(desk.as<ui::PinScreen>().problem == ui::PinScreen::Problem::Wrong);
  CHECK(desk.as<ui::PinScreen>().typed == 0);
  desk.type("5");
  CHECK(desk.as<ui::PinScreen>().problem == ui::PinScreen::Problem::None);
  CHECK(desk.as<ui::PinScreen>().typed == 1);
}

TEST_CASE("too many wrong PINs tell how long to wait") {
  Desk desk;
  desk.touch(ui::UsePin{});
  desk.type("1234");
  desk.touch(ui::PinEnter{});
  runtime::Answer locked;
  locked.wait = std::chrono::milliseconds{26'400};
  desk.answer(Outcome::Locked, locked);
  CHECK(desk.as<ui::PinScreen>().problem == ui::PinScreen::Problem::Locked);
  CHECK(desk.as<ui::PinScreen>().locked_seconds == 27);
}

TEST_CASE("a right PIN ends the dialogue and is kept nowhere") {
  Desk desk;
  desk.touch(ui::UsePin{});
  desk.type("12345678999");
  CHECK(desk.as<ui::PinScreen>().typed == 8);
  desk.touch(ui::PinErase{});
  desk.touch(ui::PinEnter{});
  CHECK(desk.posted<runtime::EnterPin>().digits == "1234567");
  desk.answer(Outcome::Done);
  CHECK_FALSE(desk.dialogue.screen());
  CHECK_FALSE(desk.dialogue.takeAdmin());
}

TEST_CASE("a runtime that takes no more is apologised for") {
  Desk desk;
  desk.full = true;
  desk.touch(ui::UsePin{});
  desk.type("1234");
  desk.touch(ui::PinEnter{});
  CHECK(desk.as<ui::MessageScreen>().kind == ui::MessageScreen::Kind::NotPossible);
  desk.now += seconds{7};
  desk.dialogue.update(desk.snapshot, desk.now);
  CHECK_FALSE(desk.dialogue.screen());
}

TEST_CASE("the admin PIN opens the owner's area once") {
  Desk desk;
  desk.touch(ui::OpenAdmin{});
  CHECK(desk.as<ui::PinScreen>().whose == ui::PinScreen::For::Admin);
  desk.type("4711");
  desk.touch(ui::PinEnter{});
  CHECK(desk.posted<runtime::AdminLogin>().digits == "4711");
  runtime::Answer answer;
  answer.admin = runtime::AdminId{3};
  desk.answer(Outcome::Done, answer);
  CHECK(desk.dialogue.takeAdmin() == runtime::AdminId{3});
  CHECK_FALSE(desk.dialogue.takeAdmin());
}

TEST_CASE("a scanned code is tried wherever it comes and nobody's code is said") {
  Desk desk;
  desk.touch(ui::Scanned{"REG-1"});
  CHECK(desk.posted<runtime::ScanBadge>().text == "REG-1");
  desk.answer(Outcome::Wrong);
  CHECK(desk.as<ui::CodeScreen>().refused);
  desk.touch(ui::Scanned{"REG-2"});
  desk.answer(Outcome::Done);
  CHECK_FALSE(desk.dialogue.screen());
}

TEST_CASE("a step nobody does anything about ends and more time is given") {
  Desk desk;
  desk.touch(ui::UsePin{});
  desk.type("12");
  REQUIRE(desk.dialogue.timeout());
  desk.now += seconds{29};
  desk.touch(ui::MoreTime{});
  desk.now += seconds{29};
  desk.dialogue.update(desk.snapshot, desk.now);
  CHECK(desk.as<ui::PinScreen>().typed == 2);
  desk.now += seconds{1};
  desk.dialogue.update(desk.snapshot, desk.now);
  CHECK_FALSE(desk.dialogue.screen());
  CHECK_FALSE(desk.dialogue.timeout());
}

TEST_CASE("becoming a regular goes from name to consent to camera to welcome") {
  using Stage = runtime::EnrolmentProgress::Stage;
  Desk desk;
  desk.touch(ui::BecomeRegular{});
  desk.touch(ui::EnterKey{});
  CHECK(desk.commands.empty());  // no name yet
  for (const char32_t letter : std::u32string_view(U" Sample ")) desk.touch(ui::TypeKey{letter});
  desk.touch(ui::EnterKey{});
  CHECK(desk.posted<runtime::StartEnrolment>().name == "Sample");
  CHECK(desk.posted<runtime::StartEnrolment>().language == "en");
  desk.answer(Outcome::Done, startedEnrolment());
  desk.enrol(Stage::Consent);
  CHECK_FALSE(desk.as<ui::EnrolConsentScreen>().read);

  desk.touch(ui::ConsentAgree{"2026-11"});
  CHECK(desk.commands.size() == 1);  // not read: nothing was agreed to
  desk.touch(ui::ConsentRead{});
  desk.enrol(Stage::Consent);
  CHECK(desk.as<ui::EnrolConsentScreen>().read);
  desk.touch(ui::ConsentAgree{"2026-11"});
  CHECK(desk.posted<runtime::GiveConsent>().version == "2026-11");
  CHECK(desk.posted<runtime::GiveConsent>().enrolment == runtime::EnrolmentId{5});

  desk.enrol(Stage::Capturing, 0.4F);
  CHECK(desk.as<ui::EnrolCaptureScreen>().progress == 0.4F);
  CHECK_FALSE(desk.dialogue.timeout());
  desk.enrol(Stage::Enough, 1);
  CHECK(desk.posted<runtime::FinishEnrolment>().enrolment == runtime::EnrolmentId{5});
  desk.enrol(Stage::Enough, 1);
  CHECK(desk.commands.size() == 3);  // once
  desk.snapshot.enrolment.reset();
  desk.answer(Outcome::Done);
  CHECK(desk.as<ui::EnrolDoneScreen>().name == "Sample");
  desk.touch(ui::Dismiss{});
  CHECK_FALSE(desk.dialogue.screen());
}

TEST_CASE("whoever leaves half way is forgotten at once") {
  Desk desk;
  desk.touch(ui::BecomeRegular{});
  desk.touch(ui::TypeKey{U'S'});
  desk.touch(ui::EnterKey{});
  desk.answer(Outcome::Done, startedEnrolment());
  desk.enrol(runtime::EnrolmentProgress::Stage::Consent);
  desk.touch(ui::Dismiss{});
  CHECK(desk.posted<runtime::CancelEnrolment>().enrolment == runtime::EnrolmentId{5});
  CHECK_FALSE(desk.dialogue.screen());
}

TEST_CASE("an enrolment that ends on the other side is apologised for") {
  Desk desk;
  desk.touch(ui::BecomeRegular{});
  desk.touch(ui::TypeKey{U'S'});
  desk.touch(ui::EnterKey{});
  desk.answer(Outcome::Done, startedEnrolment());
  desk.enrol(runtime::EnrolmentProgress::Stage::Capturing);
  desk.snapshot.enrolment.reset();
  desk.dialogue.update(desk.snapshot, desk.now);
  CHECK(desk.as<ui::MessageScreen>().kind == ui::MessageScreen::Kind::NotPossible);
}
