#include <algorithm>

#include "dangol/ui/wording.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

void addInstruction(const Scene& scene, Hint hint, Column& column, float growth) {
  column.words(scene.style(TextSize::Headline, Weight::Bold, scene.colours().text, growth), scene.words(hintText(hint)),
               6);
  if (hint != Hint::None) return;
  column.gap(scene.metrics().space_dp(1.5F) * growth);
  column.words(scene.style(TextSize::Body, Weight::Regular, scene.colours().muted, growth),
               scene.words(Text::SeeingNote), 2);
}

}  // namespace

void drawSeeing(const Scene& scene, const SeeingScreen& screen) {
  const Metrics& metrics = scene.metrics();
  const Rect area = contentArea(scene);
  const auto instruction = [&](Column& column, float growth) { addInstruction(scene, screen.hint, column, growth); };
  if (metrics.landscape()) {
    const float width = std::min(area.width() * 0.56F, area.height() * 1.05F);
    drawMirrorWithOval(scene, {area.left, area.top, area.left + width, area.bottom}, scene.motion.progress);
    drawCentred(scene, {area.left + width + metrics.space_dp(5), area.top, area.right, area.bottom}, Align::Left,
                instruction);
  } else {
    const float height = area.height() * 0.72F;
    drawMirrorWithOval(scene, {area.left, area.top, area.right, area.top + height}, scene.motion.progress);
    drawCentred(scene, {area.left, area.top + height + metrics.space_dp(3), area.right, area.bottom}, Align::Centre,
                instruction);
  }
}

}  // namespace dangol::ui
