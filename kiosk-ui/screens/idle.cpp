#include <algorithm>

#include "dangol/ui/wording.hpp"
#include "drawings.hpp"
#include "screens/screens.hpp"

namespace dangol::ui {
namespace {

// Korean writes the half of the day before the time, English after it.
void drawClock(const Scene& scene, const Rect& rect, Align align, float growth) {
  const ViewState& state = scene.state;
  const auto [time, half] = clockWords(state.language, state.now, state.local_offset);
  const TextStyle large = scene.style(TextSize::Clock, Weight::Bold, scene.colours().text, growth);
  const TextStyle small = scene.style(TextSize::Title, Weight::Bold, scene.colours().accent, growth);
  const float gap = scene.metrics().space_dp(2) * growth;
  const float timeWidth = scene.canvas.textWidth(large, time);
  const float halfWidth = scene.canvas.textWidth(small, half);
  // The small word stands on the large one's baseline.
  const float halfY = rect.centreY() + (large.em_dp - small.em_dp) * 0.35F;
  const bool halfFirst = state.language == Language::Korean;
  // In the middle stands the time; the small word hangs on it.
  const float hanging = halfFirst ? halfWidth + gap : 0;
  const float timeLeft = align == Align::Centre ? rect.centreX() - timeWidth / 2 : rect.left + hanging;
  scene.canvas.text(large, time, timeLeft, rect.centreY(), Align::Left);
  scene.canvas.text(small, half, halfFirst ? timeLeft - hanging : timeLeft + timeWidth + gap, halfY, Align::Left);
}

void addWelcome(const Scene& scene, Column& column, Align align, float growth) {
  const ViewState& state = scene.state;
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  const float clockHeight = metrics.text_dp(TextSize::Clock) * growth * 1.02F;
  column.block(clockHeight, [&scene, align, growth](const Rect& rect) { drawClock(scene, rect, align, growth); });
  column.gap(metrics.space_dp(1) * growth);
  column.words(scene.style(TextSize::Body, Weight::Regular, colours.muted, growth),
               dateWords(state.language, state.now, state.local_offset), 1);
  column.gap(metrics.space_dp(6) * growth);
  column.words(scene.style(TextSize::Headline, Weight::Bold, colours.text, growth),
               std::string(text(state.language, Text::Welcome)), 2);
  column.gap(metrics.space_dp(0.5F) * growth);
  column.words(scene.style(TextSize::Body, Weight::Regular, colours.muted, growth),
               std::string(text(state.language, Text::WelcomeLine)), 3);
}

void drawPlate(const Scene& scene, float x, float y, float radius) {
  scene.canvas.disc(x, y, radius, scene.colours().surface);
  if (scene.colours().outline_dp > 0) {
    scene.canvas.arc(x, y, radius, radius, 0, 1, scene.colours().outline, scene.colours().outline_dp);
  }
  drawCup(scene.canvas, x, y + radius * 0.06F, radius * 1.5F, CupMood::Smiling);
}

// Returns the top of what it drew.
float drawPrivacyNotice(const Scene& scene, const Rect& area, Align align) {
  const Metrics& metrics = scene.metrics();
  const Language language = scene.state.language;
  const TextStyle titleStyle = scene.style(TextSize::Caption, Weight::Bold, scene.colours().text);
  const TextStyle style = scene.style(TextSize::Caption, Weight::Regular, scene.colours().muted);
  const float icon = metrics.space_dp(4.5F);
  const float padding = metrics.space_dp(2.5F);
  const std::string_view title = text(language, Text::PrivacyTitle);
  const auto lines = scene.canvas.lines(style, text(language, Text::PrivacyLine), area.width() - icon - padding * 3, 3);
  float widest = scene.canvas.textWidth(titleStyle, title);
  for (const auto& line : lines) widest = std::max(widest, scene.canvas.textWidth(style, line));
  const float lineHeight = Canvas::lineHeight(style);
  const float height = static_cast<float>(lines.size() + 1) * lineHeight + padding * 1.2F;
  const float width = widest + icon + padding * 3;
  const float cardLeft = align == Align::Centre ? area.centreX() - width / 2 : area.left;
  const Rect card{cardLeft, area.bottom - height, cardLeft + width, area.bottom};

  scene.canvas.card(card, std::min(metrics.radius_dp() * 0.75F, height / 2));
  drawCameraIcon(scene.canvas, card.left + padding + icon / 2, card.centreY(), icon, scene.colours().accent);
  const float left = card.left + padding * 2 + icon;
  float y = card.top + padding * 0.6F + lineHeight / 2;
  scene.canvas.text(titleStyle, title, left, y, Align::Left);
  for (const auto& line : lines) scene.canvas.text(style, line, left, y += lineHeight, Align::Left);
  return card.top;
}

// A touch anywhere wakes the kiosk. Comes after the buttons, which take their touches first.
void addWakeArea(const Scene& scene) {
  if (scene.touch == nullptr) return;
  const Rect window = scene.canvas.window();
  const ImVec2 size = scene.canvas.px(window.right, window.bottom);
  if (ImGui::IsMouseReleased(ImGuiMouseButton_Left) && scene.touch->actions.empty()) {
    scene.touch->actions.push_back(Woken{});
  }
  scene.touch->targets.push_back({Woken{}, {0, 0, size.x, size.y}});
}

// The clock, the welcome, the buttons and the notice, from top to bottom.
void drawWords(const Scene& scene, Rect area, Align align) {
  const Metrics& metrics = scene.metrics();
  area.bottom = drawPrivacyNotice(scene, area, align) - metrics.space_dp(3);
  const auto buttons = otherWays(scene);
  const float height = buttonsHeight(scene, buttons, area.width());
  if (height > 0) {
    drawButtons(scene, buttons, {area.left, area.bottom - height, area.right, area.bottom}, align);
    area.bottom -= height + metrics.space_dp(3);
  }
  drawCentred(scene, area, align, [&](Column& column, float growth) {
    if (align == Align::Centre) {
      const float radius = metrics.space_dp(15) * growth;
      column.block(radius * 2,
                   [&scene, radius](const Rect& rect) { drawPlate(scene, rect.centreX(), rect.centreY(), radius); });
      column.gap(metrics.space_dp(4) * growth);
    }
    addWelcome(scene, column, align, growth);
  });
}

}  // namespace

void drawIdle(const Scene& scene, const IdleScreen&) {
  const Metrics& metrics = scene.metrics();
  const Rect area = contentArea(scene);
  if (metrics.landscape()) {
    const float radius = std::min(area.width() * 0.2F, area.height() * 0.4F);
    drawPlate(scene, area.right - radius, area.centreY(), radius);
    drawWords(scene, {area.left, area.top, area.right - radius * 2 - metrics.space_dp(4), area.bottom}, Align::Left);
  } else {
    drawWords(scene, area, Align::Centre);
  }
  addWakeArea(scene);
}

}  // namespace dangol::ui
