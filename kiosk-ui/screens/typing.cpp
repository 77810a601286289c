#include "screens/typing.hpp"

#include <algorithm>

#include "widgets.hpp"

namespace dangol::ui {

void drawSteps(const Scene& scene, const Rect& area, int step) {
  constexpr int kSteps = 4;
  const Palette& colours = scene.colours();
  const float radius = scene.metrics().space_dp(0.8F);
  const float apart = scene.metrics().space_dp(3);
  const float y = area.top + scene.metrics().touch_dp() / 2;
  for (int i = 1; i <= kSteps; ++i) {
    const float x = area.right - radius - apart * static_cast<float>(kSteps - i);
    if (i == step) {
      scene.canvas.fill({x - radius * 1.8F, y - radius, x + radius * 1.8F, y + radius}, colours.accent, radius);
    } else if (i < step) {
      scene.canvas.disc(x, y, radius, colours.accent);
    } else {
      scene.canvas.arc(x, y, radius * 0.85F, radius * 0.85F, 0, 1, colours.muted, radius * 0.3F);
    }
  }
}

void drawTyping(const Scene& scene, const Typing& typing) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  const bool reach = scene.state.ease.reach;
  Rect area = contentArea(scene);
  const Rect window = scene.canvas.window();
  if (reach) area.bottom = window.bottom - metrics.space_dp(1);
  if (typing.step > 0) drawSteps(scene, area, typing.step);

  // Keys are as tall as there is room for, and not so tall that thumbs get tired.
  const float wanted = std::min(area.width() / 10 * 4 * 1.05F, area.height() * 0.46F);
  const float height = reach ? window.height() / 3 - metrics.space_dp(1) - metrics.least_touch_dp() - 1 : wanted;
  Rect keys{area.left, area.bottom - height, area.right, area.bottom};
  if (reach) keys = {metrics.space_dp(1), keys.top, window.right - metrics.space_dp(1), keys.bottom};
  drawKeyboard(scene, keys, typing.typed, typing.enter, typing.can_enter);

  area.bottom = keys.top - metrics.space_dp(2);
  if (reach) {
    // The way back lies right above the keys.
    const float size = metrics.least_touch_dp();
    const Rect back{area.left, keys.top - size, area.left + size * 2, keys.top};
    touchable(scene, back, "back", Dismiss{});
    drawIcon(scene.canvas, Icon::Back, back.centreX(), back.centreY(), size * 0.5F, colours.text);
    area.bottom = back.top - metrics.space_dp(1);
    const TextStyle style = scene.style(TextSize::Title, Weight::Bold, colours.text);
    scene.canvas.text(style, scene.canvas.lines(style, typing.title, area.width() * 0.8F, 1).front(), area.left,
                      area.top + metrics.touch_dp() / 2, Align::Left);
    area.top += metrics.touch_dp() + metrics.space_dp(1);
  } else {
    area = drawHeader(scene, area, typing.title, Dismiss{});
  }

  const float field = std::min(metrics.text_dp(TextSize::Title) * 2.2F, area.height() * 0.6F);
  const TextStyle noteStyle = scene.style(TextSize::Body, typing.note_warns ? Weight::Bold : Weight::Regular,
                                          typing.note_warns ? colours.attention : colours.muted);
  const auto note =
      typing.note.empty() ? std::vector<std::string>() : scene.canvas.lines(noteStyle, typing.note, area.width(), 2);
  const float line = Canvas::lineHeight(noteStyle);
  const float gap = metrics.space_dp(1.5F);
  const float all = field + gap + line * static_cast<float>(note.size());
  float top = std::max(area.top, area.centreY() - all / 2);
  drawTextField(scene, {area.left, top, area.right, top + field}, typing.typed, typing.hint);
  top += field + gap + line / 2;
  for (const std::string& words : note) {
    if (top + line / 2 > area.bottom + metrics.space_dp(1)) break;
    scene.canvas.text(noteStyle, words, area.left, top, Align::Left);
    top += line;
  }
}

}  // namespace dangol::ui
