#include "view_model.hpp"

#include <algorithm>
#include <utility>

namespace dangol::app {
namespace {

using std::chrono::seconds;

// The screen dims when nobody came for this long.
constexpr seconds kDimAfter{60};
// A camera that delivers nothing for this long leaves nothing to look at.
constexpr seconds kStalePreview{2};

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

ui::Hint hintFor(const vision::QualityReport& report) {
  if (report.good()) return ui::Hint::None;
  switch (report.failure->issue) {
    case vision::QualityIssue::TooSmall:
      return ui::Hint::MoveCloser;
    case vision::QualityIssue::CutOff:
      return ui::Hint::LookHere;
    case vision::QualityIssue::TurnedSideways:
      return ui::Hint::LookHere;
    case vision::QualityIssue::TiltedUpOrDown:
    case vision::QualityIssue::HeadTilted:
      return ui::Hint::LookStraight;
    case vision::QualityIssue::TooDark:
    case vision::QualityIssue::TooFlat:
      return ui::Hint::TooDark;
    case vision::QualityIssue::TooBright:
      return ui::Hint::TooBright;
    case vision::QualityIssue::Blurred:
      return ui::Hint::HoldStill;
  }
  return ui::Hint::None;
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

// The nearest face that can be seen now.
const runtime::TrackReport* nearest(const runtime::Snapshot& snapshot) {
  if (!snapshot.observation) return nullptr;
  const auto found = std::ranges::find_if(snapshot.observation->tracks, &runtime::TrackReport::seen_now);
  return found == snapshot.observation->tracks.end() ? nullptr : &*found;
}

bool severalInView(const runtime::Snapshot& snapshot) {
  return snapshot.observation &&
         std::ranges::count_if(snapshot.observation->tracks, &runtime::TrackReport::seen_now) > 1;
}

}  // namespace

ViewModel::ViewModel(const runtime::Config& config) : config_(config) {
  state_.language = languageOf(config.screen.language, ui::Language::Korean);
  state_.theme = themeOf(config.screen.theme);
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
  if (nearest(snapshot) != nullptr || lastActivity_ == vision::SteadyTime{}) lastActivity_ = now;
  state_.screen = screenFor(snapshot, now);
  return state_;
}

void ViewModel::noteSighting(const runtime::Snapshot& snapshot, vision::SteadyTime now) {
  if (snapshot.sightings == sightingsSeen_ || !snapshot.sighting) return;
  sightingsSeen_ = snapshot.sightings;
  const runtime::Sighting& sighting = *snapshot.sighting;
  if (sighting.kind != runtime::SightingKind::Greeted) return;
  ui::GreetingScreen greeting;
  greeting.id = snapshot.sightings;
  greeting.name = sighting.person->name;
  if (!sighting.person->language.empty()) greeting.language = languageOf(sighting.person->language, state_.language);
  greeting.can_undo = false;  // what a regular can do about a wrong greeting needs a record of it first
  greeting.since = now;
  greeting.until = now + config_.screen.greeting;
  greeting_ = std::move(greeting);
}

ui::ViewState::ScreenData ViewModel::screenFor(const runtime::Snapshot& snapshot, vision::SteadyTime now) {
  const bool blind = !state_.preview || now - state_.preview->capturedAt() > kStalePreview;
  if (!state_.faults.empty() && blind) return ui::FaultScreen{};

  if (greeting_ && now < greeting_->until) {
    greeting_->name_hidden = severalInView(snapshot);
    return *greeting_;
  }
  greeting_.reset();

  const runtime::TrackReport* track = nearest(snapshot);
  if (track == nullptr) return ui::IdleScreen{.dimmed = now - lastActivity_ > kDimAfter};
  switch (track->decision.identity) {
    case checkin::Identity::Accepted:
      return ui::IdleScreen{};  // greeted already; whoever stands at the counter is left in peace
    case checkin::Identity::Ambiguous:
      return ui::UnknownScreen{ui::UnknownScreen::Reason::NotSure};
    case checkin::Identity::Unknown:
      return ui::UnknownScreen{ui::UnknownScreen::Reason::NotKnown};
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

void ViewModel::handle(const ui::UiAction& action, vision::SteadyTime now) {
  lastActivity_ = now;
  if (std::holds_alternative<ui::Dismiss>(action)) greeting_.reset();
}

}  // namespace dangol::app
