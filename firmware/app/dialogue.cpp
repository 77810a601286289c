#include "dialogue.hpp"

#include <algorithm>
#include <utility>

#include "face_hints.hpp"

namespace dangol::app {
namespace {

using std::chrono::seconds;
using Kind = ui::MessageScreen::Kind;

constexpr seconds kPatience{30};         // with a step that nobody does anything about
constexpr seconds kReadingPatience{90};  // with a text to read
constexpr seconds kMessage{6};
constexpr seconds kWelcome{15};

std::string tagOf(ui::Language language) { return language == ui::Language::Korean ? "ko" : "en"; }

ui::Pose poseOf(runtime::EnrolmentProgress::Pose pose) {
  switch (pose) {
    case runtime::EnrolmentProgress::Pose::Front:
      return ui::Pose::Front;
    case runtime::EnrolmentProgress::Pose::OneSide:
      return ui::Pose::Left;
    case runtime::EnrolmentProgress::Pose::OtherSide:
      return ui::Pose::Right;
  }
  return ui::Pose::Front;
}

}  // namespace

Dialogue::Dialogue(KioskOffers offers, PostCommand post, std::uint32_t shuffle_seed)
    : offers_(std::move(offers)), post_(std::move(post)), shuffle_(shuffle_seed) {}

std::optional<ui::Countdown> Dialogue::timeout() const {
  if (!page_ || std::holds_alternative<ui::EnrolCaptureScreen>(*page_)) return std::nullopt;
  if (const auto* message = std::get_if<ui::MessageScreen>(&*page_)) return message->countdown;
  if (const auto* done = std::get_if<ui::EnrolDoneScreen>(&*page_)) return done->countdown;
  const bool reading = std::holds_alternative<ui::EnrolConsentScreen>(*page_);
  return ui::Countdown{touchedAt_, touchedAt_ + (reading ? kReadingPatience : kPatience)};
}

void Dialogue::end() {
  if (enrolment_) static_cast<void>(post_(runtime::CancelEnrolment{*enrolment_}));
  enrolment_.reset();
  helper_.reset();
  std::fill(digits_.begin(), digits_.end(), '0');
  digits_.clear();
  name_ = ui::TextEntry();
  waiting_ = {};
  page_.reset();
}

void Dialogue::say(Kind kind, vision::SteadyTime now) {
  end();
  page_ = ui::MessageScreen{kind, {now, now + kMessage}};
}

std::optional<runtime::RequestId> Dialogue::postOrApologise(runtime::Command command, vision::SteadyTime now) {
  auto request = post_(std::move(command));
  if (!request) say(Kind::NotPossible, now);
  return request;
}

void Dialogue::askForPin(ui::PinScreen::For whose) {
  end();
  ui::PinScreen pin;
  pin.whose = whose;
  // Whoever looks over a shoulder learns nothing from where the fingers go.
  std::shuffle(pin.digits.begin(), pin.digits.end(), shuffle_);
  page_ = pin;
}

void Dialogue::handle(const ui::UiAction& action, vision::SteadyTime now, ui::Language language) {
  touchedAt_ = now;
  if (std::holds_alternative<ui::UsePin>(action) && offers_.pin) return askForPin(ui::PinScreen::For::Visitor);
  if (std::holds_alternative<ui::OpenAdmin>(action) && offers_.admin) return askForPin(ui::PinScreen::For::Admin);
  if (std::holds_alternative<ui::OpenEase>(action)) {
    end();
    page_ = ui::EaseScreen{};
    return;
  }
  if (std::holds_alternative<ui::BecomeRegular>(action) && offers_.self_service) return askForName(now, language);
  if (std::holds_alternative<ui::Dismiss>(action)) return end();
  if (const auto* code = std::get_if<ui::Scanned>(&action)) {
    if (offers_.pin) waiting_.badge = postOrApologise(runtime::ScanBadge{code->code}, now);
    return;
  }
  if (!page_) return;
  if (auto* pin = std::get_if<ui::PinScreen>(&*page_)) return handlePin(action, *pin);
  handleEnrolment(action, now);
}

void Dialogue::handlePin(const ui::UiAction& action, ui::PinScreen& pin) {
  if (waiting_.pin || waiting_.admin) return;
  if (const auto* key = std::get_if<ui::PinDigit>(&action)) {
    if (digits_.size() < pin.longest) digits_ += static_cast<char>('0' + key->digit);
    pin.problem = ui::PinScreen::Problem::None;
  }
  if (std::holds_alternative<ui::PinErase>(action) && !digits_.empty()) digits_.pop_back();
  pin.typed = digits_.size();
  if (!std::holds_alternative<ui::PinEnter>(action) || digits_.size() < pin.shortest) return;
  const bool admin = pin.whose == ui::PinScreen::For::Admin;
  const std::string digits = std::exchange(digits_, {});
  if (admin) {
    waiting_.admin = postOrApologise(runtime::AdminLogin{digits}, touchedAt_);
  } else {
    waiting_.pin = postOrApologise(runtime::EnterPin{digits}, touchedAt_);
  }
}

void Dialogue::refusePin(const runtime::Answer& answer) {
  auto* pin = page_ ? std::get_if<ui::PinScreen>(&*page_) : nullptr;
  if (pin == nullptr) return;
  pin->typed = 0;
  pin->problem =
      answer.outcome == runtime::Outcome::Locked ? ui::PinScreen::Problem::Locked : ui::PinScreen::Problem::Wrong;
  pin->locked_seconds = static_cast<int>(std::chrono::ceil<seconds>(answer.wait).count());
}

void Dialogue::askForName(vision::SteadyTime now, ui::Language language) {
  end();
  if (!offers_.consent) return say(Kind::NotPossible, now);
  consent_ = offers_.consent(tagOf(language));
  consentRead_ = false;
  name_ = ui::TextEntry(language == ui::Language::Korean ? ui::KeyboardLayout::Hangul : ui::KeyboardLayout::Latin);
  page_ = ui::EnrolNameScreen{name_.typed(), false};
}

void Dialogue::enrolFor(runtime::AdminId admin, vision::SteadyTime now, ui::Language language) {
  touchedAt_ = now;
  askForName(now, language);
  helper_ = admin;
}

void Dialogue::handleEnrolment(const ui::UiAction& action, vision::SteadyTime now) {
  if (auto* screen = std::get_if<ui::EnrolNameScreen>(&*page_)) {
    if (!std::holds_alternative<ui::EnterKey>(action)) {
      name_.handle(action);
      screen->name = name_.typed();
      return;
    }
    if (waiting_.enrolment || name_.trimmed().empty()) return;
    runtime::StartEnrolment start{name_.trimmed()};
    start.language = consent_.language;
    if (helper_) start.admin = *helper_;
    waiting_.enrolment = postOrApologise(std::move(start), now);
    return;
  }
  auto* consent = std::get_if<ui::EnrolConsentScreen>(&*page_);
  if (consent == nullptr) return;
  if (std::holds_alternative<ui::ConsentRead>(action)) consent->read = consentRead_ = true;
  if (std::holds_alternative<ui::ConsentAgree>(action) && consentRead_ && enrolment_) {
    static_cast<void>(postOrApologise(runtime::GiveConsent{*enrolment_, consent_.version, consent_.language}, now));
  }
}

void Dialogue::update(const runtime::Snapshot& snapshot, vision::SteadyTime now) {
  for (const runtime::Answer& answer : snapshot.answers) takeAnswer(answer, now);
  if (enrolment_ && snapshot.enrolment && snapshot.enrolment->id == *enrolment_) {
    showEnrolment(*snapshot.enrolment, snapshot);
    if (snapshot.enrolment->stage == runtime::EnrolmentProgress::Stage::Enough && !waiting_.finish) {
      waiting_.finish = postOrApologise(runtime::FinishEnrolment{*enrolment_}, now);
    }
  } else if (enrolment_ && page_ && std::holds_alternative<ui::EnrolCaptureScreen>(*page_) && !waiting_.finish) {
    say(Kind::NotPossible, now);  // it ended there: nobody stood before the camera
  }
  const auto ends = timeout();
  if (ends && now >= ends->until) end();
}

void Dialogue::showEnrolment(const runtime::EnrolmentProgress& progress, const runtime::Snapshot& snapshot) {
  if (progress.stage == runtime::EnrolmentProgress::Stage::Consent) {
    page_ = ui::EnrolConsentScreen{consent_.version, consent_.text, consentRead_};
    return;
  }
  ui::EnrolCaptureScreen capture;
  capture.pose = poseOf(progress.wanted);
  capture.progress = progress.progress;
  if (const auto* face = nearestFace(snapshot)) {
    capture.face = face->box;
    // A turned head is what is asked for here.
    const ui::Hint hint = face->quality ? hintFor(*face->quality) : ui::Hint::None;
    const bool turned = hint == ui::Hint::LookHere || hint == ui::Hint::LookStraight;
    capture.hint = turned && capture.pose != ui::Pose::Front ? ui::Hint::None : hint;
  }
  page_ = capture;
}

void Dialogue::takeAnswer(const runtime::Answer& answer, vision::SteadyTime now) {
  const auto is = [&](std::optional<runtime::RequestId>& waiting) {
    if (waiting != answer.request) return false;
    waiting.reset();
    return true;
  };
  const bool done = answer.outcome == runtime::Outcome::Done;
  const bool wrong = answer.outcome == runtime::Outcome::Wrong || answer.outcome == runtime::Outcome::Locked;
  if (is(waiting_.pin) || is(waiting_.admin)) {
    if (done && answer.admin != runtime::AdminId{}) admin_ = answer.admin;
    if (done) return end();
    return wrong ? refusePin(answer) : say(Kind::NotPossible, now);
  }
  if (is(waiting_.badge)) {
    if (done) return end();
    if (!wrong) return say(Kind::NotPossible, now);
    end();
    touchedAt_ = now;
    page_ = ui::CodeScreen{true};
    return;
  }
  if (is(waiting_.enrolment)) {
    if (!done) return say(Kind::NotPossible, now);
    enrolment_ = answer.enrolment;
    return;
  }
  if (is(waiting_.finish)) {
    const std::string name = name_.trimmed();
    enrolment_.reset();  // ended on the other side too
    if (!done) return say(Kind::NotPossible, now);
    end();
    page_ = ui::EnrolDoneScreen{name, {now, now + kWelcome}};
  }
}

}  // namespace dangol::app
