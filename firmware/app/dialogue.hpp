#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>

#include "dangol/runtime/kiosk_runtime.hpp"
#include "dangol/ui/text_entry.hpp"
#include "dangol/ui/view_state.hpp"
#include "kiosk_offers.hpp"

namespace dangol::app {

// What a visitor does at the screen step by step: PIN, code, becoming a regular, making the screen easier. Pure but for
// the times it is given and the commands it posts. Bound to the main thread.
class Dialogue {
 public:
  Dialogue(KioskOffers offers, PostCommand post, std::uint32_t shuffle_seed);

  // Requires: times that never go back.
  void handle(const ui::UiAction& action, vision::SteadyTime now, ui::Language language);
  // What came of the commands. faces: the hint and the box of the nearest face, for the guided capture.
  void update(const runtime::Snapshot& snapshot, vision::SteadyTime now);

  // The screen of the step that somebody is at; nothing when nobody does anything.
  [[nodiscard]] std::optional<ui::ViewState::ScreenData> screen() const { return page_; }
  // When it ends because nobody touches anything.
  [[nodiscard]] std::optional<ui::Countdown> timeout() const;

  // Who entered the owner's area just now, once.
  [[nodiscard]] std::optional<runtime::AdminId> takeAdmin() { return std::exchange(admin_, std::nullopt); }
  // Somebody is helped to become a regular by an admin.
  void enrolFor(runtime::AdminId admin, vision::SteadyTime now, ui::Language language);
  void say(ui::MessageScreen::Kind kind, vision::SteadyTime now);
  // Everything half done is dropped.
  void end();

 private:
  // Commands whose answer is waited for.
  struct Waiting {
    std::optional<runtime::RequestId> pin;
    std::optional<runtime::RequestId> admin;
    std::optional<runtime::RequestId> badge;
    std::optional<runtime::RequestId> enrolment;
    std::optional<runtime::RequestId> finish;
  };

  void askForPin(ui::PinScreen::For whose);
  void handlePin(const ui::UiAction& action, ui::PinScreen& pin);
  void refusePin(const runtime::Answer& answer);
  void askForName(vision::SteadyTime now, ui::Language language);
  void handleEnrolment(const ui::UiAction& action, vision::SteadyTime now);
  void showEnrolment(const runtime::EnrolmentProgress& progress, const runtime::Snapshot& snapshot);
  void takeAnswer(const runtime::Answer& answer, vision::SteadyTime now);
  [[nodiscard]] std::optional<runtime::RequestId> postOrApologise(runtime::Command command, vision::SteadyTime now);

  KioskOffers offers_;
  PostCommand post_;
  std::mt19937 shuffle_;
  std::optional<ui::ViewState::ScreenData> page_;
  vision::SteadyTime touchedAt_{};
  std::string digits_;  // typed on the PIN pad; nowhere else
  ui::TextEntry name_;
  ConsentText consent_;
  bool consentRead_ = false;
  std::optional<runtime::EnrolmentId> enrolment_;
  std::optional<runtime::AdminId> helper_;  // the admin who helps with the enrolment
  std::optional<runtime::AdminId> admin_;
  Waiting waiting_;
};

}  // namespace dangol::app
