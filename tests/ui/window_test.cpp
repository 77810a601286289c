#include "dangol/ui/window.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "dangol/ui/utf8.hpp"
#include "kiosk.hpp"
#include "sample_states.hpp"

using namespace dangol;
using namespace std::chrono_literals;
using test::Kiosk;
using test::kStart;
using test::Pixel;
using test::pixelAt;
using test::samePicture;
using ui::KioskWindow;

namespace {

std::size_t coloursIn(const vision::RgbImage& image) {
  std::set<Pixel> colours;
  for (int y = 0; y < image.height_px(); y += 3) {
    for (int x = 0; x < image.width_px(); x += 3) {
      colours.insert(pixelAt(image, static_cast<float>(x), static_cast<float>(y)));
    }
  }
  return colours.size();
}

std::vector<ui::ViewState> everyScreen(ui::Language language) {
  return {test::idleState(language),
          test::seeingState(ui::Hint::MoveCloser, 0.5F, language),
          test::greetingState("김단골", kStart, language),
          test::unknownState(ui::UnknownScreen::Reason::NotKnown, language),
          test::unknownState(ui::UnknownScreen::Reason::NotSure, language),
          test::faultState({{ui::FaultKind::CameraLost, "/dev/video0"}}, language)};
}

}  // namespace

TEST_CASE("without a display the error says what to do") {
  ::unsetenv("DISPLAY");
  ::unsetenv("WAYLAND_DISPLAY");
  CHECK_THROWS_WITH_AS(KioskWindow({.fullscreen = false}), doctest::Contains("DISPLAY"), ui::UiError);
}

TEST_CASE("without a Korean typeface no window opens and the error names the package") {
  const test::VirtualDisplay display(640, 480);
  CHECK_THROWS_WITH_AS(KioskWindow({.fullscreen = false, .font_folders = {}}), doctest::Contains("fonts-nanum"),
                       ui::UiError);
}

TEST_CASE("a window can be opened again after one was closed") {
  const test::VirtualDisplay display(640, 480);
  for (int i = 0; i < 2; ++i) {
    KioskWindow window({.fullscreen = false, .width_px = 640, .height_px = 480, .paced = false});
    test::keepGraphicsDriver();
    std::vector<ui::UiAction> actions;
    CHECK(window.frame(test::idleState(), actions));
    CHECK(window.readPixels().width_px() == 640);
  }
}

TEST_CASE("before anything was drawn there is no picture") {
  Kiosk kiosk(640, 480);
  CHECK(kiosk.window.readPixels().empty());
}

TEST_CASE("full-screen fills the monitor") {
  const test::VirtualDisplay display(800, 600);
  KioskWindow window({.monitor = 99, .paced = false});
  test::keepGraphicsDriver();
  std::vector<ui::UiAction> actions;
  CHECK(window.frame(test::idleState(), actions));
  CHECK(window.readPixels().width_px() == 800);
  CHECK(window.readPixels().height_px() == 600);
}

TEST_CASE("every screen draws and looks different from the others") {
  Kiosk kiosk;
  for (const auto language : {ui::Language::Korean, ui::Language::English}) {
    std::vector<vision::RgbImage> pictures;
    for (const auto& state : everyScreen(language)) {
      kiosk.settle(state);
      pictures.push_back(kiosk.window.readPixels());
      CHECK(coloursIn(pictures.back()) > 20);
    }
    for (std::size_t i = 0; i < pictures.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(samePicture(pictures[i], pictures[j]));
    }
  }
}

