#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "dangol/ui/values.hpp"

// The screens of customers and staff, each a plain value.
namespace dangol::ui {

// Nobody is there: clock, welcome, privacy notice.
struct IdleScreen {
  bool dimmed = false;  // nobody came for a while; the window fades to and from it
  friend bool operator==(const IdleScreen&, const IdleScreen&) = default;
};

// Somebody is being looked at: live picture, guide, one instruction, progress.
struct SeeingScreen {
  Hint hint = Hint::None;
  float progress = 0;                        // agreeing frames over frames needed, 0 to 1
  std::optional<vision::FaceBox> face = {};  // in pixels of ViewState::preview, as the camera saw it (not mirrored)
  friend bool operator==(const SeeingScreen&, const SeeingScreen&) = default;
};

// What a regular gets for coming often.
struct Reward {
  std::string name = {};  // "아메리카노 한 잔", "a free coffee"
  int visits_left = 0;    // until it is due; 0: today
  friend bool operator==(const Reward&, const Reward&) = default;
};

// A regular is greeted.
struct GreetingScreen {
  std::uint64_t id = 0;   // comes back in NotMe, so that a late touch cannot undo somebody else's greeting
  std::string name = {};  // UTF-8, any length, any script
  std::optional<Language> language = {};  // the person's own; unset: the kiosk's
  std::optional<int> visit = {};          // which visit this is, 1 for the first
  std::optional<Reward> reward = {};
  bool can_undo = true;      // offers "That's not me"
  bool name_hidden = false;  // more than one person in view: greet without the name until one steps up
  SteadyTime since = {};     // when it was first shown
  SteadyTime until = {};     // when it ends: the countdown ring is empty. Control changes the screen, not the UI.
  friend bool operator==(const GreetingScreen&, const GreetingScreen&) = default;
};

// Somebody who is not, or not surely, a regular. The words are calm and the same for every cause that is nobody's
// business.
struct UnknownScreen {
  enum class Reason {
    NotKnown,  // nobody enrolled
    NotSure    // could be one of two; asked to use another way
  };
  Reason reason = Reason::NotKnown;
  friend bool operator==(const UnknownScreen&, const UnknownScreen&) = default;
};

// The kiosk cannot do its work: ViewState::faults say why.
struct FaultScreen {
  friend bool operator==(const FaultScreen&, const FaultScreen&) = default;
};

// Digits instead of a face. The digits themselves never come here: only how many were typed.
struct PinScreen {
  enum class For { Visitor, Admin };
  enum class Problem { None, Wrong, Locked };
  static constexpr std::array<int, 10> kInOrder{1, 2, 3, 4, 5, 6, 7, 8, 9, 0};
  For whose = For::Visitor;
  std::size_t typed = 0;
  std::size_t shortest = 4;               // "Enter" is there from this many digits on
  std::size_t longest = 8;                // one more key does nothing
  std::array<int, 10> digits = kInOrder;  // the keys from left to right and top to bottom, 0 in the middle of the last
  Problem problem = Problem::None;
  int locked_seconds = 0;  // with Problem::Locked
  friend bool operator==(const PinScreen&, const PinScreen&) = default;
};

// A QR code or badge is waited for.
struct CodeScreen {
  bool refused = false;  // the last one was nobody's
  friend bool operator==(const CodeScreen&, const CodeScreen&) = default;
};

// Somebody at work clocks in, out, or takes a break.
struct AttendanceScreen {
  // What was recorded, to be taken back until the countdown ends.
  struct Recorded {
    std::uint64_t id = 0;  // comes back in UndoClock
    ClockAction action = ClockAction::In;
    WallTime at = {};
    friend bool operator==(const Recorded&, const Recorded&) = default;
  };
  std::uint64_t id = 0;  // which visit this is; comes back in Clock
  std::string name = {};
  std::optional<Language> language = {};
  WorkState state = WorkState::Out;
  std::optional<WallTime> state_since = {};
  ClockAction next = ClockAction::In;     // done by itself when the countdown ends, if there is one
  std::vector<ClockAction> others = {};   // offered beside it
  std::optional<Recorded> recorded = {};  // set: nothing is offered any more but to undo
  std::optional<Countdown> countdown = {};
  friend bool operator==(const AttendanceScreen&, const AttendanceScreen&) = default;
};

// A door opened, or did not. A refusal says nothing that would help an intruder: no name, no cause.
struct AccessScreen {
  bool granted = false;
  std::string name = {};  // greeted with when granted; may be empty
  std::optional<Language> language = {};
  Countdown countdown = {};
  friend bool operator==(const AccessScreen&, const AccessScreen&) = default;
};

// Something was done that leads nowhere else.
struct MessageScreen {
  enum class Kind { StaffCalled, GreetingUndone, Forgotten, NotPossible };
  Kind kind = Kind::StaffCalled;
  Countdown countdown = {};
  friend bool operator==(const MessageScreen&, const MessageScreen&) = default;
};

// What can be made easier: text, contrast, reach, sound, language. ViewState::ease, ::theme and ::language say how.
struct EaseScreen {
  friend bool operator==(const EaseScreen&, const EaseScreen&) = default;
};

// Becoming a regular, in four steps.
struct EnrolNameScreen {
  TypedText name = {};
  bool taken = false;  // somebody of this name is known already
  friend bool operator==(const EnrolNameScreen&, const EnrolNameScreen&) = default;
};
struct EnrolConsentScreen {
  std::string version = {};  // of the text: "2026-11"; what is agreed to is recorded by it
  std::string text = {};     // paragraphs, in the person's language
  bool read = false;         // it was scrolled to its end once
  friend bool operator==(const EnrolConsentScreen&, const EnrolConsentScreen&) = default;
};
enum class Pose { Front, Left, Right };
struct EnrolCaptureScreen {
  Pose pose = Pose::Front;  // the one that is looked for now
  Hint hint = Hint::None;
  float progress = 0;  // over all poses, 0 to 1
  std::optional<vision::FaceBox> face = {};
  friend bool operator==(const EnrolCaptureScreen&, const EnrolCaptureScreen&) = default;
};
struct EnrolDoneScreen {
  std::string name = {};
  Countdown countdown = {};
  friend bool operator==(const EnrolDoneScreen&, const EnrolDoneScreen&) = default;
};

// Behind the counter: who is there now and what they usually have. No pictures of anybody.
struct StaffDisplayScreen {
  struct Guest {
    std::string name = {};
    WallTime at = {};
    std::optional<int> visit = {};
    std::string usual = {};  // the usual order; may be empty
    std::optional<Reward> reward = {};
    std::string note = {};  // from the staff, for the staff; may be empty
    friend bool operator==(const Guest&, const Guest&) = default;
  };
  std::optional<Guest> now = {};   // at the counter
  std::vector<Guest> before = {};  // the last few, newest first
  friend bool operator==(const StaffDisplayScreen&, const StaffDisplayScreen&) = default;
};

}  // namespace dangol::ui
