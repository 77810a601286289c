#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "dangol/ui/window.hpp"
#include "graphics_driver.hpp"
#include "virtual_display.hpp"

namespace dangol::test {

inline constexpr ui::SteadyTime kStart{std::chrono::hours(1)};

// A real window on an X server of its own, with a clock that the test moves.
struct Kiosk {
  explicit Kiosk(int width_px = 1024, int height_px = 768, float scale = 1)
      : display(width_px, height_px),
        window({.fullscreen = false,
                .width_px = width_px,
                .height_px = height_px,
                .content_scale = scale,
                .paced = false,
                .clock = [this] { return now; }}) {
    keepGraphicsDriver();
  }

  void show(const ui::ViewState& state) {
    REQUIRE(window.frame(state, actions));
    now += std::chrono::milliseconds(50);
  }
  // Shows the state until every transition is over.
  void settle(const ui::ViewState& state) {
    for (int i = 0; i < 16; ++i) show(state);
  }
  // The same in a few pictures, for many screens: what follows the state slowly may still be on its way.
  void arrive(const ui::ViewState& state) {
    show(state);
    now += std::chrono::milliseconds(500);
    for (int i = 0; i < 2; ++i) show(state);
  }
  void tap(const ui::ViewState& state, float x_px, float y_px) {
    actions.clear();
    window.pointer(x_px, y_px, false);
    show(state);
    window.pointer(x_px, y_px, true);
    show(state);
    window.pointer(x_px, y_px, false);
    show(state);
    show(state);
  }
  void tap(const ui::ViewState& state, const ui::RectPx& area) {
    tap(state, (area.left + area.right) / 2, (area.top + area.bottom) / 2);
  }
  [[nodiscard]] ui::RectPx areaOf(const ui::UiAction& action) const {
    const auto& targets = window.touchTargets();
    const auto found =
        std::find_if(targets.begin(), targets.end(), [&](const auto& target) { return target.action == action; });
    REQUIRE(found != targets.end());
    return found->area;
  }

  ui::SteadyTime now = kStart;
  VirtualDisplay display;
  ui::KioskWindow window;
  std::vector<ui::UiAction> actions;
};

using Pixel = std::array<int, 3>;

inline Pixel pixelAt(const vision::RgbImage& image, float x, float y) {
  const std::uint8_t* p = image.view().row(static_cast<int>(y)) + static_cast<std::ptrdiff_t>(x) * 3;
  return {p[0], p[1], p[2]};
}

inline bool samePicture(const vision::RgbImage& a, const vision::RgbImage& b) {
  const auto first = a.view();
  const auto second = b.view();
  return first.width_px == second.width_px && first.height_px == second.height_px &&
         std::equal(first.data, first.row(first.height_px), second.data);
}

}  // namespace dangol::test
