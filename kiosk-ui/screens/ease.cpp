#include "screens/screens.hpp"
#include "screens/settings_rows.hpp"
#include "widgets.hpp"

namespace dangol::ui {

void drawEase(const Scene& scene, const EaseScreen&) {
  const Metrics& metrics = scene.metrics();
  Rect area = contentArea(scene);
  const TextStyle style = scene.style(TextSize::Headline, Weight::Bold, scene.colours().text, 0.8F);
  if (scene.state.ease.reach) {
    const float top = scene.canvas.window().bottom - scene.canvas.window().height() / 3;
    scene.canvas.text(style, scene.words(Text::EaseTitle), area.centreX(), (area.top + top) / 2, Align::Centre);
    area.top = top + 1;
    area.bottom = scene.canvas.window().bottom - metrics.space_dp(1.5F);
    drawSettings(scene, area, easeSettings(scene), true);
    return;
  }
  scene.canvas.text(style, scene.words(Text::EaseTitle), area.centreX(), area.top + Canvas::lineHeight(style) / 2,
                    Align::Centre);
  area.top += Canvas::lineHeight(style) + metrics.space_dp(2);
  area = placeButtons(scene, {{scene.words(Text::Done), ButtonKind::Primary, Dismiss{}, Icon::Check}}, area);
  drawSettings(scene, area, easeSettings(scene), false);
}

}  // namespace dangol::ui
