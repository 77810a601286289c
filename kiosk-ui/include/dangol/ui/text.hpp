#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "dangol/ui/view_state.hpp"

namespace dangol::ui {

// Every piece of wording on the screen. One catalogue a language holds the words: kiosk-ui/strings.
// Names in braces are filled in: {name}, {hour}, ...
enum class Text {
  Welcome,
  WelcomeLine,
  PrivacyTitle,
  PrivacyLine,
  ClockMorning,
  ClockAfternoon,
  Date,
  Sunday,
  Monday,
  Tuesday,
  Wednesday,
  Thursday,
  Friday,
  Saturday,
  January,
  February,
  March,
  April,
  May,
  June,
  July,
  August,
  September,
  October,
  November,
  December,
  UsePin,
  CallStaff,
  Close,
  HintNone,
  HintMoveCloser,
  HintLookHere,
  HintLookStraight,
  HintHoldStill,
  HintTooDark,
  HintTooBright,
  HintOneAtATime,
  SeeingNote,
  GoodMorning,
  GoodNoon,
  GoodAfternoon,
  GoodEvening,
  GoodNight,
  NameForm,
  GuestName,
  GuestPlural,
  GreetingLine,
  GreetingFirstVisit,
  GreetingVisit,
  NotMe,
  UnknownTitle,
  UnknownLine,
  NotSureTitle,
  NotSureLine,
  OtherWaysLine,
  FaultTitle,
  FaultServed,
  FaultPinWorks,
  FaultStaffWorks,
  FaultRecovers,
  FaultCameraLost,
  FaultModelsMissing,
  FaultRecognitionStopped,
  FaultGalleryUnavailable,
  FaultGalleryReadOnly,
  FaultDiskNearlyFull,
  FaultClockWrong,
  StatusLine
};
inline constexpr std::size_t kTextCount = static_cast<std::size_t>(Text::StatusLine) + 1;

struct CatalogueEntry {
  Text key;
  std::string_view words;  // UTF-8
};

// A language's words, one entry a key in the order of Text.
[[nodiscard]] std::span<const CatalogueEntry, kTextCount> catalogue(Language language);
[[nodiscard]] std::string_view text(Language language, Text key);

}  // namespace dangol::ui
