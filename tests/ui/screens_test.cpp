#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "dangol/ui/text_entry.hpp"
#include "dangol/ui/utf8.hpp"
#include "kiosk.hpp"
#include "sample_screens.hpp"

using namespace dangol;
using namespace std::chrono_literals;
using test::Kiosk;
using test::stateOf;
using ui::Language;

namespace {

using Actions = std::vector<ui::UiAction>;

bool offers(const Kiosk& kiosk, const ui::UiAction& action) {
  const auto& targets = kiosk.window.touchTargets();
  return std::any_of(targets.begin(), targets.end(), [&](const auto& target) { return target.action == action; });
}

void tapOn(Kiosk& kiosk, const ui::ViewState& state, const ui::UiAction& action) {
  kiosk.tap(state, kiosk.areaOf(action));
}

// Moves a finger from one place to another, in steps as a hand does.
void drag(Kiosk& kiosk, const ui::ViewState& state, float x, float from_y, float to_y) {
  kiosk.actions.clear();
  kiosk.window.pointer(x, from_y, false);
  kiosk.show(state);
  constexpr int kSteps = 8;
  for (int step = 0; step <= kSteps; ++step) {
    kiosk.window.pointer(x, from_y + (to_y - from_y) * static_cast<float>(step) / kSteps, true);
    kiosk.show(state);
  }
  kiosk.window.pointer(x, to_y, false);
  for (int i = 0; i < 40; ++i) kiosk.show(state);
}

}  // namespace

TEST_CASE("every screen can be touched inside the window and nowhere too small") {
  struct Size {
    int width_px;
    int height_px;
    float scale;
  };
  for (const Size size : {Size{768, 1024, 1}, Size{1024, 768, 1}, Size{1280, 800, 1}}) {
    Kiosk kiosk(size.width_px, size.height_px, size.scale);
    for (const auto& sample : test::everySample(Language::English)) {
      CAPTURE(sample.name);
      kiosk.arrive(sample.state);
      for (const auto& target : kiosk.window.touchTargets()) {
        CHECK(target.area.left >= 0);
        CHECK(target.area.top >= 0);
        CHECK(target.area.right <= static_cast<float>(size.width_px));
        CHECK(target.area.bottom <= static_cast<float>(size.height_px));
        CHECK(target.area.bottom - target.area.top >= 47.9F * size.scale);
        CHECK(target.area.right - target.area.left >= 47.9F * size.scale);
      }
    }
  }
}

TEST_CASE("in reach mode everything of a customer lies in the lower third") {
  for (const bool landscape : {true, false}) {
    Kiosk kiosk(landscape ? 1024 : 768, landscape ? 768 : 1024);
    const float third = (landscape ? 768.0F : 1024.0F) * 2 / 3;
    auto samples = test::customerScreens(Language::Korean);
    for (auto& sample : test::enrolmentScreens(Language::Korean)) samples.push_back(std::move(sample));
    for (auto& sample : samples) {
      CAPTURE(sample.name);
      sample.state.ease.reach = true;
      kiosk.arrive(sample.state);
      for (const auto& target : kiosk.window.touchTargets()) {
        // A touch anywhere wakes it; the owner may stand up.
        if (target.action == ui::UiAction{ui::Woken{}} || target.action == ui::UiAction{ui::OpenAdmin{}}) continue;
        CAPTURE(target.action.index());
        CHECK(target.area.top >= third);
        CHECK(target.area.bottom - target.area.top >= 47.9F);
      }
    }
  }
}

TEST_CASE("larger text is drawn larger") {
  Kiosk kiosk;
  ui::ViewState state = stateOf(ui::MessageScreen{}, Language::English);
  kiosk.settle(state);
  const auto normal = kiosk.areaOf(ui::Dismiss{});
  state.ease.text = ui::TextScale::Largest;
  kiosk.settle(state);
  CHECK_FALSE(test::samePicture(kiosk.window.readPixels(), vision::RgbImage()));
  CHECK(kiosk.areaOf(ui::Dismiss{}).bottom <= 768);
  CHECK(normal.bottom <= 768);
}

