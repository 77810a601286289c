#include "dangol/ui/wording.hpp"

#include <array>
#include <cassert>
#include <cmath>

#include "dangol/ui/korean.hpp"
#include "fill_in.hpp"

namespace dangol::ui {
namespace {

constexpr std::array kWeekdays{Text::Sunday,   Text::Monday, Text::Tuesday, Text::Wednesday,
                               Text::Thursday, Text::Friday, Text::Saturday};
constexpr std::array kMonths{Text::January,   Text::February, Text::March,    Text::April,
                             Text::May,       Text::June,     Text::July,     Text::August,
                             Text::September, Text::October,  Text::November, Text::December};

std::chrono::local_time<std::chrono::milliseconds> localTime(WallTime now, std::chrono::minutes offset) {
  return std::chrono::local_time<std::chrono::milliseconds>(now.time_since_epoch() + offset);
}

std::chrono::hh_mm_ss<std::chrono::milliseconds> timeOfDay(WallTime now, std::chrono::minutes offset) {
  const auto local = localTime(now, offset);
  return std::chrono::hh_mm_ss(local - std::chrono::floor<std::chrono::days>(local));
}

}  // namespace

DayPart dayPart(WallTime now, std::chrono::minutes local_offset) {
  const auto hour = timeOfDay(now, local_offset).hours().count();
  if (hour < 5 || hour >= 22) return DayPart::Night;
  if (hour < 11) return DayPart::Morning;
  if (hour < 14) return DayPart::Noon;
  return hour < 18 ? DayPart::Afternoon : DayPart::Evening;
}

ClockWords clockWords(Language language, WallTime now, std::chrono::minutes local_offset) {
  const auto time = timeOfDay(now, local_offset);
  const auto hour = time.hours().count();
  const auto shown = hour % 12 == 0 ? 12 : hour % 12;
  const Text half = hour < 12 ? Text::ClockMorning : Text::ClockAfternoon;
  return {fmt::format("{}:{:02}", shown, time.minutes().count()), std::string(text(language, half))};
}

std::string timeWords(Language language, WallTime at, std::chrono::minutes local_offset) {
  const ClockWords words = clockWords(language, at, local_offset);
  return fill(language, Text::ClockTime, fmt::arg("time", words.time), fmt::arg("half", words.half));
}

std::string dateWords(Language language, WallTime now, std::chrono::minutes local_offset) {
  const auto days = std::chrono::floor<std::chrono::days>(localTime(now, local_offset));
  const std::chrono::year_month_day date(days);
  const std::chrono::weekday weekday(days);
  return fill(language, Text::Date, fmt::arg("weekday", text(language, kWeekdays[weekday.c_encoding()])),
              fmt::arg("month", text(language, kMonths[static_cast<unsigned>(date.month()) - 1])),
              fmt::arg("day", static_cast<unsigned>(date.day())));
}

Text hintText(Hint hint) {
  switch (hint) {
    case Hint::None:
      return Text::HintNone;
    case Hint::MoveCloser:
      return Text::HintMoveCloser;
    case Hint::LookHere:
      return Text::HintLookHere;
    case Hint::LookStraight:
      return Text::HintLookStraight;
    case Hint::HoldStill:
      return Text::HintHoldStill;
    case Hint::TooDark:
      return Text::HintTooDark;
    case Hint::TooBright:
      return Text::HintTooBright;
    case Hint::OneAtATime:
      return Text::HintOneAtATime;
  }
  return Text::HintNone;
}

Text faultText(FaultKind kind) {
  switch (kind) {
    case FaultKind::CameraLost:
      return Text::FaultCameraLost;
    case FaultKind::ModelsMissing:
      return Text::FaultModelsMissing;
    case FaultKind::RecognitionStopped:
      return Text::FaultRecognitionStopped;
    case FaultKind::GalleryUnavailable:
      return Text::FaultGalleryUnavailable;
    case FaultKind::GalleryReadOnly:
      return Text::FaultGalleryReadOnly;
    case FaultKind::DiskNearlyFull:
      return Text::FaultDiskNearlyFull;
    case FaultKind::ClockWrong:
      return Text::FaultClockWrong;
  }
  return Text::FaultRecognitionStopped;
}

Text dayPartText(DayPart part) {
  switch (part) {
    case DayPart::Morning:
      return Text::GoodMorning;
    case DayPart::Noon:
      return Text::GoodNoon;
    case DayPart::Afternoon:
      return Text::GoodAfternoon;
    case DayPart::Evening:
      return Text::GoodEvening;
    case DayPart::Night:
      return Text::GoodNight;
  }
  return Text::GoodMorning;
}

Text poseText(Pose pose) {
  switch (pose) {
    case Pose::Front:
      return Text::PoseFront;
    case Pose::Left:
      return Text::PoseLeft;
    case Pose::Right:
      return Text::PoseRight;
  }
  return Text::PoseFront;
}

std::string nameWords(Language language, std::string_view shown_name) {
  if (shown_name.empty()) return std::string(text(language, Text::GuestName));
  return fill(language, Text::NameForm, fmt::arg("name", shown_name));
}

std::string pinProblemWords(Language language, PinScreen::Problem problem, int locked_seconds) {
  switch (problem) {
    case PinScreen::Problem::None:
      return {};
    case PinScreen::Problem::Wrong:
      return std::string(text(language, Text::PinWrong));
    case PinScreen::Problem::Locked:
      return fill(language, Text::PinLocked, fmt::arg("seconds", locked_seconds));
  }
  return {};
}

std::string consentFootWords(Language language, std::string_view version, bool read) {
  return fill(language, read ? Text::ConsentFoot : Text::ConsentScroll, fmt::arg("version", version));
}

std::string rewardWords(Language language, const Reward& reward) {
  return fill(language, reward.visits_left == 0 ? Text::RewardDue : Text::RewardLeft, fmt::arg("reward", reward.name),
              fmt::arg("reward_object", withParticle(reward.name, Particle::Object)),
              fmt::arg("left", reward.visits_left));
}

GreetingWords greetingWords(Language language, std::string_view shown_name, bool name_hidden, std::optional<int> visit,
                            DayPart part) {
  GreetingWords words;
  words.salutation = text(language, dayPartText(part));
  words.sentence = text(language, Text::GreetingLine);
  if (name_hidden) {
    words.name = text(language, Text::GuestPlural);
    words.sentence = text(language, Text::HintOneAtATime);
    return words;
  }
  words.name = nameWords(language, shown_name);
  if (visit && *visit == 1) words.sentence = text(language, Text::GreetingFirstVisit);
  if (visit && *visit > 1) {
    const auto count = language == Language::English ? englishOrdinal(*visit) : std::to_string(*visit);
    words.sentence = fill(language, Text::GreetingVisit, fmt::arg("visit", count));
  }
  return words;
}

std::string englishOrdinal(int number) {
  assert(number >= 1);
  const int lastTwo = number % 100;
  const bool teen = lastTwo >= 11 && lastTwo <= 13;
  constexpr std::array kEndings{"th", "st", "nd", "rd"};
  const auto last = static_cast<std::size_t>(number % 10);
  return std::to_string(number) + (teen || last >= kEndings.size() ? "th" : kEndings[last]);
}

std::string statusWords(Language language, const StatusFigures& status) {
  auto words = fill(language, Text::StatusLine, fmt::arg("version", status.version),
                    fmt::arg("fps", std::lround(status.camera_fps)), fmt::arg("people", status.people));
  if (status.latency.count() > 0) words += fmt::format(" · {} ms", status.latency.count());
  return words;
}

}  // namespace dangol::ui
