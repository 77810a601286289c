#pragma once

#include <optional>

#include "dangol/runtime/clock.hpp"
#include "dangol/runtime/config.hpp"
#include "dangol/runtime/kiosk_runtime.hpp"
#include "dangol/ui/view_state.hpp"

namespace dangol::app {

// Decides what the screen shows from what the kiosk knows. Pure but for the times it is given. Bound to the main
// thread.
class ViewModel {
 public:
  explicit ViewModel(const runtime::Config& config);

  // The newest camera picture, when there is one.
  void show(vision::FramePtr preview);
  // The state to draw now. Requires: times that never go back.
  [[nodiscard]] const ui::ViewState& update(const runtime::Snapshot& snapshot, const runtime::Clock& clock);
  void handle(const ui::UiAction& action, vision::SteadyTime now);

 private:
  [[nodiscard]] ui::ViewState::ScreenData screenFor(const runtime::Snapshot& snapshot, vision::SteadyTime now);
  void noteSighting(const runtime::Snapshot& snapshot, vision::SteadyTime now);

  runtime::Config config_;
  ui::ViewState state_;
  std::uint64_t sightingsSeen_ = 0;
  std::optional<ui::GreetingScreen> greeting_;
  vision::SteadyTime lastActivity_{};
};

}  // namespace dangol::app
