#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "admin_area.hpp"
#include "dangol/runtime/clock.hpp"
#include "dangol/runtime/config.hpp"
#include "dangol/runtime/kiosk_runtime.hpp"
#include "dangol/ui/view_state.hpp"
#include "dialogue.hpp"
#include "kiosk_offers.hpp"

namespace dangol::app {

// Decides what the screen shows from what the kiosk knows and what people do, and turns what they do into commands.
// Pure but for the times it is given and the commands it posts. Bound to the main thread.
class ViewModel {
 public:
  enum class Role { Kiosk, StaffDisplay };
  struct Setup {
    Role role = Role::Kiosk;
    KioskOffers offers = {};
    PostCommand post = [](runtime::Command) { return std::optional<runtime::RequestId>(); };
    GalleryReader* reader = nullptr;  // must outlive this object
    std::uint32_t shuffle_seed = 1;   // for the PIN pad's keys
  };
  explicit ViewModel(const runtime::Config& config) : ViewModel(config, Setup{}) {}
  ViewModel(const runtime::Config& config, Setup setup);

  // The newest camera picture, when there is one.
  void show(vision::FramePtr preview);
  // What the diagnostics page shows.
  void measure(AdminArea::Figures figures) { figures_ = std::move(figures); }
  // The state to draw now. Requires: times that never go back.
  [[nodiscard]] const ui::ViewState& update(const runtime::Snapshot& snapshot, const runtime::Clock& clock);
  void handle(const ui::UiAction& action, const runtime::Clock& clock);
  // Whether somebody with the admin PIN is at the screen: then the window may be closed.
  [[nodiscard]] bool unlocked() const { return admin_.admin().has_value(); }

 private:
  [[nodiscard]] ui::ViewState::ScreenData screenFor(const runtime::Snapshot& snapshot, vision::SteadyTime now);
  [[nodiscard]] ui::ViewState::ScreenData staffDisplay() const;
  void noteSighting(const runtime::Snapshot& snapshot, vision::SteadyTime now);
  void handleEase(const ui::UiAction& action);
  void handleAttendance(const ui::UiAction& action);
  void restoreOwnersSettings(vision::SteadyTime now);

  runtime::Config config_;
  Setup setup_;
  Dialogue dialogue_;
  AdminArea admin_;
  AdminArea::Figures figures_;
  ui::ViewState state_;
  struct Looks {
    ui::Language language = ui::Language::Korean;
    ui::ThemeKind theme = ui::ThemeKind::Light;
    ui::Ease ease;
  };
  Looks owners_;  // what a visitor's changes go back to
  std::uint64_t sightingsSeen_ = 0;
  std::optional<ui::GreetingScreen> greeting_;
  std::optional<runtime::SightingId> dismissed_;
  bool unknownDismissed_ = false;  // until the face is gone
  std::optional<runtime::OfferId> offerEnded_;
  std::deque<ui::StaffDisplayScreen::Guest> guests_;  // newest first
  vision::SteadyTime guestSeenAt_{};
  vision::SteadyTime lastActivity_{};
};

}  // namespace dangol::app
