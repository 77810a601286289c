#include "dangol/ui/wording.hpp"
#include "drawings.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {

void drawEnrolDone(const Scene& scene, const EnrolDoneScreen& screen) {
  const Language language = scene.state.language;
  const std::vector<Button> done{
      {scene.words(Text::Done), ButtonKind::Primary, Dismiss{}, std::nullopt, screen.countdown}};
  const Rect area = placeButtons(scene, done, contentArea(scene));
  Statement statement;
  statement.picture_radius_dp = scene.metrics().space_dp(12);
  statement.picture = [&scene](float x, float y, float radius) {
    scene.canvas.disc(x, y, radius, scene.colours().surface);
    drawCup(scene.canvas, x, y + radius * 0.06F, radius * 1.4F, CupMood::Happy);
  };
  statement.lead = scene.words(Text::EnrolDoneLead);
  statement.headline = nameWords(language, shownName(scene, screen.name));
  statement.lines = {scene.words(Text::EnrolDoneLine), scene.words(Text::EnrolForgetLine)};
  drawStatement(scene, area, statement);
}

}  // namespace dangol::ui
