#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "dangol/vision/face.hpp"
#include "dangol/vision/frame.hpp"

// The small values that screens and actions are made of.
namespace dangol::ui {

// Milliseconds since 1970 in UTC: for the clock and the words of the day, never for durations.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
using vision::SteadyTime;

enum class Language { Korean, English };
enum class ThemeKind { Light, Dark, Contrast };
enum class TextScale { Normal, Large, Largest };

// The one thing a person can do to be seen better. None: everything is fine, keep looking.
enum class Hint { None, MoveCloser, LookHere, LookStraight, HoldStill, TooDark, TooBright, OneAtATime };

// From when to when something is shown; its ring or bar is empty at the end.
struct Countdown {
  SteadyTime since;
  SteadyTime until;
  friend bool operator==(const Countdown&, const Countdown&) = default;
};

// What somebody at work is doing, and what changes it.
enum class WorkState { Out, In, OnBreak };
enum class ClockAction { In, Out, BreakStart, BreakEnd };

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

// What makes the kiosk easier to use for whoever stands there, or for everybody.
struct Ease {
  TextScale text = TextScale::Normal;
  bool reach = false;  // everything that can be touched lies in the window's lower third
  bool sounds = true;  // tones
  bool voice = false;  // spoken prompts
  int volume = 7;      // 0 to kLoudest
  friend bool operator==(const Ease&, const Ease&) = default;
};
inline constexpr int kLoudest = 10;

enum class KeyboardLayout { Hangul, Latin };

// What is typed on the kiosk's own keyboard.
struct TypedText {
  std::string text;  // UTF-8, the syllable that is being composed at its end included
  KeyboardLayout layout = KeyboardLayout::Hangul;
  bool shift = false;
  friend bool operator==(const TypedText&, const TypedText&) = default;
};

}  // namespace dangol::ui
