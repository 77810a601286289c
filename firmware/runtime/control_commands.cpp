#include <algorithm>
#include <cstdlib>
#include <utility>
#include <variant>

#include "dangol/runtime/control.hpp"

namespace dangol::runtime {
namespace {

// Answers are looked for frame by frame; whoever has not seen one after so many others never will.
constexpr std::size_t kAnswersKept = 32;

Answer answerWith(Outcome outcome, std::string reason) {
  Answer answer;
  answer.outcome = outcome;
  answer.reason = std::move(reason);
  return answer;
}

Answer notSetUp() { return answerWith(Outcome::NotAllowed, "this kiosk is not set up for it"); }

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
    answer = answerWith(Outcome::NotStored, error.what());
  }
  answer.request = request;
  answers_.push_back(std::move(answer));
  if (answers_.size() > kAnswersKept) answers_.pop_front();
}

Answer Control::perform(const UndoGreeting& command) {
  const auto greeting = std::ranges::find(greetings_, command.greeting, &Greeting::id);
  if (greeting == greetings_.end()) return answerWith(Outcome::NoLonger, "there is no such greeting to be taken back");
  journal_.addUndo(greeting->id,
                   {.at = clock_.wall(), .localOffset = clock_.localOffset(), .person = greeting->person});
  journal_.flush(gallery_);
  visits_.forget(greeting->person, checkin::Purpose::Greeting);
  if (const auto track = tracks_.find(greeting->track); track != tracks_.end()) {
    track->second.isNot.insert(greeting->person);
  }
  greetings_.erase(greeting);
  return {};
}

Answer Control::perform(const EnterPin&) { return notSetUp(); }
Answer Control::perform(const ScanBadge&) { return notSetUp(); }
Answer Control::perform(const ClockAttendance&) { return notSetUp(); }
Answer Control::perform(const UndoAttendance&) { return notSetUp(); }
Answer Control::perform(const EndOffer&) { return notSetUp(); }
Answer Control::perform(const StartEnrolment&) { return notSetUp(); }
Answer Control::perform(const GiveConsent&) { return notSetUp(); }
Answer Control::perform(const FinishEnrolment&) { return notSetUp(); }
Answer Control::perform(const CancelEnrolment&) { return notSetUp(); }
Answer Control::perform(const AdminLogin&) { return notSetUp(); }
Answer Control::perform(const AdminLogout&) { return notSetUp(); }
Answer Control::perform(const ForgetPerson&) { return notSetUp(); }

}  // namespace dangol::runtime