TEST_CASE("the PIN pad gives the digit that its key shows") {
  Kiosk kiosk;
  ui::PinScreen pin;
  pin.digits = {7, 2, 9, 0, 4, 1, 8, 3, 6, 5};
  ui::ViewState state = stateOf(pin, Language::Korean);
  kiosk.settle(state);
  // The first key is 7 now: the leftmost of the uppermost.
  const auto seven = kiosk.areaOf(ui::PinDigit{7});
  CHECK(seven.left < kiosk.areaOf(ui::PinDigit{2}).left);
  CHECK(seven.top < kiosk.areaOf(ui::PinDigit{0}).top);
  for (int digit = 0; digit < 10; ++digit) {
    tapOn(kiosk, state, ui::PinDigit{digit});
    CHECK(kiosk.actions == Actions{ui::PinDigit{digit}});
  }
}

TEST_CASE("a PIN is entered from its shortest length on and erased while there is something") {
  Kiosk kiosk;
  ui::PinScreen pin;
  ui::ViewState state = stateOf(pin, Language::Korean);
  kiosk.settle(state);
  CHECK_FALSE(offers(kiosk, ui::PinEnter{}));
  CHECK_FALSE(offers(kiosk, ui::PinErase{}));
  pin.typed = 3;
  state.screen = pin;
  kiosk.settle(state);
  CHECK_FALSE(offers(kiosk, ui::PinEnter{}));
  tapOn(kiosk, state, ui::PinErase{});
  CHECK(kiosk.actions == Actions{ui::PinErase{}});
  pin.typed = 4;
  state.screen = pin;
  kiosk.settle(state);
  tapOn(kiosk, state, ui::PinEnter{});
  CHECK(kiosk.actions == Actions{ui::PinEnter{}});
}

TEST_CASE("attendance offers what makes sense and takes it back with its own id") {
  Kiosk kiosk;
  ui::AttendanceScreen work{
      .id = 3, .name = "김단골", .next = ui::ClockAction::Out, .others = {ui::ClockAction::BreakStart}};
  ui::ViewState state = stateOf(work, Language::Korean);
  kiosk.settle(state);
  tapOn(kiosk, state, ui::Clock{3, ui::ClockAction::BreakStart});
  CHECK(kiosk.actions == Actions{ui::Clock{3, ui::ClockAction::BreakStart}});
  CHECK_FALSE(offers(kiosk, ui::Clock{3, ui::ClockAction::In}));

  work.recorded = {9, ui::ClockAction::Out, state.now};
  state.screen = work;
  kiosk.settle(state);
  CHECK_FALSE(offers(kiosk, ui::Clock{3, ui::ClockAction::Out}));
  tapOn(kiosk, state, ui::UndoClock{9});
  CHECK(kiosk.actions == Actions{ui::UndoClock{9}});
}

TEST_CASE("a refused door tells nothing about anybody") {
  Kiosk kiosk;
  ui::AccessScreen refused{.granted = false, .name = "", .countdown = test::countdownFrom(test::kStart, 5)};
  ui::ViewState state = stateOf(refused, Language::Korean);
  kiosk.settle(state);
  const auto nobody = kiosk.window.readPixels();
  refused.name = "김단골";
  refused.language = Language::English;
  state.screen = refused;
  kiosk.now = test::kStart;
  kiosk.settle(stateOf(ui::IdleScreen{}, Language::Korean));
  kiosk.now = test::kStart;
  kiosk.settle(state);
  CHECK(test::samePicture(nobody, kiosk.window.readPixels()));
}

