#include "screens/list_rows.hpp"

#include <algorithm>

#include "widgets.hpp"

namespace dangol::ui {
namespace {

void drawRow(const Scene& scene, const ListRow& row, const Rect& rect) {
  const Palette& colours = scene.colours();
  const TextStyle style = scene.style(TextSize::Body, Weight::Regular, row.faint ? colours.muted : colours.text, 0.95F);
  const TextStyle small = scene.style(TextSize::Caption, Weight::Regular, colours.muted);
  const float padding = scene.metrics().space_dp(2);
  const float icon = style.em_dp * 1.05F;
  const float rightWidth = scene.canvas.textWidth(small, row.right);
  const float left = rect.left + padding + icon + padding;
  const float room = rect.right - padding * 2 - rightWidth - left;
  drawIcon(scene.canvas, row.icon, rect.left + padding + icon / 2, rect.centreY(), icon,
           row.faint ? colours.muted : colours.accent);
  scene.canvas.text(style, scene.canvas.lines(style, row.words, room, 1).front(), left, rect.centreY(), Align::Left);
  scene.canvas.text(small, row.right, rect.right - padding - rightWidth, rect.centreY(), Align::Left);
}

}  // namespace

void drawList(const Scene& scene, const Rect& area, std::size_t count, const std::function<ListRow(std::size_t)>& row,
              const std::string& empty) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  scene.canvas.card(area, metrics.radius_dp());
  if (count == 0) {
    const TextStyle style = scene.style(TextSize::Body, Weight::Regular, colours.muted);
    scene.canvas.text(style, scene.canvas.lines(style, empty, area.width(), 1).front(), area.centreX(), area.centreY(),
                      Align::Centre);
    return;
  }
  const float height = std::max(metrics.least_touch_dp() + 6, metrics.text_dp(TextSize::Body) * 2);
  const Rect inner{area.left + metrics.space_dp(1), area.top + metrics.space_dp(1), area.right - metrics.space_dp(1),
                   area.bottom - metrics.space_dp(1)};
  drawScrolled(scene, inner, height * static_cast<float>(count), [&](const Rect& content) {
    const auto above = static_cast<std::size_t>(std::max(0.0F, (inner.top - content.top) / height));
    const auto inSight = static_cast<std::size_t>(inner.height() / height) + 2;
    for (std::size_t i = above; i < std::min(count, above + inSight); ++i) {
      const float top = content.top + height * static_cast<float>(i);
      const Rect rect{content.left, top, content.right, top + height};
      const ListRow shown = row(i);
      if (shown.action) {
        const auto part = touchablePart(scene, rect, inner);
        if (part && touchable(scene, *part, shown.id, *shown.action)) {
          scene.canvas.fill(rect, colours.text, metrics.radius_dp() / 2, 0.08F);
        }
      }
      drawRow(scene, shown, rect);
      if (i + 1 < count) {
        scene.canvas.fill(
            {rect.left + metrics.space_dp(2), rect.bottom - 1, rect.right - metrics.space_dp(2), rect.bottom},
            colours.outline, 0);
      }
    }
  });
}

}  // namespace dangol::ui
