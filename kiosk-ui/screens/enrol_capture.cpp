#include <algorithm>

#include "dangol/ui/wording.hpp"
#include "screens/screens.hpp"
#include "screens/typing.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

// Three small ovals, one a pose: done, looked for now, or to come. Each turns its head as it is asked for.
void drawPoses(const Scene& scene, Pose now, const Rect& rect) {
  const Palette& colours = scene.colours();
  const float radius = rect.height() / 2;
  const float apart = radius * 2.8F;
  for (int i = 0; i < 3; ++i) {
    const float x = rect.centreX() + (static_cast<float>(i) - 1) * apart;
    const float y = rect.centreY();
    if (i < static_cast<int>(now)) {
      drawBadge(scene.canvas, Icon::Check, x, y, radius, colours.positive, colours.surface);
      continue;
    }
    const bool current = i == static_cast<int>(now);
    scene.canvas.disc(x, y, radius, current ? colours.accent : colours.surface);
    const Colour ink = current ? colours.on_accent : colours.muted;
    // As in a mirror: who looks left sees the nose go left.
    const float turn = i == 0 ? 0 : (i == 1 ? -0.2F : 0.2F);
    scene.canvas.arc(x, y, radius * 0.42F, radius * 0.54F, 0, 1, ink, radius * 0.1F);
    scene.canvas.polyline({{x + turn * radius, y - radius * 0.1F}, {x + turn * 1.5F * radius, y + radius * 0.14F}}, ink,
                          radius * 0.1F);
  }
}

}  // namespace

void drawEnrolCapture(const Scene& scene, const EnrolCaptureScreen& screen) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  Rect area = contentArea(scene);
  const std::vector<Button> cancel{{scene.words(Text::Cancel), ButtonKind::Quiet, Dismiss{}}};
  const auto words = [&](Column& column, float growth) {
    column.block(metrics.space_dp(8) * growth, [&](const Rect& rect) { drawPoses(scene, screen.pose, rect); });
    column.gap(metrics.space_dp(3) * growth);
    const Text instruction = screen.hint == Hint::None ? poseText(screen.pose) : hintText(screen.hint);
    column.words(scene.style(TextSize::Headline, Weight::Bold, colours.text, growth * 0.9F), scene.words(instruction),
                 4);
    column.gap(metrics.space_dp(1) * growth);
    column.words(scene.style(TextSize::Body, Weight::Regular, colours.muted, growth), scene.words(Text::CaptureNote),
                 3);
  };
  drawSteps(scene, area, 3);
  if (metrics.landscape()) {
    const float width = std::min(area.width() * 0.54F, area.height() * 1.0F);
    drawMirrorWithOval(scene, {area.left, area.top, area.left + width, area.bottom}, scene.motion.progress);
    const Rect right{area.left + width + metrics.space_dp(4), area.top + metrics.touch_dp(), area.right, area.bottom};
    drawCentred(scene, placeButtons(scene, cancel, right), Align::Centre, words);
    return;
  }
  area.top += metrics.touch_dp();
  area = placeButtons(scene, cancel, area);
  const float height = area.height() * 0.62F;
  drawMirrorWithOval(scene, {area.left, area.top, area.right, area.top + height}, scene.motion.progress);
  drawCentred(scene, {area.left, area.top + height + metrics.space_dp(2), area.right, area.bottom}, Align::Centre,
              words);
}

}  // namespace dangol::ui
