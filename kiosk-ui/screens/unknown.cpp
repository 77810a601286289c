#include "dangol/ui/text.hpp"
#include "drawings.hpp"
#include "screens/screens.hpp"

namespace dangol::ui {

void drawUnknown(const Scene& scene, const UnknownScreen& screen) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  const Language language = scene.state.language;
  const bool unsure = screen.reason == UnknownScreen::Reason::NotSure;

  auto buttons = otherWays(scene);
  const bool otherWay = !buttons.empty();
  buttons.push_back({std::string(text(language, Text::Close)), ButtonKind::Quiet, Dismiss{}});

  Rect area = contentArea(scene);
  const float height = buttonsHeight(scene, buttons, area.width());
  drawButtons(scene, buttons, {area.left, area.bottom - height, area.right, area.bottom}, Align::Centre);
  area.bottom -= height + metrics.space_dp(2);

  const auto words = [&](Text key) { return std::string(text(language, key)); };
  drawCentred(scene, area, Align::Centre, [&](Column& column, float growth) {
    const float radius = metrics.space_dp(12) * growth;
    column.block(radius * 2, [&, radius](const Rect& rect) {
      scene.canvas.disc(rect.centreX(), rect.centreY(), radius, colours.surface);
      drawCup(scene.canvas, rect.centreX(), rect.centreY() + radius * 0.06F, radius * 1.4F, CupMood::Smiling);
    });
    column.gap(metrics.space_dp(4) * growth);
    column.words(scene.style(TextSize::Headline, Weight::Bold, colours.text, growth),
                 words(unsure ? Text::NotSureTitle : Text::UnknownTitle), 2);
    column.gap(metrics.space_dp(1) * growth);
    const TextStyle body = scene.style(TextSize::Body, Weight::Regular, colours.muted, growth);
    column.words(body, words(unsure ? Text::NotSureLine : Text::UnknownLine), 3);
    if (otherWay) column.words(body, words(Text::OtherWaysLine), 3);
  });
}

}  // namespace dangol::ui
