#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dangol/gallery/attendance.hpp"
#include "dangol/gallery/types.hpp"

// What people do at the kiosk, and what comes of it: plain values, so that a screen needs to know nothing else. A
// command is posted to the runtime, which answers in its Snapshot. Everything a command is about is named by an id
// that is never used again while the program runs: a touch that comes late finds nothing, and never somebody else.
namespace dangol::runtime {

enum class SightingId : std::uint64_t {};   // of Sighting
enum class OfferId : std::uint64_t {};      // of AttendanceOffer
enum class EnrolmentId : std::uint64_t {};  // of EnrolmentProgress
enum class AdminId : std::uint64_t {};      // of Answer::admin: one login
enum class RequestId : std::uint64_t {};    // of a posted command

// "That's not me": the greeting does not count as a visit, and the same presence is not given that name again.
struct UndoGreeting {
  SightingId greeting{};
};

// Digits typed on the PIN pad by somebody who is not recognised, or does not want to be. Done: whose PIN it is
// (Answer::person); somebody the kiosk greets is greeted, somebody it clocks gets an AttendanceOffer.
struct EnterPin {
  std::string digits;
};
// What a reader of QR codes or cards typed. As EnterPin.
struct ScanBadge {
  std::string text;
};

// A touch on an AttendanceOffer. Done: it is on disk, and Answer::receipt says when.
struct ClockAttendance {
  OfferId offer{};
  gallery::AttendanceAction action = gallery::AttendanceAction::ClockIn;
  std::string task{};    // one of AttendanceOffer::tasks, or empty
  std::string answer{};  // one of AttendanceOffer::Question::answers, when there is a question for this action
};
// Takes back what was clocked last on this offer.
struct UndoAttendance {
  OfferId offer{};
};

// The person is done, or is not the one the kiosk took them for: what was clocked on the offer is taken back then, and
// the same presence is not given that name again.
struct EndOffer {
  OfferId offer{};
  bool notMe = false;
};

// Somebody wants to become known. Done: Answer::enrolment; Snapshot::enrolment shows how far it is.
struct StartEnrolment {
  std::string name;
  gallery::PersonKind kind = gallery::PersonKind::Customer;  // Staff needs an admin
  std::string language{};                                    // BCP 47; empty: the kiosk's own
  AdminId admin{};                                           // whoever helps; none: the kiosk's owner must allow it
};
// The person has read the consent text of that version and language to its end, and agrees. The camera is looked
// through only from here on.
struct GiveConsent {
  EnrolmentId enrolment{};
  std::string version;
  std::string language;
};
// Stores the person, the consent and the templates, all or nothing.
struct FinishEnrolment {
  EnrolmentId enrolment{};
  bool despiteDuplicate = false;  // the person was warned that the face looks like somebody's; needs an admin
};
// Forgets everything that was seen.
struct CancelEnrolment {
  EnrolmentId enrolment{};
};

// A manager's or owner's PIN. Done: Answer::admin, valid until it was not used for five minutes.
struct AdminLogin {
  std::string digits;
};
struct AdminLogout {
  AdminId admin{};
};
// Erases the person. Done: nothing about them but nameless events is left.
struct ForgetPerson {
  AdminId admin{};
  gallery::PersonId person;
};

using Command =
    std::variant<UndoGreeting, EnterPin, ScanBadge, ClockAttendance, UndoAttendance, EndOffer, StartEnrolment,
                 GiveConsent, FinishEnrolment, CancelEnrolment, AdminLogin, AdminLogout, ForgetPerson>;

enum class Outcome {
  Done,
  NoLonger,    // what the command is about has ended: the id is old
  Wrong,       // no such PIN or badge. Says no more, whatever the reason
  Locked,      // too many wrong tries: Answer::wait
  NotAllowed,  // needs an admin, or the owner does not allow it on this kiosk
  NotNow,      // makes no sense at this point: clocking in twice, finishing before enough was seen
  Invalid,     // a name, answer or text that cannot be used
  LooksKnown,  // enrolment: the face looks like somebody's who is enrolled already
  NotStored    // the disk or the gallery does not work: nothing happened, try again
};
// A stable snake_case name: "no_longer".
[[nodiscard]] std::string_view name(Outcome outcome);

// What was clocked, to be confirmed on the screen.
struct AttendanceReceipt {
  gallery::AttendanceAction action = gallery::AttendanceAction::ClockIn;
  gallery::WallTime at;
  bool alert = false;                            // somebody has to know about the answer to the question
  bool restTooShort = false;                     // in: too little time since the last shift
  std::optional<std::chrono::minutes> worked{};  // out: in this shift, breaks taken off
  bool longShift = false;                        // out: longer than allowed
};

// What came of one command.
struct Answer {
  RequestId request{};
  Outcome outcome = Outcome::Done;
  std::string reason;                          // for a log, one line of English; never personal data. Empty when Done
  std::chrono::milliseconds wait{0};           // Locked
  std::optional<gallery::Person> person{};     // whom it was about, where that may be said
  std::optional<AttendanceReceipt> receipt{};  // ClockAttendance
  EnrolmentId enrolment{};                     // StartEnrolment
  AdminId admin{};                             // AdminLogin
};

// Somebody who may clock in or out now. It ends by itself when the person has left, or by ClockAttendance's limits.
struct AttendanceOffer {
  struct Question {
    std::string text;
    std::vector<std::string> answers;
    gallery::AttendanceAction at = gallery::AttendanceAction::ClockIn;
  };
  OfferId id{};
  gallery::Person person;
  gallery::Method method = gallery::Method::Face;
  std::vector<gallery::AttendanceAction> allowed;   // what makes sense now; the first is the most likely
  std::optional<gallery::WallTime> since{};         // of the state that lasts: at work, or on a break, since
  std::optional<gallery::WallTime> forgottenOut{};  // the last shift began then and was never ended
  std::vector<std::string> tasks;                   // to choose from; empty: no choice
  std::optional<Question> question{};               // to be answered with its action
  std::optional<AttendanceReceipt> receipt{};       // what was clocked last on this offer
  bool canUndo = false;                             // UndoAttendance would be Done
};

// How far an enrolment on the kiosk is.
struct EnrolmentProgress {
  enum class Stage { Consent, Capturing, Enough };
  enum class Pose { Front, OneSide, OtherSide };  // slightly turned; which side comes first does not matter
  EnrolmentId id{};
  Stage stage = Stage::Consent;
  std::string name;
  std::string language;
  Pose wanted = Pose::Front;  // Capturing: what to ask for now
  float progress = 0;         // 0 to 1
  bool looksKnown = false;    // somebody who is enrolled looks like that
};

}  // namespace dangol::runtime