TEST_CASE("consent is given only after its text was moved to the end") {
  Kiosk kiosk;
  ui::EnrolConsentScreen consent{"2026-11", test::sampleConsent(Language::Korean), false};
  ui::ViewState state = stateOf(consent, Language::Korean);
  kiosk.settle(state);
  CHECK_FALSE(offers(kiosk, ui::ConsentAgree{"2026-11"}));
  CHECK(std::find(kiosk.actions.begin(), kiosk.actions.end(), ui::UiAction{ui::ConsentRead{}}) == kiosk.actions.end());

  drag(kiosk, state, 400, 380, 350);
  CHECK(kiosk.actions.empty());
  for (int i = 0; i < 12 && kiosk.actions.empty(); ++i) drag(kiosk, state, 400, 430, 180);
  REQUIRE_FALSE(kiosk.actions.empty());
  CHECK(kiosk.actions.front() == ui::UiAction{ui::ConsentRead{}});

  consent.read = true;
  state.screen = consent;
  kiosk.settle(state);
  tapOn(kiosk, state, ui::ConsentAgree{"2026-11"});
  CHECK(kiosk.actions == Actions{ui::ConsentAgree{"2026-11"}});
}

TEST_CASE("a consent text that fits needs no moving") {
  Kiosk kiosk;
  const ui::ViewState state = stateOf(ui::EnrolConsentScreen{"1", "짧은 글", false}, Language::Korean);
  kiosk.settle(state);
  CHECK(std::find(kiosk.actions.begin(), kiosk.actions.end(), ui::UiAction{ui::ConsentRead{}}) != kiosk.actions.end());
}

TEST_CASE("a name is typed on the screen's keyboard in Hangul and in Latin") {
  Kiosk kiosk;
  ui::TextEntry entry;
  const auto state = [&] { return stateOf(ui::EnrolNameScreen{entry.typed(), false}, Language::Korean); };
  const auto touch = [&](const ui::UiAction& action) {
    kiosk.settle(state());
    tapOn(kiosk, state(), action);
    REQUIRE(kiosk.actions == Actions{action});
    for (const auto& touched : kiosk.actions) entry.handle(touched);
  };
  kiosk.settle(state());
  CHECK_FALSE(offers(kiosk, ui::EnterKey{}));
  for (const char32_t letter : U"ㄱㅣㅁㄷㅏㄴㄱㅗㄹ") {
    if (letter != 0) touch(ui::TypeKey{letter});
  }
  CHECK(entry.typed().text == "김단골");
  touch(ui::ShiftKey{});
  touch(ui::TypeKey{U'ㄲ'});
  touch(ui::EraseKey{});
  touch(ui::LayoutKey{});
  touch(ui::TypeKey{U'k'});
  CHECK(entry.typed().text == "김단골k");
  kiosk.settle(state());
  CHECK(offers(kiosk, ui::EnterKey{}));
}

TEST_CASE("the owner's area opens after two seconds of holding the cup and not before") {
  Kiosk kiosk;
  const ui::ViewState state = stateOf(ui::IdleScreen{}, Language::Korean);
  kiosk.settle(state);
  const auto cup = kiosk.areaOf(ui::OpenAdmin{});
  const float x = (cup.left + cup.right) / 2;
  const float y = (cup.top + cup.bottom) / 2;
  kiosk.tap(state, x, y);
  CHECK(kiosk.actions == Actions{ui::Woken{}});

  kiosk.actions.clear();
  kiosk.window.pointer(x, y, true);
  for (int i = 0; i < 36; ++i) kiosk.show(state);
  CHECK(kiosk.actions.empty());
  for (int i = 0; i < 10; ++i) kiosk.show(state);
  CHECK(kiosk.actions == Actions{ui::OpenAdmin{}});
  // Once is enough, and lifting the finger is no touch.
  kiosk.window.pointer(x, y, false);
  for (int i = 0; i < 5; ++i) kiosk.show(state);
  CHECK(kiosk.actions == Actions{ui::OpenAdmin{}});
}

