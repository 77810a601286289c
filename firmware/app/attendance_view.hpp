#pragma once

#include "dangol/runtime/command.hpp"
#include "dangol/ui/screens.hpp"

namespace dangol::app {

// How an offer to clock in or out looks. Reentrant.
[[nodiscard]] ui::AttendanceScreen attendanceScreen(const runtime::AttendanceOffer& offer);

[[nodiscard]] gallery::AttendanceAction actionOf(ui::ClockAction action);

}  // namespace dangol::app
