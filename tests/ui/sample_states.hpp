#pragma once

#include <algorithm>
#include <array>
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
  // 1 inside an ellipse, 0 outside, with a soft edge.
  const auto inside = [](double u, double v, double radius_u, double radius_v) {
    return std::clamp((1 - std::hypot(u / radius_u, v / radius_v)) * 60, 0.0, 1.0);
  };
  const auto mix = [](double a, double b, double share) { return a + (b - a) * share; };
  vision::RgbImage image(width_px, height_px);
  for (int y = 0; y < height_px; ++y) {
    for (int x = 0; x < width_px; ++x) {
      const double u = (x - width_px * 0.5) / height_px;
      const double v = (y - height_px * 0.5) / height_px;
      const double lamp = std::exp(-(std::pow(u + 0.45, 2) + std::pow(v + 0.35, 2)) * 6);
      std::array<double, 3> colour{178 - 40 * v + 60 * lamp, 160 - 40 * v + 50 * lamp, 142 - 40 * v + 25 * lamp};
      const double shoulders = inside(u, v - 0.56, 0.46, 0.32);
      const double neck = inside(u, v - 0.16, 0.095, 0.2);
      const double head = inside(u, v + 0.05, 0.185, 0.245);
      const std::array<double, 3> cloth{98 + 30 * v, 122 + 30 * v, 116 + 30 * v};
      const std::array<double, 3> skin{226 - 70 * u, 205 - 70 * u, 184 - 70 * u};
      for (std::size_t c = 0; c < 3; ++c) {
        colour[c] = mix(colour[c], cloth[c], shoulders);
        colour[c] = mix(colour[c], skin[c] * 0.88, neck * (1 - shoulders * 0.2));
        colour[c] = mix(colour[c], skin[c], head);
        image.data()[(std::ptrdiff_t{y} * width_px + x) * 3 + static_cast<std::ptrdiff_t>(c)] =
            static_cast<std::uint8_t>(std::lround(std::clamp(colour[c] * brightness, 0.0, 255.0)));
      }
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
