#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <variant>

#include "dangol/gallery/consents.hpp"
#include "dangol/gallery/credentials.hpp"
#include "dangol/runtime/control.hpp"

namespace dangol::runtime {
namespace {

using gallery::Credentials;
using gallery::GalleryFault;
using gallery::Role;

// Answers are looked for frame by frame; whoever has not seen one after so many others never will.
constexpr std::size_t kAnswersKept = 32;

Answer answerWith(Outcome outcome, std::string reason) {
  Answer answer;
  answer.outcome = outcome;
  answer.reason = std::move(reason);
  return answer;
}

Answer answerTo(const gallery::GalleryError& error) {
  switch (error.fault()) {
    case GalleryFault::NotFound:
      return answerWith(Outcome::NoLonger, error.what());
    case GalleryFault::InvalidInput:
    case GalleryFault::AlreadyExists:
      return answerWith(Outcome::Invalid, error.what());
    case GalleryFault::NotAGallery:
    case GalleryFault::NewerSchema:
    case GalleryFault::OtherModel:
    case GalleryFault::ReadOnly:
    case GalleryFault::Locked:
    case GalleryFault::DiskFull:
    case GalleryFault::Io:
      return answerWith(Outcome::NotStored, error.what());
  }
  return answerWith(Outcome::NotStored, error.what());
}

Answer notAdmin() { return answerWith(Outcome::NotAllowed, "nobody who may do that is logged in"); }

Answer notBelieved(const Credentials::Attempt& attempt) {
  const bool locked = attempt.result == Credentials::Attempt::Result::Locked;
  Answer answer = answerWith(locked ? Outcome::Locked : Outcome::Wrong, locked ? "too many wrong tries" : "wrong");
  answer.wait = attempt.wait;
  return answer;
}

}  // namespace

std::string_view name(Outcome outcome) {
  switch (outcome) {
    case Outcome::Done:
      return "done";
    case Outcome::NoLonger:
      return "no_longer";
    case Outcome::Wrong:
      return "wrong";
    case Outcome::Locked:
      return "locked";
    case Outcome::NotAllowed:
      return "not_allowed";
    case Outcome::NotNow:
      return "not_now";
    case Outcome::Invalid:
      return "invalid";
    case Outcome::LooksKnown:
      return "looks_known";
    case Outcome::NotStored:
      return "not_stored";
  }
  std::abort();
}

void Control::handle(RequestId request, const Command& command) {
  Answer answer;
  try {
    answer = std::visit([this](const auto& each) { return perform(each); }, command);
  } catch (const gallery::GalleryError& error) {
    answer = answerTo(error);
  }
  answer.request = request;
  answers_.push_back(std::move(answer));
  if (answers_.size() > kAnswersKept) answers_.pop_front();
}

gallery::NewEvent Control::eventNow(std::string detail) const {
  return {.at = clock_.wall(), .localOffset = clock_.localOffset(), .detail = std::move(detail)};
}

Answer Control::perform(const UndoGreeting& command) {
  const auto greeting = std::ranges::find(greetings_, command.greeting, &Greeting::id);
  if (greeting == greetings_.end()) return answerWith(Outcome::NoLonger, "there is no such greeting to be taken back");
  gallery::NewEvent event = eventNow();
  event.person = greeting->person;
  journal_.addUndo(greeting->id, std::move(event));
  journal_.flush(gallery_);
  visits_.forget(greeting->person, checkin::Purpose::Greeting);
  isNot(greeting->person, greeting->track);
  greetings_.erase(greeting);
  return {};
}

// Whoever is on the track is not that person, and the track is not given the name again.
void Control::isNot(const gallery::PersonId& person, vision::TrackId track) {
  if (const auto found = tracks_.find(track); found != tracks_.end()) found->second.isNot.insert(person);
}

Answer Control::perform(const EnterPin& command) {
  return identified(Credentials(gallery_).tryPin(command.digits, Credentials::Place::Counter, Role::None, eventNow()),
                    gallery::Method::Pin);
}

Answer Control::perform(const ScanBadge& command) {
  return identified(Credentials(gallery_).tryBadge(command.text, Credentials::Place::Counter, Role::None, eventNow()),
                    gallery::Method::Badge);
}

Answer Control::identified(const Credentials::Attempt& attempt, gallery::Method method) {
  if (!attempt.person) return notBelieved(attempt);
  const gallery::Person& person = *attempt.person;
  Answer answer;
  answer.person = person;
  switch (purposeOf(person.kind)) {
    case KioskPurpose::None:
      break;
    case KioskPurpose::Greeting:
      greetWithoutFace(person, method);
      break;
    case KioskPurpose::Attendance:
      desk_.approach(gallery_, person, method);
      if (!desk_.offer() || desk_.offer()->person.id != person.id) {
        answer.outcome = Outcome::NotNow;
        answer.reason = "somebody else is being served";
      }
      break;
  }
  return answer;
}

void Control::greetWithoutFace(const gallery::Person& person, gallery::Method method) {
  const vision::SteadyTime at = inOrder(clock_.steady());
  if (!visits_.beginsVisit(person.id, checkin::Purpose::Greeting, at)) return;
  Sighting greeted;
  greeted.id = SightingId{++lastSighting_};
  greeted.kind = SightingKind::Greeted;
  greeted.method = method;
  greeted.at = clock_.wall();
  greeted.frameAt = at;
  greeted.person = person;
  gallery::NewEvent event = eventNow(fmt::format(R"({{"method":"{}"}})", name(method)));
  event.person = person.id;
  journal_.addGreeting(greeted.id, std::move(event));
  journal_.flush(gallery_);
  greetings_.push_back({greeted.id, person.id, {}, clock_.steady()});
  listener_.onSighting(greeted);
}

Answer Control::perform(const ClockAttendance& command) { return desk_.clock(gallery_, command); }
Answer Control::perform(const UndoAttendance& command) { return desk_.undo(gallery_, command); }

Answer Control::perform(const EndOffer& command) {
  const auto offer = desk_.offer();
  if (!offer || offer->id != command.offer) return answerWith(Outcome::NoLonger, "the offer has ended");
  if (command.notMe) {
    if (offer->canUndo) static_cast<void>(desk_.undo(gallery_, {offer->id}));
    for (auto& [track, memory] : tracks_) {
      if (memory.named == offer->person.id) memory.isNot.insert(offer->person.id);
    }
  }
  return desk_.end(command);
}

std::optional<gallery::Person> Control::adminWith(AdminId id) {
  const auto admin = admins_.find(id);
  if (admin == admins_.end()) return std::nullopt;
  // Whoever has lost the role, or was forgotten, is logged out.
  auto person = gallery_.find(admin->second.person);
  if (!person || person->role < Role::Manager) {
    admins_.erase(admin);
    return std::nullopt;
  }
  admin->second.lastUsed = clock_.steady();
  return person;
}

Answer Control::perform(const AdminLogin& command) {
  const auto attempt =
      Credentials(gallery_).tryPin(command.digits, Credentials::Place::Admin, Role::Manager, eventNow());
  if (!attempt.person) return notBelieved(attempt);
  gallery::NewEvent event = eventNow(R"({"place":"kiosk"})");
  event.type = gallery::EventType::AdminEntered;
  event.person = attempt.person->id;
  gallery_.append(event);
  Answer answer;
  answer.admin = AdminId{++lastAdmin_};
  answer.person = attempt.person;
  admins_.emplace(answer.admin, Admin{attempt.person->id, clock_.steady()});
  return answer;
}

Answer Control::perform(const AdminLogout& command) {
  if (admins_.erase(command.admin) == 0) return answerWith(Outcome::NoLonger, "nobody is logged in there");
  return {};
}

Answer Control::perform(const ForgetPerson& command) {
  const auto admin = adminWith(command.admin);
  if (!admin) return notAdmin();
  const auto person = gallery_.find(command.person);
  if (!person) return answerWith(Outcome::NoLonger, "nobody has that id");
  if (person->role > admin->role) return answerWith(Outcome::NotAllowed, "an owner is forgotten by an owner only");
  gallery_.remove(person->id, eventNow(fmt::format(R"({{"by":"{}"}})", admin->id.value)));
  visits_.forget(person->id, checkin::Purpose::Greeting);
  desk_.forget(person->id);
  return {};
}

Answer Control::perform(const StartEnrolment& command) {
  const auto admin = adminWith(command.admin);
  const bool alone = command.kind == gallery::PersonKind::Customer && config_.enrolment.self_service;
  if (!admin && !alone) return notAdmin();
  if (const auto why = gallery::whyNameIsRefused(command.name)) return answerWith(Outcome::Invalid, *why);
  Answer answer;
  answer.enrolment = EnrolmentId{++lastEnrolment_};
  enrolment_ = std::make_unique<EnrolmentSession>(answer.enrolment, command, clock_.steady());
  return answer;
}

EnrolmentSession* Control::enrolmentWith(EnrolmentId id) {
  if (!enrolment_ || enrolment_->id() != id) return nullptr;
  enrolment_->touch(clock_.steady());
  return enrolment_.get();
}

Answer Control::perform(const GiveConsent& command) {
  EnrolmentSession* session = enrolmentWith(command.enrolment);
  if (session == nullptr) return answerWith(Outcome::NoLonger, "the enrolment has ended");
  const auto purpose = gallery::consentPurposeOf(session->request().kind);
  if (!gallery::consentText(purpose, command.version, command.language)) {
    return answerWith(Outcome::Invalid, "there is no consent text of that version and language");
  }
  session->consent({purpose, gallery::ConsentMethod::Kiosk, command.version, command.language}, clock_.steady());
  return {};
}

Answer Control::perform(const FinishEnrolment& command) {
  EnrolmentSession* session = enrolmentWith(command.enrolment);
  if (session == nullptr) return answerWith(Outcome::NoLonger, "the enrolment has ended");
  const auto templates = session->templates();
  if (!session->consented() || templates.empty()) {
    return answerWith(Outcome::NotNow, "not enough was seen of one person");
  }
  const auto& request = session->request();
  const auto admin = adminWith(request.admin);
  if (matching_) session->compare(*matching_);
  if (session->progress().looksKnown && !(command.despiteDuplicate && admin)) {
    return answerWith(Outcome::LooksKnown, "the face looks like somebody's who is enrolled");
  }
  gallery::NewPerson person{.name = request.name, .kind = request.kind, .language = request.language};
  person.role = request.kind == gallery::PersonKind::Staff ? Role::Staff : Role::None;
  person.consent = session->consented();
  const std::string by = admin ? fmt::format(R"(,"by":"{}")", admin->id.value) : "";
  Answer answer;
  answer.person = gallery_.enrol(person, templates,
                                 eventNow(fmt::format(R"({{"templates":{},"from":"kiosk"{}}})", templates.size(), by)));
  enrolment_.reset();
  return answer;
}

Answer Control::perform(const CancelEnrolment& command) {
  if (enrolmentWith(command.enrolment) == nullptr) return answerWith(Outcome::NoLonger, "the enrolment has ended");
  enrolment_.reset();
  return {};
}

}  // namespace dangol::runtime
