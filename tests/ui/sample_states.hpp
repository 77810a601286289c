#pragma once

#include <cmath>
#include <memory>
#include <string>
#include <utility>

#include "dangol/ui/view_state.hpp"

// States with invented people and drawn pictures, for tests and for looking at the screens.
namespace dangol::test {

// A drawn shape before a soft background: no picture of anybody. brightness 1 is a well-lit room.
inline vision::FramePtr drawnFrame(std::uint64_t sequence = 0, int width_px = 640, int height_px = 480,
                                   double brightness = 1) {
  vision::RgbImage image(width_px, height_px);
  for (int y = 0; y < height_px; ++y) {
    for (int x = 0; x < width_px; ++x) {
      const double u = (x - width_px * 0.5) / height_px;
      const double v = (y - height_px * 0.5) / height_px;
      const bool head = std::pow(u / 0.19, 2) + std::pow((v + 0.04) / 0.25, 2) < 1;
      const bool shoulders = std::pow(u / 0.46, 2) + std::pow((v - 0.56) / 0.3, 2) < 1;
      const double shade = head ? 205 - 60 * u : shoulders ? 96 + 40 * v : 150 - 70 * v - 40 * u;
      std::uint8_t* pixel = image.data() + (std::ptrdiff_t{y} * width_px + x) * 3;
      const double warm = head ? 1.0 : shoulders ? 0.75 : 0.97;
      pixel[0] = static_cast<std::uint8_t>(std::lround(shade * brightness));
      pixel[1] = static_cast<std::uint8_t>(std::lround(shade * brightness * (0.9 + 0.06 * warm)));
      pixel[2] = static_cast<std::uint8_t>(std::lround(shade * brightness * (1.72 - 0.9 * warm)));
    }
  }
  return std::make_shared<const vision::Frame>(std::move(image), sequence, vision::SteadyTime{});
}

// 21 November 2026, a Saturday, at this local time in Seoul.
inline ui::ViewState stateAt(int hour, int minute, ui::Language language) {
  using namespace std::chrono_literals;
  ui::ViewState state;
  state.local_offset = 9h;
  state.now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + std::chrono::hours(hour) +
              std::chrono::minutes(minute) - state.local_offset;
  state.language = language;
  return state;
}

inline ui::ViewState idleState(ui::Language language = ui::Language::Korean) { return stateAt(8, 13, language); }

inline ui::ViewState seeingState(ui::Hint hint, float progress, ui::Language language = ui::Language::Korean) {
  ui::ViewState state = stateAt(8, 13, language);
  state.preview = drawnFrame();
  state.screen = ui::SeeingScreen{hint, progress, vision::FaceBox{230, 130, 180, 180}};
  return state;
}

inline ui::ViewState greetingState(const std::string& name, ui::SteadyTime since,
                                   ui::Language language = ui::Language::Korean) {
  ui::ViewState state = stateAt(8, 13, language);
  ui::GreetingScreen greeting;
  greeting.id = 7;
  greeting.name = name;
  greeting.visit = 12;
  greeting.since = since;
  greeting.until = since + std::chrono::seconds(5);
  state.screen = greeting;
  return state;
}

inline ui::ViewState unknownState(ui::UnknownScreen::Reason reason, ui::Language language = ui::Language::Korean) {
  ui::ViewState state = stateAt(14, 40, language);
  state.screen = ui::UnknownScreen{reason};
  return state;
}

inline ui::ViewState faultState(std::vector<ui::Fault> faults, ui::Language language = ui::Language::Korean) {
  ui::ViewState state = stateAt(19, 5, language);
  state.screen = ui::FaultScreen{};
  state.faults = std::move(faults);
  return state;
}

}  // namespace dangol::test
