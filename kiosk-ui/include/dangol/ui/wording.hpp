#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "dangol/ui/text.hpp"
#include "dangol/ui/view_state.hpp"

// Sentences made of a catalogue's words and today's values. Reentrant.
namespace dangol::ui {

enum class DayPart { Morning, Noon, Afternoon, Evening, Night };

// Morning from 5, noon from 11, afternoon from 14, evening from 18, night from 22 o'clock.
[[nodiscard]] DayPart dayPart(WallTime now, std::chrono::minutes local_offset);

// "9:05" and its half of the day, which Korean writes before the time and English after it.
struct ClockWords {
  std::string time;
  std::string half;
};
[[nodiscard]] ClockWords clockWords(Language language, WallTime now, std::chrono::minutes local_offset);
// "오전 9:05", "9:05 AM".
[[nodiscard]] std::string timeWords(Language language, WallTime at, std::chrono::minutes local_offset);
// "11월 21일 토요일", "Saturday, 21 November".
[[nodiscard]] std::string dateWords(Language language, WallTime now, std::chrono::minutes local_offset);

[[nodiscard]] Text hintText(Hint hint);
[[nodiscard]] Text faultText(FaultKind kind);
[[nodiscard]] Text dayPartText(DayPart part);
[[nodiscard]] Text poseText(Pose pose);

// A name with its courtesy form: "김단골 님". shown_name: as it can be drawn (see FontSet::drawable); empty: a guest.
[[nodiscard]] std::string nameWords(Language language, std::string_view shown_name);

// Why a PIN was not taken; empty when nothing is wrong.
[[nodiscard]] std::string pinProblemWords(Language language, PinScreen::Problem problem, int locked_seconds);

// The small line under a consent text: its version, and what is still to be done.
[[nodiscard]] std::string consentFootWords(Language language, std::string_view version, bool read);

// What a regular gets: "오늘은 쿠키를 드려요.", "Just 2 more until a free coffee."
[[nodiscard]] std::string rewardWords(Language language, const Reward& reward);

// What a greeting says, from small to large importance: a word of the day, the person, a sentence.
struct GreetingWords {
  std::string salutation;
  std::string name;  // with its courtesy form: "김단골 님"
  std::string sentence;
};
// shown_name: the name as it can be drawn (see FontSet::drawable); empty: greeted as a guest.
[[nodiscard]] GreetingWords greetingWords(Language language, std::string_view shown_name, bool name_hidden,
                                          std::optional<int> visit, DayPart part);

// "1st", "2nd", "11th", "23rd". Requires: number at least 1.
[[nodiscard]] std::string englishOrdinal(int number);

[[nodiscard]] std::string statusWords(Language language, const StatusFigures& status);

}  // namespace dangol::ui
