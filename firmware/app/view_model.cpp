#include "view_model.hpp"

#include <algorithm>
#include <utility>

#include "attendance_view.hpp"
#include "face_hints.hpp"

namespace dangol::app {
namespace {

using std::chrono::seconds;

// The screen dims when nobody came for this long.
constexpr seconds kDimAfter{60};
// What a visitor made easier stays for the next thing they do, and not for the next visitor.
constexpr seconds kForgetEaseAfter{60};
// A camera that delivers nothing for this long leaves nothing to look at.
constexpr seconds kStalePreview{2};
// Somebody greeted is at the counter for about this long.
constexpr seconds kAtCounter{120};
constexpr std::size_t kGuestsKept = 8;

ui::Language languageOf(const std::string& tag, ui::Language otherwise) {
  if (tag.starts_with("ko")) return ui::Language::Korean;
  if (tag.starts_with("en")) return ui::Language::English;
  return otherwise;
}

ui::ThemeKind themeOf(const std::string& name) {
  if (name == "dark") return ui::ThemeKind::Dark;
  if (name == "contrast") return ui::ThemeKind::Contrast;
  return ui::ThemeKind::Light;
}

ui::FaultKind kindOf(runtime::Fault fault) {
  switch (fault) {
    case runtime::Fault::CameraLost:
      return ui::FaultKind::CameraLost;
    case runtime::Fault::RecognitionFailed:
      return ui::FaultKind::RecognitionStopped;
    case runtime::Fault::GalleryUnavailable:
      return ui::FaultKind::GalleryUnavailable;
    case runtime::Fault::EventsNotStored:
      return ui::FaultKind::GalleryReadOnly;
  }
  return ui::FaultKind::RecognitionStopped;
}

}  // namespace

ViewModel::ViewModel(const runtime::Config& config, Setup setup)
    : config_(config),
      setup_(std::move(setup)),
      dialogue_(setup_.offers, setup_.post, setup_.shuffle_seed),
      admin_(setup_.reader, setup_.post) {
  owners_.language = languageOf(config.screen.language, ui::Language::Korean);
  owners_.theme = themeOf(config.screen.theme);
  state_.language = owners_.language;
  state_.theme = owners_.theme;
  state_.ease = owners_.ease;
  if (setup_.role == Role::StaffDisplay) return;
  state_.capabilities.pin = setup_.offers.pin;
  state_.capabilities.become_regular = setup_.offers.self_service && setup_.offers.consent != nullptr;
  state_.capabilities.admin = setup_.offers.admin;
  state_.capabilities.ease = true;
}

void ViewModel::show(vision::FramePtr preview) {
  if (preview) state_.preview = std::move(preview);
}

const ui::ViewState& ViewModel::update(const runtime::Snapshot& snapshot, const runtime::Clock& clock) {
  const vision::SteadyTime now = clock.steady();
  state_.now = clock.wall();
  state_.local_offset = clock.localOffset();
  state_.faults.clear();
  for (const auto& report : snapshot.faults) state_.faults.push_back({kindOf(report.fault), ""});
  noteSighting(snapshot, now);
  dialogue_.update(snapshot, now);
  admin_.update(snapshot, now);
  if (const auto admin = dialogue_.takeAdmin()) admin_.enter(*admin, now);
  if (admin_.takeForgotten()) dialogue_.say(ui::MessageScreen::Kind::Forgotten, now);
  if (nearestFace(snapshot) != nullptr || lastActivity_ == vision::SteadyTime{}) lastActivity_ = now;
  if (nearestFace(snapshot) == nullptr) unknownDismissed_ = false;
  restoreOwnersSettings(now);
  state_.screen = setup_.role == Role::StaffDisplay ? staffDisplay() : screenFor(snapshot, now);
  state_.timeout = dialogue_.screen() ? dialogue_.timeout() : admin_.timeout();
  return state_;
}

void ViewModel::restoreOwnersSettings(vision::SteadyTime now) {
  if (now - lastActivity_ < kForgetEaseAfter || admin_.admin() || dialogue_.screen()) return;
  state_.language = owners_.language;
  state_.theme = owners_.theme;
  state_.ease = owners_.ease;
}

void ViewModel::noteSighting(const runtime::Snapshot& snapshot, vision::SteadyTime now) {
  if (snapshot.sightings == sightingsSeen_ || !snapshot.sighting) return;
  sightingsSeen_ = snapshot.sightings;
  const runtime::Sighting& sighting = *snapshot.sighting;
  if (sighting.kind != runtime::SightingKind::Greeted) return;
  ui::GreetingScreen greeting;
  greeting.id = static_cast<std::uint64_t>(sighting.id);
  greeting.name = sighting.person->name;
  if (!sighting.person->language.empty()) greeting.language = languageOf(sighting.person->language, state_.language);
  greeting.since = now;
  greeting.until = now + config_.screen.greeting;
  greeting_ = std::move(greeting);

  ui::StaffDisplayScreen::Guest guest;
  guest.name = sighting.person->name;
  guest.at = state_.now;
  guests_.push_front(std::move(guest));
  if (guests_.size() > kGuestsKept) guests_.pop_back();
  guestSeenAt_ = now;
}

ui::ViewState::ScreenData ViewModel::staffDisplay() const {
  ui::StaffDisplayScreen screen;
  auto first = guests_.begin();
  const bool atCounter = !guests_.empty() && lastActivity_ - guestSeenAt_ < kAtCounter;
  if (atCounter) screen.now = *first++;
  screen.before.assign(first, guests_.end());
  return screen;
}

ui::ViewState::ScreenData ViewModel::screenFor(const runtime::Snapshot& snapshot, vision::SteadyTime now) {
  if (auto page = dialogue_.screen()) return *page;
  if (admin_.admin()) return admin_.screen(snapshot, figures_, config_.recognition.smallest_face_px);
  const bool blind = !state_.preview || now - state_.preview->capturedAt() > kStalePreview;
  if (!state_.faults.empty() && blind) return ui::FaultScreen{};

  if (greeting_ && now < greeting_->until) {
    greeting_->name_hidden = severalFaces(snapshot);
    return *greeting_;
  }
  greeting_.reset();
  if (snapshot.attendance && offerEnded_ != snapshot.attendance->id) return attendanceScreen(*snapshot.attendance);

  const runtime::TrackReport* track = nearestFace(snapshot);
  if (track == nullptr) return ui::IdleScreen{.dimmed = now - lastActivity_ > kDimAfter};
  const auto unknown = [&](ui::UnknownScreen::Reason reason) -> ui::ViewState::ScreenData {
    if (unknownDismissed_) return ui::IdleScreen{};
    return ui::UnknownScreen{reason};
  };
  switch (track->decision.identity) {
    case checkin::Identity::Accepted:
      return ui::IdleScreen{};  // greeted already; whoever stands at the counter is left in peace
    case checkin::Identity::Ambiguous:
      return unknown(ui::UnknownScreen::Reason::NotSure);
    case checkin::Identity::Unknown:
      return unknown(ui::UnknownScreen::Reason::NotKnown);
    case checkin::Identity::NotYet:
      break;
  }
  ui::SeeingScreen seeing;
  seeing.face = track->box;
  seeing.hint = track->quality ? hintFor(*track->quality) : ui::Hint::None;
  seeing.progress = std::min(1.0F, static_cast<float>(track->decision.agreeing_frames) /
                                       static_cast<float>(config_.recognition.frames_to_agree));
  return seeing;
}

void ViewModel::handleEase(const ui::UiAction& action) {
  if (const auto* language = std::get_if<ui::SetLanguage>(&action)) state_.language = language->language;
  if (const auto* theme = std::get_if<ui::SetTheme>(&action)) {
    // "Off" of high contrast is the owner's own theme, unless the owner chooses it.
    const bool back = theme->theme == ui::ThemeKind::Light && !admin_.admin();
    state_.theme = back && owners_.theme != ui::ThemeKind::Contrast ? owners_.theme : theme->theme;
  }
  if (const auto* ease = std::get_if<ui::SetEase>(&action)) state_.ease = ease->ease;
  if (admin_.admin()) owners_ = {state_.language, state_.theme, state_.ease};
}

void ViewModel::handleAttendance(const ui::UiAction& action) {
  if (const auto* clock = std::get_if<ui::Clock>(&action)) {
    static_cast<void>(setup_.post(runtime::ClockAttendance{runtime::OfferId{clock->visit}, actionOf(clock->action)}));
  }
  if (const auto* undo = std::get_if<ui::UndoClock>(&action)) {
    static_cast<void>(setup_.post(runtime::UndoAttendance{runtime::OfferId{undo->recorded}}));
  }
}

void ViewModel::handle(const ui::UiAction& action, const runtime::Clock& clock) {
  const vision::SteadyTime now = clock.steady();
  lastActivity_ = now;
  if (setup_.role == Role::StaffDisplay) return;
  handleEase(action);
  if (const auto* notMe = std::get_if<ui::NotMe>(&action)) {
    if (!greeting_ || greeting_->id != notMe->greeting) return;  // a late touch takes nobody else's greeting back
    greeting_.reset();
    if (!guests_.empty()) guests_.pop_front();
    static_cast<void>(setup_.post(runtime::UndoGreeting{runtime::SightingId{notMe->greeting}}));
    return dialogue_.say(ui::MessageScreen::Kind::GreetingUndone, now);
  }
  const bool dismissed = std::holds_alternative<ui::Dismiss>(action);
  if (dialogue_.screen()) return dialogue_.handle(action, now, state_.language);
  if (admin_.admin()) {
    if (std::holds_alternative<ui::BecomeRegular>(action)) {
      return dialogue_.enrolFor(*admin_.admin(), now, state_.language);
    }
    static_cast<void>(admin_.handle(action, clock));
    return;
  }
  handleAttendance(action);
  if (const auto* attendance = std::get_if<ui::AttendanceScreen>(&state_.screen); attendance != nullptr && dismissed) {
    offerEnded_ = runtime::OfferId{attendance->id};
    static_cast<void>(setup_.post(runtime::EndOffer{*offerEnded_}));
  }
  if (dismissed && std::holds_alternative<ui::UnknownScreen>(state_.screen)) unknownDismissed_ = true;
  if (dismissed) greeting_.reset();
  dialogue_.handle(action, now, state_.language);
}

}  // namespace dangol::app