TEST_CASE("every size and scale draws every screen with touch targets inside the window") {
  struct Size {
    int width_px;
    int height_px;
    float scale;
  };
  for (const Size size : {Size{768, 1024, 1}, Size{1280, 800, 1}, Size{480, 320, 1}, Size{1600, 1200, 3}}) {
    Kiosk kiosk(size.width_px, size.height_px, size.scale);
    for (auto state : everyScreen(ui::Language::English)) {
      state.capabilities = {true, true};
      kiosk.settle(state);
      for (const auto& target : kiosk.window.touchTargets()) {
        CHECK(target.area.left >= 0);
        CHECK(target.area.top >= 0);
        CHECK(target.area.right <= static_cast<float>(size.width_px));
        CHECK(target.area.bottom <= static_cast<float>(size.height_px));
        CHECK(target.area.bottom - target.area.top >= 47.9F * size.scale);
      }
    }
  }
}

TEST_CASE("a touch on the button takes the greeting back") {
  Kiosk kiosk;
  const auto state = test::greetingState("김단골", kStart);
  kiosk.settle(state);
  const auto button = kiosk.areaOf(ui::NotMe{7});
  kiosk.tap(state, button);
  CHECK(kiosk.actions == std::vector<ui::UiAction>{ui::NotMe{7}});
}

TEST_CASE("the button is where it is drawn") {
  Kiosk kiosk;
  auto state = test::greetingState("Sample Regular", kStart);
  kiosk.settle(state);
  const auto button = kiosk.areaOf(ui::NotMe{7});
  const auto with = kiosk.window.readPixels();
  std::get<ui::GreetingScreen>(state.screen).can_undo = false;
  kiosk.settle(state);
  const auto without = kiosk.window.readPixels();
  const float x = button.left + (button.bottom - button.top) / 2;
  const float y = (button.top + button.bottom) / 2;
  CHECK(pixelAt(with, x, y) != pixelAt(without, x, y));
  CHECK(pixelAt(with, button.left - 4, y) == pixelAt(without, button.left - 4, y));
  CHECK(kiosk.window.touchTargets().empty());
}

TEST_CASE("a touch beside the button does nothing") {
  Kiosk kiosk;
  const auto state = test::greetingState("김단골", kStart);
  kiosk.settle(state);
  const auto button = kiosk.areaOf(ui::NotMe{7});
  kiosk.tap(state, button.left - 10, button.top - 10);
  CHECK(kiosk.actions.empty());
}

TEST_CASE("a touch that leaves the button before it is lifted does nothing") {
  Kiosk kiosk;
  const auto state = test::greetingState("김단골", kStart);
  kiosk.settle(state);
  const auto button = kiosk.areaOf(ui::NotMe{7});
  kiosk.window.pointer(button.left + 20, button.top + 20, true);
  kiosk.show(state);
  kiosk.window.pointer(5, 5, true);
  kiosk.show(state);
  kiosk.window.pointer(5, 5, false);
  kiosk.show(state);
  kiosk.show(state);
  CHECK(kiosk.actions.empty());
}

TEST_CASE("a leaving screen does not react any more") {
  Kiosk kiosk;
  const auto greeting = test::greetingState("김단골", kStart);
  kiosk.settle(greeting);
  const auto button = kiosk.areaOf(ui::NotMe{7});
  kiosk.show(test::unknownState(ui::UnknownScreen::Reason::NotKnown));
  CHECK(kiosk.window.touchTargets().empty());
  kiosk.tap(test::unknownState(ui::UnknownScreen::Reason::NotKnown), button);
  CHECK(kiosk.actions.empty());
}

TEST_CASE("a button exists exactly when the kiosk can do what it says") {
  Kiosk kiosk;
  auto state = test::unknownState(ui::UnknownScreen::Reason::NotSure);
  kiosk.settle(state);
  CHECK(kiosk.window.touchTargets().size() == 1);
  kiosk.tap(state, kiosk.areaOf(ui::Dismiss{}));
  CHECK(kiosk.actions == std::vector<ui::UiAction>{ui::Dismiss{}});

  state.capabilities = {true, true};
  kiosk.settle(state);
  kiosk.tap(state, kiosk.areaOf(ui::UsePin{}));
  CHECK(kiosk.actions == std::vector<ui::UiAction>{ui::UsePin{}});
  kiosk.tap(state, kiosk.areaOf(ui::CallStaff{}));
  CHECK(kiosk.actions == std::vector<ui::UiAction>{ui::CallStaff{}});
}

