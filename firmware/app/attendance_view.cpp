#include "attendance_view.hpp"

#include <algorithm>
#include <optional>

namespace dangol::app {
namespace {

using gallery::AttendanceAction;

// Nothing for what this screen has no button for.
std::optional<ui::ClockAction> shownAs(AttendanceAction action) {
  switch (action) {
    case AttendanceAction::ClockIn:
      return ui::ClockAction::In;
    case AttendanceAction::ClockOut:
      return ui::ClockAction::Out;
    case AttendanceAction::BreakStart:
      return ui::ClockAction::BreakStart;
    case AttendanceAction::BreakEnd:
      return ui::ClockAction::BreakEnd;
    case AttendanceAction::ChangeTask:
      return std::nullopt;
  }
  return std::nullopt;
}

// What somebody does follows from what they may do next.
ui::WorkState stateOf(const runtime::AttendanceOffer& offer) {
  const auto may = [&](AttendanceAction action) {
    return std::ranges::find(offer.allowed, action) != offer.allowed.end();
  };
  if (may(AttendanceAction::ClockIn)) return ui::WorkState::Out;
  return may(AttendanceAction::BreakEnd) ? ui::WorkState::OnBreak : ui::WorkState::In;
}

}  // namespace

ui::AttendanceScreen attendanceScreen(const runtime::AttendanceOffer& offer) {
  ui::AttendanceScreen screen;
  screen.id = static_cast<std::uint64_t>(offer.id);
  screen.name = offer.person.name;
  if (offer.person.language.starts_with("ko")) screen.language = ui::Language::Korean;
  if (offer.person.language.starts_with("en")) screen.language = ui::Language::English;
  screen.state = stateOf(offer);
  screen.state_since = offer.since;
  bool first = true;
  for (const AttendanceAction action : offer.allowed) {
    const auto shown = shownAs(action);
    if (!shown) continue;
    if (first) {
      screen.next = *shown;
    } else {
      screen.others.push_back(*shown);
    }
    first = false;
  }
  if (!offer.receipt || !offer.canUndo) return screen;
  if (const auto done = shownAs(offer.receipt->action)) {
    screen.recorded = ui::AttendanceScreen::Recorded{screen.id, *done, offer.receipt->at};
  }
  return screen;
}

AttendanceAction actionOf(ui::ClockAction action) {
  switch (action) {
    case ui::ClockAction::In:
      return AttendanceAction::ClockIn;
    case ui::ClockAction::Out:
      return AttendanceAction::ClockOut;
    case ui::ClockAction::BreakStart:
      return AttendanceAction::BreakStart;
    case ui::ClockAction::BreakEnd:
      return AttendanceAction::BreakEnd;
  }
  return AttendanceAction::ClockIn;
}

}  // namespace dangol::app
