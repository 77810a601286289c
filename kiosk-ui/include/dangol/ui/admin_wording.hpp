#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dangol/ui/admin_screens.hpp"
#include "dangol/ui/screens.hpp"
#include "dangol/ui/text.hpp"

// Sentences for whoever runs the kiosk and works there. Reentrant.
namespace dangol::ui {

[[nodiscard]] Text clockActionText(ClockAction action);
[[nodiscard]] Text recordedText(ClockAction action);
// What happens when nobody touches anything.
[[nodiscard]] Text automaticText(ClockAction action);
// "오전 8:58부터 근무 중", "At work since 8:58 AM"; without since: the state alone.
[[nodiscard]] std::string workStateWords(Language language, WorkState state, std::optional<WallTime> since,
                                         std::chrono::minutes local_offset);

// shown_name: as it can be drawn; empty: somebody who was forgotten since.
[[nodiscard]] std::string eventWords(Language language, AdminEventsScreen::Kind kind, std::string_view shown_name);
[[nodiscard]] std::string eventCountWords(Language language, int count);
[[nodiscard]] std::string peopleCountWords(Language language, int count);
// When enrolled, how many templates, which consent.
[[nodiscard]] std::vector<std::string> personWords(Language language, const AdminPersonScreen& person,
                                                   std::chrono::minutes local_offset);
[[nodiscard]] std::string latencyWords(Language language, const AdminDiagnosticsScreen::Histogram& histogram);

// "오전 8:13 · 12번째 방문", "8:13 AM · 12th visit".
[[nodiscard]] std::string visitLineWords(Language language, WallTime at, std::chrono::minutes local_offset,
                                         std::optional<int> visit);
// For the staff, short: "오늘 아메리카노 한 잔".
[[nodiscard]] std::string rewardShortWords(Language language, const Reward& reward);

}  // namespace dangol::ui
