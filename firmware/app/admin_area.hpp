#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "dangol/runtime/clock.hpp"
#include "dangol/runtime/kiosk_runtime.hpp"
#include "dangol/ui/text_entry.hpp"
#include "dangol/ui/view_state.hpp"
#include "gallery_reader.hpp"
#include "kiosk_offers.hpp"

namespace dangol::app {

// The owner's pages, from the admin PIN to leaving. Bound to the main thread.
class AdminArea {
 public:
  // What the diagnostics page shows, measured elsewhere.
  struct Figures {
    runtime::RunStatistics run;
    double camera_fps = 0;
    double screen_fps = 0;
    ui::AdminDiagnosticsScreen::Histogram latency;
    std::string version;
    std::string model;
  };
  // reader may be null: then there are no lists.
  AdminArea(GalleryReader* reader, PostCommand post) : reader_(reader), post_(std::move(post)) {}

  void enter(runtime::AdminId admin, vision::SteadyTime now);
  void leave();
  [[nodiscard]] std::optional<runtime::AdminId> admin() const { return admin_; }
  // Whether the action was one of these pages' own.
  bool handle(const ui::UiAction& action, const runtime::Clock& clock);
  void update(const runtime::Snapshot& snapshot, vision::SteadyTime now);

  [[nodiscard]] ui::ViewState::ScreenData screen(const runtime::Snapshot& snapshot, const Figures& figures,
                                                 double least_face_px) const;
  [[nodiscard]] std::optional<ui::Countdown> timeout() const;
  // Somebody was forgotten just now, once.
  [[nodiscard]] bool takeForgotten() { return std::exchange(forgotten_, false); }

 private:
  void go(ui::AdminPage page, const runtime::Clock& clock);
  void ask(const runtime::Clock& clock);
  [[nodiscard]] ui::AdminEventsScreen events() const;
  [[nodiscard]] ui::AdminPeopleScreen people() const;
  [[nodiscard]] std::optional<ui::AdminPersonScreen> person() const;

  GalleryReader* reader_;
  PostCommand post_;
  std::optional<runtime::AdminId> admin_;
  ui::AdminPage page_ = ui::AdminPage::Menu;
  std::optional<std::string> person_;  // whose page is shown
  bool asked_ = false;                 // to be forgotten: once touched
  bool typing_ = false;
  ui::TextEntry search_;
  vision::SteadyTime touchedAt_{};
  std::optional<runtime::RequestId> forgetting_;
  bool forgotten_ = false;
};

}  // namespace dangol::app
