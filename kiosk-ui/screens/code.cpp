#include "drawings.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {

void drawCode(const Scene& scene, const CodeScreen& screen) {
  std::vector<Button> buttons;
  const Capabilities& can = scene.state.capabilities;
  if (can.pin) buttons.push_back({scene.words(Text::UsePin), ButtonKind::Quiet, UsePin{}, Icon::Pin});
  if (can.call_staff) buttons.push_back({scene.words(Text::CallStaff), ButtonKind::Quiet, CallStaff{}, Icon::Bell});
  buttons.push_back({scene.words(Text::Close), ButtonKind::Quiet, Dismiss{}});
  const Rect area = placeButtons(scene, buttons, contentArea(scene));

  Statement statement;
  statement.picture_radius_dp = scene.metrics().space_dp(12);
  statement.picture = [&](float x, float y, float radius) {
    drawBadge(scene.canvas, screen.refused ? Icon::Bang : Icon::Code, x, y, radius, scene.colours().surface,
              screen.refused ? scene.colours().attention : scene.colours().accent);
  };
  statement.headline = scene.words(screen.refused ? Text::CodeRefusedTitle : Text::CodeTitle);
  statement.lines = {scene.words(screen.refused ? Text::CodeRefusedLine : Text::CodeLine)};
  drawStatement(scene, area, statement);
}

}  // namespace dangol::ui
