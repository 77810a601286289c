#include "drawings.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {

void drawUnknown(const Scene& scene, const UnknownScreen& screen) {
  const bool unsure = screen.reason == UnknownScreen::Reason::NotSure;
  const Metrics& metrics = scene.metrics();
  auto choices = otherWayChoices(scene);
  if (unsure) std::erase_if(choices, [](const Choice& c) { return c.action == UiAction{BecomeRegular{}}; });

  const bool narrow = scene.state.ease.reach;
  Rect area = contentArea(scene);
  if (narrow) area.bottom = scene.canvas.window().bottom - metrics.space_dp(1.5F);
  area = placeButtons(scene, {{scene.words(Text::Close), ButtonKind::Quiet, Dismiss{}}}, area);
  const float lower = scene.canvas.window().bottom - scene.canvas.window().height() / 3;
  float height = choicesHeight(scene, choices.size(), area.width());
  if (narrow && height > 0) height = std::min(height, area.bottom - lower - 1);
  if (height > 0) {
    drawChoices(scene, choices, {area.left, area.bottom - height, area.right, area.bottom});
    area.bottom -= height + metrics.space_dp(2);
  }

  Statement statement;
  statement.picture_radius_dp = metrics.space_dp(12);
  statement.picture = [&scene](float x, float y, float radius) {
    scene.canvas.disc(x, y, radius, scene.colours().surface);
    drawCup(scene.canvas, x, y + radius * 0.06F, radius * 1.4F, CupMood::Smiling);
  };
  statement.headline = scene.words(unsure ? Text::NotSureTitle : Text::UnknownTitle);
  statement.lines = {scene.words(unsure ? Text::NotSureLine : Text::UnknownLine)};
  if (!choices.empty()) statement.lines.push_back(scene.words(Text::OtherWaysLine));
  drawStatement(scene, area, statement);
}

}  // namespace dangol::ui
