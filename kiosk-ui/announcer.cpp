#include "dangol/ui/announcer.hpp"

#include "dangol/ui/admin_wording.hpp"
#include "dangol/ui/wording.hpp"
#include "liveliness.hpp"

namespace dangol::ui {
namespace {

// What a screen sounds like when it appears, and what it says.
class ScreenCue {
 public:
  explicit ScreenCue(const ViewState& state) : state_(state) {}

  Cue operator()(const GreetingScreen& screen) const {
    const Language language = screen.language.value_or(state_.language);
    const auto words = greetingWords(language, screen.name, screen.name_hidden, screen.visit,
                                     dayPart(state_.now, state_.local_offset));
    return {Tone::Accepted, words.salutation + ". " + words.name + ".", language};
  }
  Cue operator()(const SeeingScreen& screen) const {
    return {std::nullopt, say(hintText(screen.hint)), state_.language};
  }
  Cue operator()(const UnknownScreen& screen) const {
    const bool unsure = screen.reason == UnknownScreen::Reason::NotSure;
    return {Tone::Attention, say(unsure ? Text::NotSureTitle : Text::UnknownTitle) + ". " + say(Text::OtherWaysLine),
            state_.language};
  }
  Cue operator()(const PinScreen& screen) const {
    const auto problem = pinProblemWords(state_.language, screen.problem, screen.locked_seconds);
    if (!problem.empty()) return {Tone::Refused, problem, state_.language};
    return {std::nullopt, say(screen.whose == PinScreen::For::Admin ? Text::PinAdminTitle : Text::PinTitle),
            state_.language};
  }
  Cue operator()(const CodeScreen& screen) const {
    if (screen.refused) return {Tone::Refused, say(Text::CodeRefusedTitle), state_.language};
    return {std::nullopt, say(Text::CodeTitle), state_.language};
  }
  Cue operator()(const AttendanceScreen& screen) const {
    const Language language = screen.language.value_or(state_.language);
    if (!screen.recorded) return {Tone::Attention, nameWords(language, screen.name), language};
    return {Tone::Accepted, std::string(text(language, recordedText(screen.recorded->action))), language};
  }
  Cue operator()(const AccessScreen& screen) const {
    return {screen.granted ? Tone::Accepted : Tone::Refused,
            say(screen.granted ? Text::AccessGranted : Text::AccessRefused), state_.language};
  }
  Cue operator()(const MessageScreen& screen) const {
    switch (screen.kind) {
      case MessageScreen::Kind::StaffCalled:
        return {Tone::Accepted, say(Text::StaffCalled), state_.language};
      case MessageScreen::Kind::GreetingUndone:
        return {Tone::Accepted, say(Text::GreetingUndone), state_.language};
      case MessageScreen::Kind::Forgotten:
        return {Tone::Accepted, say(Text::Forgotten), state_.language};
      case MessageScreen::Kind::NotPossible:
        return {Tone::Refused, say(Text::NotPossible), state_.language};
    }
    return {};
  }
  Cue operator()(const EnrolNameScreen&) const { return {std::nullopt, say(Text::EnrolNameTitle), state_.language}; }
  Cue operator()(const EnrolConsentScreen&) const { return {std::nullopt, say(Text::ConsentTitle), state_.language}; }
  Cue operator()(const EnrolCaptureScreen& screen) const {
    return {std::nullopt, say(screen.hint == Hint::None ? poseText(screen.pose) : hintText(screen.hint)),
            state_.language};
  }
  Cue operator()(const EnrolDoneScreen&) const {
    return {Tone::Accepted, say(Text::EnrolDoneLead) + ". " + say(Text::EnrolForgetLine), state_.language};
  }
  Cue operator()(const FaultScreen&) const { return {Tone::Attention, say(Text::FaultTitle), state_.language}; }
  // The rest is silent.
  template <class Other>
  Cue operator()(const Other&) const {
    return {};
  }

 private:
  [[nodiscard]] std::string say(Text key) const { return std::string(text(state_.language, key)); }
  const ViewState& state_;
};

}  // namespace

Cue cueFor(const ViewState& before, const ViewState& now) {
  const Cue cue = std::visit(ScreenCue{now}, now.screen);
  // A screen that stays says only what is new in it: another hint, a wrong PIN.
  if (sameScreen(before, now) && std::visit(ScreenCue{before}, before.screen) == cue) return {};
  return cue;
}

void Announcer::follow(const ViewState& state) {
  if (before_ && looksTheSame(*before_, state)) return;
  const Cue cue = before_ ? cueFor(*before_, state) : Cue{};
  if (cue.tone && state.ease.sounds) sounds_.play(*cue.tone, state.ease.volume);
  if (!cue.words.empty() && state.ease.voice) sounds_.say(cue.language, cue.words, state.ease.volume);
  before_ = state;
  before_->preview.reset();
}

}  // namespace dangol::ui
