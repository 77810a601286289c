#include <algorithm>

#include "dangol/ui/admin_wording.hpp"
#include "dangol/ui/wording.hpp"
#include "drawings.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

Language languageOf(const Scene& scene, const AttendanceScreen& screen) {
  return screen.language.value_or(scene.state.language);
}

std::vector<Button> buttonsOf(const Scene& scene, const AttendanceScreen& screen) {
  const Language language = languageOf(scene, screen);
  if (screen.recorded) {
    return {{std::string(text(language, Text::Undo)), ButtonKind::Quiet, UndoClock{screen.recorded->id}, std::nullopt,
             screen.countdown}};
  }
  std::vector<Button> buttons{{std::string(text(language, clockActionText(screen.next))), ButtonKind::Primary,
                               Clock{screen.id, screen.next}, std::nullopt, screen.countdown}};
  for (const ClockAction action : screen.others) {
    buttons.push_back(
        {std::string(text(language, clockActionText(action))), ButtonKind::Quiet, Clock{screen.id, action}});
  }
  buttons.push_back({std::string(text(language, Text::Close)), ButtonKind::Quiet, Dismiss{}});
  return buttons;
}

Statement statementOf(const Scene& scene, const AttendanceScreen& screen) {
  const Language language = languageOf(scene, screen);
  const ViewState& state = scene.state;
  const std::string name = shownName(scene, screen.name);
  Statement statement;
  statement.picture_radius_dp = scene.metrics().space_dp(11);
  if (screen.recorded) {
    statement.picture = [&scene](float x, float y, float radius) {
      drawBadge(scene.canvas, Icon::Check, x, y, radius, scene.colours().positive, scene.colours().surface);
    };
    statement.lead = nameWords(language, name);
    statement.headline = std::string(text(language, recordedText(screen.recorded->action)));
    statement.lines = {timeWords(language, screen.recorded->at, state.local_offset)};
    return statement;
  }
  statement.picture = [&scene](float x, float y, float radius) {
    scene.canvas.disc(x, y, radius, scene.colours().surface);
    drawCup(scene.canvas, x, y + radius * 0.06F, radius * 1.4F, CupMood::Happy);
  };
  statement.lead = std::string(text(language, dayPartText(dayPart(state.now, state.local_offset))));
  statement.headline = nameWords(language, name);
  statement.lines = {workStateWords(language, screen.state, screen.state_since, state.local_offset)};
  if (screen.countdown) statement.lines.push_back(std::string(text(language, automaticText(screen.next))));
  return statement;
}

}  // namespace

void drawAttendance(const Scene& scene, const AttendanceScreen& screen) {
  const Rect area = placeButtons(scene, buttonsOf(scene, screen), contentArea(scene));
  drawStatement(scene, area, statementOf(scene, screen));
}

}  // namespace dangol::ui
