#pragma once

#include <optional>

#include "dangol/ui/view_state.hpp"

// What the window has to know of a state to draw it as often as needed and no more often.
namespace dangol::ui {

// Whether no transition is needed between two states for the eye: one kind of screen, about one person.
[[nodiscard]] bool sameScreen(const ViewState& a, const ViewState& b);

// Whether both would be drawn alike, but for what moves by itself. Cameras' pictures do not count.
[[nodiscard]] bool looksTheSame(const ViewState& a, const ViewState& b);

// Until when something on the screen runs down by itself; nothing when nothing does.
[[nodiscard]] std::optional<SteadyTime> runsDownUntil(const ViewState& state);

// Whether the bar that offers more time is shown.
[[nodiscard]] bool offersMoreTime(const ViewState& state, SteadyTime now);

// The live picture of a screen that has one.
struct LiveView {
  float progress = 0;
  std::optional<vision::FaceBox> face;
};
[[nodiscard]] std::optional<LiveView> liveViewOf(const ViewState& state);

// Whether letters from a real keyboard belong into a field.
[[nodiscard]] bool takesLetters(const ViewState& state);

}  // namespace dangol::ui