TEST_CASE("a touch anywhere wakes the idle screen and its buttons come first") {
  Kiosk kiosk;
  auto state = test::idleState();
  state.capabilities.pin = true;
  kiosk.settle(state);
  kiosk.tap(state, 5, 5);
  CHECK(kiosk.actions == std::vector<ui::UiAction>{ui::Woken{}});
  kiosk.tap(state, kiosk.areaOf(ui::UsePin{}));
  CHECK(kiosk.actions == std::vector<ui::UiAction>{ui::UsePin{}});
}

TEST_CASE("a real pointer of the window system presses the button") {
  Kiosk kiosk;
  const auto state = test::greetingState("김단골", kStart);
  kiosk.settle(state);
  const auto button = kiosk.areaOf(ui::NotMe{7});
  const auto x = std::to_string(static_cast<int>((button.left + button.right) / 2));
  const auto y = std::to_string(static_cast<int>((button.top + button.bottom) / 2));
  // The window's own place on the display is wherever the X server put it: the window without a manager is at 0, 0.
  REQUIRE(std::system(("xdotool mousemove --sync " + x + " " + y + " click 1").c_str()) == 0);
  for (int i = 0; i < 200 && kiosk.actions.empty(); ++i) kiosk.show(state);
  CHECK(kiosk.actions == std::vector<ui::UiAction>{ui::NotMe{7}});
}

TEST_CASE("a greeting counts down and another person's greeting is a new screen") {
  Kiosk kiosk;
  auto state = test::greetingState("김단골", kStart);
  kiosk.settle(state);
  const auto early = kiosk.window.readPixels();
  kiosk.now += 2s;
  kiosk.show(state);
  CHECK_FALSE(samePicture(early, kiosk.window.readPixels()));

  auto& greeting = std::get<ui::GreetingScreen>(state.screen);
  greeting.id = 8;
  greeting.name = "이예시";
  kiosk.show(state);
  CHECK(kiosk.window.touchTargets().empty());
  kiosk.settle(state);
  CHECK(kiosk.areaOf(ui::NotMe{8}).left > 0);
}

TEST_CASE("names of any kind and length stay inside the window") {
  Kiosk kiosk(768, 1024);
  const std::string longest = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토";
  for (const std::string& name :
       {longest, std::string("Maximiliana Exampleton-Placeholder of Nowhere-upon-Sample"), std::string("محمد"),
        std::string("김\xF0\x9F\x98\x80단골"), std::string("\xFF\xFE"), std::string(), std::string(4000, 'W')}) {
    CAPTURE(name);
    auto state = test::greetingState(name, kStart);
    kiosk.settle(state);
    const auto picture = kiosk.window.readPixels();
    // The margins at the height of the name hold nothing but the background, as beside the button.
    for (float y = 420; y < 700; y += 1) {
      CHECK(pixelAt(picture, 6, y) == pixelAt(picture, 6, 420));
    }
    const auto button = kiosk.areaOf(ui::NotMe{7});
    CHECK(button.bottom <= 1024);
  }
}

TEST_CASE("only new frames are copied to the graphics memory") {
  Kiosk kiosk;
  auto state = test::seeingState(ui::Hint::None, 0.3F);
  for (int i = 0; i < 10; ++i) kiosk.show(state);
  CHECK(kiosk.window.counters().preview_uploads == 1);
  state.preview = test::drawnFrame(1, 640, 480, 0.5);
  for (int i = 0; i < 10; ++i) kiosk.show(state);
  CHECK(kiosk.window.counters().preview_uploads == 2);
  state.preview = nullptr;
  kiosk.show(state);
  state.preview = test::drawnFrame(2, 320, 240);
  kiosk.show(state);
  CHECK(kiosk.window.counters().preview_uploads == 3);
}

