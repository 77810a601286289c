// ui-pacing: how long the kiosk's screen takes to draw, on a display of its own with Mesa's software OpenGL, 1024×768.
//
// Prints two rows in one run, so that they share the machine's load of that moment: the live picture with its oval and
// words, fed with 30 new pictures a second, and as a baseline an empty screen with one line of text. "ui thread" is
// laying out, uploading and handing over, "whole frame" that and the software rasteriser. Then how often an idle screen
// is drawn. Prints and does not judge; the aims are in ARCHITECTURE.md.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "../sample_screens.hpp"
#include "../virtual_display.hpp"
#include "dangol/ui/window.hpp"

namespace {

using namespace dangol;
using namespace std::chrono_literals;
using Milliseconds = std::chrono::duration<double, std::milli>;

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

struct Times {
  std::vector<double> ui_ms;
  std::vector<double> frame_ms;
};

void print(const char* what, const Times& times) {
  std::printf("%-28s ui thread p50 %5.2f p95 %5.2f max %6.2f ms   whole frame p50 %5.2f p95 %5.2f max %6.2f ms\n", what,
              percentile(times.ui_ms, 0.5), percentile(times.ui_ms, 0.95), percentile(times.ui_ms, 1),
              percentile(times.frame_ms, 0.5), percentile(times.frame_ms, 0.95), percentile(times.frame_ms, 1));
}

// Draws count pictures without waiting between them; next makes the state of each.
template <class Next>
Times measure(ui::KioskWindow& window, int count, Next next) {
  Times times;
  std::vector<ui::UiAction> actions;
  for (int i = -20; i < count; ++i) {  // the first ones rasterise their letters
    const ui::ViewState state = next(i);
    const auto before = window.counters().drawn;
    const auto started = std::chrono::steady_clock::now();
    static_cast<void>(window.frame(state, actions));
    const Milliseconds whole = std::chrono::steady_clock::now() - started;
    const auto counters = window.counters();
    if (i < 0 || counters.drawn == before) continue;
    times.ui_ms.push_back(Milliseconds(counters.build + counters.submit).count());
    times.frame_ms.push_back(whole.count());
  }
  return times;
}

void measureIdle() {
  ui::KioskWindow window({.fullscreen = false, .width_px = 1024, .height_px = 768});
  std::vector<ui::UiAction> actions;
  ui::ViewState state = test::idleState();
  for (int i = 0; i < 20; ++i) static_cast<void>(window.frame(state, actions));
  const auto drawn = window.counters().drawn;
  const auto started = std::chrono::steady_clock::now();
  const std::clock_t cpu = std::clock();
  constexpr auto kWatched = 5s;
  while (std::chrono::steady_clock::now() - started < kWatched) {
    state.now += 250ms;
    static_cast<void>(window.frame(state, actions));
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  const double busy = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC / seconds;
  std::printf("%-28s drawn %.1f times a second, %.1f %% of one core\n", "idle screen",
              static_cast<double>(window.counters().drawn - drawn) / seconds, busy * 100);
}

}  // namespace

int main() try {
  const test::VirtualDisplay display(1024, 768);
  constexpr int kPictures = 400;
  {
    ui::SteadyTime now = test::kShownAt;
    ui::KioskWindow window(
        {.fullscreen = false, .width_px = 1024, .height_px = 768, .paced = false, .clock = [&now] { return now; }});
    std::vector<vision::FramePtr> camera;
    for (std::uint64_t i = 0; i < 6; ++i)
      camera.push_back(test::drawnFrame(i, 640, 480, 0.9 + 0.02 * static_cast<double>(i)));
    ui::ViewState seeing = test::seeingState(ui::Hint::None, 0.5F);
    print("preview on", measure(window, kPictures, [&](int i) {
            now += 16ms;
            seeing.preview = camera[static_cast<std::size_t>((i + 20) / 2) % camera.size()];
            return seeing;
          }));
    ui::ViewState line = test::stateOf(ui::AdminEventsScreen{}, ui::Language::Korean);
    print("baseline: one line of text", measure(window, kPictures, [&](int i) {
            now += 16ms;
            line.now += std::chrono::minutes(i % 2 == 0 ? 1 : -1);  // so that it is drawn again
            return line;
          }));
  }
  measureIdle();
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "ui-pacing: %s\n", error.what());
  return 1;
}