TEST_CASE("a list moves with the finger and a moving finger chooses nobody") {
  Kiosk kiosk;
  ui::AdminPeopleScreen people;
  for (int i = 0; i < 20; ++i) people.entries.push_back({std::to_string(i), "견본 " + std::to_string(i)});
  const ui::ViewState state = stateOf(people, Language::Korean);
  kiosk.settle(state);
  tapOn(kiosk, state, ui::ShowPerson{"1"});
  CHECK(kiosk.actions == Actions{ui::ShowPerson{"1"}});
  CHECK_FALSE(offers(kiosk, ui::ShowPerson{"18"}));
  drag(kiosk, state, 400, 540, 150);
  CHECK(kiosk.actions.empty());
  CHECK_FALSE(offers(kiosk, ui::ShowPerson{"1"}));
  for (int i = 0; i < 4; ++i) drag(kiosk, state, 400, 540, 150);
  CHECK(offers(kiosk, ui::ShowPerson{"19"}));
}

TEST_CASE("an empty list says so and offers no row") {
  Kiosk kiosk;
  kiosk.settle(stateOf(ui::AdminPeopleScreen{}, Language::English));
  for (const auto& target : kiosk.window.touchTargets()) {
    CHECK_FALSE(std::holds_alternative<ui::ShowPerson>(target.action));
  }
}

TEST_CASE("more time is offered near the end and taken") {
  Kiosk kiosk;
  ui::ViewState state = stateOf(ui::PinScreen{}, Language::Korean);
  state.timeout = ui::Countdown{test::kStart, test::kStart + 30s};
  kiosk.settle(state);
  CHECK_FALSE(offers(kiosk, ui::MoreTime{}));
  kiosk.now = test::kStart + 22s;
  kiosk.settle(state);
  tapOn(kiosk, state, ui::MoreTime{});
  CHECK(kiosk.actions == Actions{ui::MoreTime{}});
  kiosk.now = test::kStart + 31s;
  kiosk.settle(state);
  CHECK_FALSE(offers(kiosk, ui::MoreTime{}));
}

TEST_CASE("a scanner's fast letters are a code and a person's are not") {
  Kiosk kiosk;
  const ui::ViewState state = stateOf(ui::CodeScreen{}, Language::Korean);
  kiosk.settle(state);
  kiosk.actions.clear();
  REQUIRE(std::system("xdotool type --delay 1 'REG-1234' && xdotool key Return") == 0);
  for (int i = 0; i < 200 && kiosk.actions.empty(); ++i) kiosk.show(state);
  CHECK(kiosk.actions == Actions{ui::Scanned{"REG-1234"}});
  kiosk.actions.clear();
  REQUIRE(std::system("xdotool key Return") == 0);
  for (int i = 0; i < 50; ++i) kiosk.show(state);
  CHECK(kiosk.actions.empty());
}

TEST_CASE("a real keyboard writes into the field") {
  Kiosk kiosk;
  const ui::ViewState state = stateOf(ui::EnrolNameScreen{}, Language::English);
  kiosk.settle(state);
  kiosk.actions.clear();
  REQUIRE(std::system("xdotool key a && sleep 0.2 && xdotool key BackSpace && sleep 0.2 && xdotool key Return") == 0);
  for (int i = 0; i < 200 && kiosk.actions.size() < 3; ++i) kiosk.show(state);
  CHECK(kiosk.actions == Actions{ui::TypeKey{U'a'}, ui::EraseKey{}, ui::EnterKey{}});
}

TEST_CASE("after the graphics memory was lost the same picture comes back") {
  Kiosk kiosk;
  const auto state = test::seeingState(ui::Hint::MoveCloser, 0.5F);
  kiosk.settle(state);
  const auto before = kiosk.window.readPixels();
  kiosk.window.recover();
  kiosk.settle(state);
  CHECK(test::samePicture(before, kiosk.window.readPixels()));
}