TEST_CASE("nobody's picture is kept once their screen is gone") {
  Kiosk kiosk;
  auto state = test::seeingState(ui::Hint::None, 0);
  kiosk.settle(state);
  const std::weak_ptr<const vision::Frame> picture = state.preview;
  state.preview.reset();
  kiosk.settle(test::idleState());
  CHECK(picture.expired());

  kiosk.settle(state);
  const auto empty = kiosk.window.readPixels();
  CHECK(pixelAt(empty, 200, 384) == pixelAt(empty, 200, 500));
}

TEST_CASE("the preview is a mirror") {
  Kiosk kiosk;
  vision::RgbImage image(640, 480);
  for (int y = 0; y < 480; ++y) {
    for (int x = 0; x < 320; ++x) image.data()[(y * 640 + x) * 3] = 255;  // the picture's left half is red
  }
  auto state = test::seeingState(ui::Hint::None, 0);
  std::get<ui::SeeingScreen>(state.screen).face.reset();
  state.preview = std::make_shared<const vision::Frame>(std::move(image), 0, vision::SteadyTime{});
  kiosk.settle(state);
  const auto picture = kiosk.window.readPixels();
  CHECK(pixelAt(picture, 240, 384)[0] < 10);
  CHECK(pixelAt(picture, 380, 384)[0] > 240);
}

TEST_CASE("nothing is drawn again while nothing changes") {
  Kiosk kiosk;
  auto state = test::idleState();
  kiosk.settle(state);
  const auto before = kiosk.window.counters().drawn;
  for (int i = 0; i < 20; ++i) {
    state.now += 1s;
    kiosk.show(state);
  }
  CHECK(kiosk.window.counters().drawn == before);
  state.now += 60s;
  kiosk.show(state);
  CHECK(kiosk.window.counters().drawn == before + 1);
}

TEST_CASE("a new name costs only its own letters") {
  Kiosk kiosk;
  auto state = test::greetingState("김단골", kStart);
  kiosk.settle(state);
  const auto before = kiosk.window.counters().glyphs_rasterised;
  std::get<ui::GreetingScreen>(state.screen).name = "뷁단골";
  kiosk.settle(state);
  CHECK(kiosk.window.counters().glyphs_rasterised == before + 1);
}

TEST_CASE("glyphs that fill the graphics memory give way to those on the screen") {
  auto state = test::greetingState("김단골", kStart);
  const auto pictureAfter = [&state](int names) {
    Kiosk kiosk;
    auto other = state;
    for (int i = 0; i < names; ++i) {
      std::string& name = std::get<ui::GreetingScreen>(other.screen).name;
      name.clear();
      for (int j = 0; j < 5; ++j) ui::appendCodePoint(name, static_cast<char32_t>(0xAC00 + i * 5 + j));
      kiosk.show(other);
    }
    kiosk.now = kStart;
    kiosk.settle(state);
    CHECK(kiosk.window.counters().glyph_textures <= 17);
    CHECK(kiosk.window.counters().glyphs_rasterised >= static_cast<std::uint64_t>(names) * 5);
    return kiosk.window.readPixels();
  };
  // Two thousand syllables at a name's size need more than sixteen textures.
  CHECK(samePicture(pictureAfter(0), pictureAfter(400)));
}

TEST_CASE("a wait ends when another thread says so") {
  const test::VirtualDisplay display(320, 240);
  KioskWindow window({.fullscreen = false, .width_px = 320, .height_px = 240});
  test::keepGraphicsDriver();
  std::vector<ui::UiAction> actions;
  for (int i = 0; i < 20; ++i) static_cast<void>(window.frame(test::idleState(), actions));
  std::jthread waker([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      window.wake();
      std::this_thread::yield();
    }
  });
  for (int i = 0; i < 100; ++i) static_cast<void>(window.frame(test::idleState(), actions));
  CHECK(window.counters().calls == 120);
}
