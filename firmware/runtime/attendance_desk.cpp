#include "dangol/runtime/attendance_desk.hpp"

#include <algorithm>
#include <utility>

#include "dangol/gallery/attendance_log.hpp"

namespace dangol::runtime {
namespace {

using gallery::AttendanceAction;
using std::chrono::seconds;

// Whoever was not seen for this long has left, and may come again.
constexpr seconds kAwayAfter{10};
// An offer lasts this long after the person was last seen, or touched the screen.
constexpr seconds kOfferWithoutFace{6};
constexpr seconds kOfferAfterTouch{20};
// What was clocked stays on the screen for this long, and can be taken back.
constexpr seconds kConfirmation{10};

// No kiosk of this kind ran before: the clock has not been set since the power came back.
constexpr gallery::WallTime kEarliest{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

Answer answerWith(Outcome outcome, std::string reason) {
  Answer answer;
  answer.outcome = outcome;
  answer.reason = std::move(reason);
  return answer;
}

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::ranges::find(list, text) != list.end();
}

std::chrono::minutes wholeMinutes(seconds duration) { return std::chrono::floor<std::chrono::minutes>(duration); }

}  // namespace

checkin::AttendancePolicy attendancePolicy(const Config::Attendance& config) {
  return {config.forgotten_after, config.long_shift, config.shortest_rest, config.duplicate_window};
}

AttendanceDesk::AttendanceDesk(const Config::Attendance& config, const Clock& clock)
    : config_(config), policy_(attendancePolicy(config)), clock_(clock), arrivals_(kAwayAfter) {}

std::chrono::sys_seconds AttendanceDesk::now() const { return std::chrono::floor<seconds>(clock_.wall()); }

checkin::AttendanceHistory AttendanceDesk::historyOf(gallery::Gallery& gallery, const gallery::PersonId& person) const {
  const auto records = gallery::AttendanceLog(gallery).records({.person = person});
  return checkin::historyOf(checkin::marksOf(records), policy_, now());
}

std::optional<AttendanceOffer::Question> AttendanceDesk::question() const {
  if (config_.question.empty()) return std::nullopt;
  return AttendanceOffer::Question{
      config_.question, config_.question_answers,
      config_.question_at == "out" ? AttendanceAction::ClockOut : AttendanceAction::ClockIn};
}

void AttendanceDesk::approach(gallery::Gallery& gallery, const gallery::Person& person, gallery::Method method) {
  expire();
  const vision::SteadyTime at = clock_.steady();
  if (offer_ && offer_->person.id == person.id) {
    static_cast<void>(arrivals_.beginsVisit(person.id, checkin::Purpose::Attendance, at));
    // Once something was clocked, standing there changes nothing: the screen is for the next one.
    if (!offer_->receipt) offerEnds_ = std::max(offerEnds_, at + kOfferWithoutFace);
    return;
  }
  if (offer_) return;
  const bool arrives = arrivals_.beginsVisit(person.id, checkin::Purpose::Attendance, at);
  if (method == gallery::Method::Face && !arrives) return;

  AttendanceOffer made;
  made.id = OfferId{++lastOffer_};
  made.person = person;
  made.method = method;
  made.tasks = config_.tasks;
  made.question = question();
  offer_ = std::move(made);
  offerEnds_ = at + (method == gallery::Method::Face ? kOfferWithoutFace : kOfferAfterTouch);
  last_.reset();
  try {
    refresh(gallery);
  } catch (const gallery::GalleryError&) {
    // Without a record of what was, nothing can be offered; the next look tries again.
    offer_.reset();
    arrivals_.forget(person.id, checkin::Purpose::Attendance);
    throw;
  }
  if (config_.mode == "automatic") clockAutomatically(gallery);
}

void AttendanceDesk::refresh(gallery::Gallery& gallery) {
  const auto history = historyOf(gallery, offer_->person.id);
  offer_->allowed = checkin::nextActions(history.presence);
  if (config_.tasks.empty()) std::erase(offer_->allowed, AttendanceAction::ChangeTask);
  offer_->since = history.since && history.presence != checkin::Presence::Out
                      ? std::optional<gallery::WallTime>(history.since->at)
                      : std::nullopt;
  const bool forgotten = !history.shifts.empty() && history.shifts.back().forgottenOut;
  offer_->forgottenOut = forgotten ? std::optional<gallery::WallTime>(history.shifts.back().start.at) : std::nullopt;
}

void AttendanceDesk::clockAutomatically(gallery::Gallery& gallery) {
  const auto& question = offer_->question;
  const AttendanceAction action = offer_->allowed.front();
  if (question && question->at == action) return;  // has to be answered first
  if (offer_->since && clock_.wall() - *offer_->since < config_.automatic_after) return;
  static_cast<void>(clock(gallery, {offer_->id, action, {}, {}}));
}

std::optional<Answer> AttendanceDesk::whyNot(const ClockAttendance& command,
                                             const checkin::AttendanceHistory& history) const {
  if (!command.task.empty() && !contains(config_.tasks, command.task)) {
    return answerWith(Outcome::Invalid, "there is no such task");
  }
  if (command.action == AttendanceAction::ChangeTask && command.task.empty()) {
    return answerWith(Outcome::Invalid, "no task was chosen");
  }
  const auto& question = offer_->question;
  const bool asked = question && question->at == command.action;
  if (asked != !command.answer.empty() || (asked && !contains(question->answers, command.answer))) {
    return answerWith(Outcome::Invalid, "the question was not answered");
  }
  if (clock_.wall() < kEarliest) return answerWith(Outcome::NotNow, "the clock is not set");
  switch (checkin::judge(history, command.action, policy_, now())) {
    case checkin::ClockVerdict::Fine:
      return std::nullopt;
    case checkin::ClockVerdict::Duplicate:
      return answerWith(Outcome::NotNow, "the same was done a moment ago");
    case checkin::ClockVerdict::DoesNotFit:
      return answerWith(Outcome::NotNow, "it does not fit what was done before");
    case checkin::ClockVerdict::ClockWentBack:
      return answerWith(Outcome::NotNow, "the clock is behind the last record");
  }
  return std::nullopt;
}

Answer AttendanceDesk::clock(gallery::Gallery& gallery, const ClockAttendance& command) {
  expire();
  if (!offer_ || offer_->id != command.offer) return answerWith(Outcome::NoLonger, "the offer has ended");
  if (auto refused = whyNot(command, historyOf(gallery, offer_->person.id))) return *std::move(refused);

  gallery::AttendanceEntry entry;
  entry.person = offer_->person.id;
  entry.at = clock_.wall();
  entry.localOffset = clock_.localOffset();
  entry.action = command.action;
  entry.method = offer_->method;
  entry.task = command.task;
  entry.answer = command.answer;
  entry.alert = contains(config_.question_alerts, command.answer);
  last_ = Last{gallery::AttendanceLog(gallery).add(entry), clock_.steady()};

  AttendanceReceipt receipt;
  receipt.action = entry.action;
  receipt.at = entry.at;
  receipt.alert = entry.alert;
  const auto history = historyOf(gallery, entry.person);
  if (!history.shifts.empty()) {
    const checkin::Shift& shift = history.shifts.back();
    receipt.restTooShort = entry.action == AttendanceAction::ClockIn && shift.restTooShort;
    if (entry.action == AttendanceAction::ClockOut) {
      receipt.worked = wholeMinutes(shift.worked);
      receipt.longShift = shift.longShift;
    }
  }
  refresh(gallery);
  offer_->receipt = receipt;
  offer_->canUndo = true;
  offerEnds_ = clock_.steady() + kConfirmation;

  Answer answer;
  answer.person = offer_->person;
  answer.receipt = receipt;
  return answer;
}

Answer AttendanceDesk::undo(gallery::Gallery& gallery, const UndoAttendance& command) {
  expire();
  if (!offer_ || offer_->id != command.offer) return answerWith(Outcome::NoLonger, "the offer has ended");
  if (!last_) return answerWith(Outcome::NotNow, "there is nothing to be taken back");
  gallery::AttendanceLog(gallery).add(
      gallery::AttendanceUndo{{}, offer_->person.id, clock_.wall(), clock_.localOffset(), last_->event});
  last_.reset();
  refresh(gallery);
  offer_->receipt.reset();
  offer_->canUndo = false;
  offerEnds_ = clock_.steady() + kOfferAfterTouch;
  Answer answer;
  answer.person = offer_->person;
  return answer;
}

Answer AttendanceDesk::end(const EndOffer& command) {
  expire();
  if (!offer_ || offer_->id != command.offer) return answerWith(Outcome::NoLonger, "the offer has ended");
  offer_.reset();
  return {};
}

void AttendanceDesk::forget(const gallery::PersonId& person) {
  arrivals_.forget(person, checkin::Purpose::Attendance);
  if (offer_ && offer_->person.id == person) offer_.reset();
}

void AttendanceDesk::expire() {
  if (offer_ && clock_.steady() >= offerEnds_) offer_.reset();
}

const std::optional<AttendanceOffer>& AttendanceDesk::offer() {
  expire();
  return offer_;
}

}  // namespace dangol::runtime
