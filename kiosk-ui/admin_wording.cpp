#include "dangol/ui/admin_wording.hpp"

#include <cmath>

#include "dangol/ui/wording.hpp"
#include "fill_in.hpp"

namespace dangol::ui {
namespace {

Text workStateText(WorkState state) {
  switch (state) {
    case WorkState::Out:
      return Text::WorkOut;
    case WorkState::In:
      return Text::WorkIn;
    case WorkState::OnBreak:
      return Text::WorkBreak;
  }
  return Text::WorkOut;
}

Text eventText(AdminEventsScreen::Kind kind) {
  using Kind = AdminEventsScreen::Kind;
  switch (kind) {
    case Kind::Greeted:
      return Text::EventGreeted;
    case Kind::Unknown:
      return Text::EventUnknown;
    case Kind::NotSure:
      return Text::EventNotSure;
    case Kind::Undone:
      return Text::EventUndone;
    case Kind::ClockedIn:
      return Text::EventClockedIn;
    case Kind::ClockedOut:
      return Text::EventClockedOut;
    case Kind::BreakStarted:
      return Text::EventBreakStarted;
    case Kind::BreakEnded:
      return Text::EventBreakEnded;
    case Kind::Opened:
      return Text::EventOpened;
    case Kind::Refused:
      return Text::EventRefused;
  }
  return Text::EventUnknown;
}

std::string countWords(Language language, Text one, Text many, int count) {
  return fill(language, count == 1 ? one : many, fmt::arg("count", count));
}

}  // namespace

Text clockActionText(ClockAction action) {
  switch (action) {
    case ClockAction::In:
      return Text::ClockIn;
    case ClockAction::Out:
      return Text::ClockOut;
    case ClockAction::BreakStart:
      return Text::BreakStart;
    case ClockAction::BreakEnd:
      return Text::BreakEnd;
  }
  return Text::ClockIn;
}

Text recordedText(ClockAction action) {
  switch (action) {
    case ClockAction::In:
      return Text::RecordedIn;
    case ClockAction::Out:
      return Text::RecordedOut;
    case ClockAction::BreakStart:
      return Text::RecordedBreakStart;
    case ClockAction::BreakEnd:
      return Text::RecordedBreakEnd;
  }
  return Text::RecordedIn;
}

Text automaticText(ClockAction action) {
  switch (action) {
    case ClockAction::In:
      return Text::AutomaticIn;
    case ClockAction::Out:
      return Text::AutomaticOut;
    case ClockAction::BreakStart:
      return Text::AutomaticBreakStart;
    case ClockAction::BreakEnd:
      return Text::AutomaticBreakEnd;
  }
  return Text::AutomaticIn;
}

std::string workStateWords(Language language, WorkState state, std::optional<WallTime> since,
                           std::chrono::minutes local_offset) {
  const auto words = text(language, workStateText(state));
  if (!since || state == WorkState::Out) return std::string(words);
  return fill(language, Text::WorkSince, fmt::arg("state", words),
              fmt::arg("time", timeWords(language, *since, local_offset)));
}

std::string eventWords(Language language, AdminEventsScreen::Kind kind, std::string_view shown_name) {
  const auto name = shown_name.empty() ? text(language, Text::EventSomebody) : shown_name;
  return fill(language, eventText(kind), fmt::arg("name", name));
}

std::string eventCountWords(Language language, int count) {
  return countWords(language, Text::EventCountOne, Text::EventCount, count);
}

std::string peopleCountWords(Language language, int count) {
  return countWords(language, Text::PeopleCountOne, Text::PeopleCount, count);
}

std::vector<std::string> personWords(Language language, const AdminPersonScreen& person,
                                     std::chrono::minutes local_offset) {
  std::vector<std::string> lines{
      fill(language, Text::PersonEnrolled, fmt::arg("date", dateWords(language, person.enrolled_at, local_offset))),
      fill(language, Text::PersonTemplates, fmt::arg("count", person.templates))};
  lines.push_back(person.consent_version.empty()
                      ? std::string(text(language, Text::PersonNoConsent))
                      : fill(language, Text::PersonConsent, fmt::arg("version", person.consent_version)));
  return lines;
}

std::string latencyWords(Language language, const AdminDiagnosticsScreen::Histogram& histogram) {
  if (histogram.count == 0) return std::string(text(language, Text::LatencyNone));
  return fill(language, Text::LatencyLine, fmt::arg("count", histogram.count),
              fmt::arg("p50", std::lround(histogram.p50_ms)), fmt::arg("p95", std::lround(histogram.p95_ms)));
}

std::string visitLineWords(Language language, WallTime at, std::chrono::minutes local_offset,
                           std::optional<int> visit) {
  const std::string time = timeWords(language, at, local_offset);
  if (!visit) return time;
  const auto count = language == Language::English ? englishOrdinal(*visit) : std::to_string(*visit);
  return fill(language, Text::StaffVisit, fmt::arg("time", time), fmt::arg("visit", count));
}

std::string rewardShortWords(Language language, const Reward& reward) {
  return fill(language, reward.visits_left == 0 ? Text::RewardDueShort : Text::RewardLeftShort,
              fmt::arg("reward", reward.name), fmt::arg("left", reward.visits_left));
}

}  // namespace dangol::ui
