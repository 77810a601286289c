#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dangol/vision/face.hpp"
#include "dangol/vision/frame.hpp"

// What the kiosk shows and what people do to it: plain values, the whole contract between the screen and the rest.
namespace dangol::ui {

// Milliseconds since 1970 in UTC: for the clock and the words of the day, never for durations.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
using vision::SteadyTime;

enum class Language { Korean, English };
enum class ThemeKind { Light, Dark, Contrast };

// The one thing a person can do to be seen better. None: everything is fine, keep looking.
enum class Hint { None, MoveCloser, LookHere, LookStraight, HoldStill, TooDark, TooBright, OneAtATime };

enum class FaultKind {
  CameraLost,
  ModelsMissing,
  RecognitionStopped,
  GalleryUnavailable,
  GalleryReadOnly,
  DiskNearlyFull,
  ClockWrong
};

struct Fault {
  FaultKind kind = FaultKind::CameraLost;
  std::string detail;  // for the staff, shown small: "/dev/video0"; may be empty. Never personal data.
  friend bool operator==(const Fault&, const Fault&) = default;
};

// Nobody is there: clock, welcome, privacy notice.
struct IdleScreen {
  bool dimmed = false;  // nobody came for a while; the window fades to and from it
  friend bool operator==(const IdleScreen&, const IdleScreen&) = default;
};

// Somebody is being looked at: live picture, guide, one instruction, progress.
struct SeeingScreen {
  Hint hint = Hint::None;
  float progress = 0;                   // agreeing frames over frames needed, 0 to 1
  std::optional<vision::FaceBox> face;  // in pixels of ViewState::preview, as the camera saw it (not mirrored)
  friend bool operator==(const SeeingScreen&, const SeeingScreen&) = default;
};

// A regular is greeted.
struct GreetingScreen {
  std::uint64_t id = 0;              // comes back in NotMe, so that a late touch cannot undo somebody else's greeting
  std::string name;                  // UTF-8, any length, any script
  std::optional<Language> language;  // the person's own; unset: the kiosk's
  std::optional<int> visit;          // which visit this is, 1 for the first
  bool can_undo = true;              // offers "That's not me"
  bool name_hidden = false;          // more than one person in view: greet without the name until one steps up
  SteadyTime since;                  // when it was first shown
  SteadyTime until;  // when it ends: the countdown ring is empty. Control changes the screen, not the UI.
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

// What a touch may ask for on this kiosk. A button exists on the screen exactly when its flag is set.
struct Capabilities {
  bool pin = false;         // UsePin
  bool call_staff = false;  // CallStaff
  friend bool operator==(const Capabilities&, const Capabilities&) = default;
};

// Figures for whoever runs the kiosk, one small line at the bottom edge.
struct StatusFigures {
  std::string version;
  double camera_fps = 0;
  int people = 0;
  std::chrono::milliseconds latency{0};  // from a good face to a decision; 0: not yet measured
  friend bool operator==(const StatusFigures&, const StatusFigures&) = default;
};

// Everything the kiosk shows. Copies are cheap: the frame is shared.
struct ViewState {
  using ScreenData = std::variant<IdleScreen, SeeingScreen, GreetingScreen, UnknownScreen, FaultScreen>;
  ScreenData screen;

  WallTime now;
  std::chrono::minutes local_offset{0};  // local time minus UTC
  Language language = Language::Korean;  // the kiosk's own
  ThemeKind theme = ThemeKind::Light;
  Capabilities capabilities;
  std::vector<Fault> faults;            // most serious first. Outside FaultScreen the first is shown as a small strip.
  vision::FramePtr preview;             // the newest picture; null while there is none
  std::optional<StatusFigures> status;  // unset: not shown
};

// Which screen a state shows, in the variant's order.
enum class Screen { Idle, Seeing, Greeting, Unknown, Fault };
[[nodiscard]] inline Screen screenOf(const ViewState& state) { return static_cast<Screen>(state.screen.index()); }
static_assert(std::variant_size_v<ViewState::ScreenData> == static_cast<std::size_t>(Screen::Fault) + 1);

// "That's not me": take back the greeting with this id.
struct NotMe {
  std::uint64_t greeting = 0;
  friend bool operator==(const NotMe&, const NotMe&) = default;
};
struct UsePin {
  friend bool operator==(const UsePin&, const UsePin&) = default;
};
struct CallStaff {
  friend bool operator==(const CallStaff&, const CallStaff&) = default;
};
// The person is done with what is shown: back to the beginning.
struct Dismiss {
  friend bool operator==(const Dismiss&, const Dismiss&) = default;
};
// The idle screen was touched somewhere.
struct Woken {
  friend bool operator==(const Woken&, const Woken&) = default;
};
using UiAction = std::variant<NotMe, UsePin, CallStaff, Dismiss, Woken>;

}  // namespace dangol::ui
