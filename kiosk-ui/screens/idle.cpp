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
  const float width = timeWidth + gap + halfWidth;
  const float left = align == Align::Centre ? rect.centreX() - width / 2 : rect.left;
  // The small word stands on the large one's baseline.
  const float halfY = rect.centreY() + (large.em_dp - small.em_dp) * 0.35F;
  const bool halfFirst = state.language == Language::Korean;
  scene.canvas.text(large, time, left + (halfFirst ? halfWidth + gap : 0), rect.centreY(), Align::Left);
  scene.canvas.text(small, half, left + (halfFirst ? 0 : timeWidth + gap), halfY, Align::Left);
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
float drawPrivacyNotice(const Scene& scene, const Rect& area) {
  const Metrics& metrics = scene.metrics();
  const TextStyle style = scene.style(TextSize::Caption, Weight::Regular, scene.colours().muted);
  const float icon = metrics.space_dp(4);
  const float padding = metrics.space_dp(2.5F);
  const auto lines =
      scene.canvas.lines(style, text(scene.state.language, Text::PrivacyNotice), area.width() - icon - padding * 3, 3);
  float widest = 0;
  for (const auto& line : lines) widest = std::max(widest, scene.canvas.textWidth(style, line));
  const float height = static_cast<float>(lines.size()) * Canvas::lineHeight(style) + padding * 1.4F;
  const float width = widest + icon + padding * 3;
  const Rect card{area.centreX() - width / 2, area.bottom - height, area.centreX() + width / 2, area.bottom};

  scene.canvas.card(card, std::min(metrics.radius_dp(), height / 2));
  drawCameraIcon(scene.canvas, card.left + padding + icon / 2, card.centreY(), icon, scene.colours().accent);
  float y = card.centreY() - Canvas::lineHeight(style) * static_cast<float>(lines.size() - 1) / 2;
  for (const auto& line : lines) {
    scene.canvas.text(style, line, card.left + padding * 2 + icon, y, Align::Left);
    y += Canvas::lineHeight(style);
  }
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

}  // namespace

void drawIdle(const Scene& scene, const IdleScreen&) {
  const Metrics& metrics = scene.metrics();
  Rect area = contentArea(scene);
  area.bottom = drawPrivacyNotice(scene, area) - metrics.space_dp(3);

  const auto buttons = otherWays(scene);
  const float height = buttonsHeight(scene, buttons, area.width());
  if (height > 0) {
    drawButtons(scene, buttons, {area.left, area.bottom - height, area.right, area.bottom});
    area.bottom -= height + metrics.space_dp(3);
  }

  if (metrics.landscape()) {
    const float radius = std::min(area.width() * 0.19F, area.height() * 0.4F);
    drawPlate(scene, area.right - radius - metrics.space_dp(2), area.centreY(), radius);
    Rect words = area;
    words.left += metrics.space_dp(2);
    words.right = area.right - radius * 2 - metrics.space_dp(5);
    drawCentred(scene, words, Align::Left,
                [&](Column& column, float growth) { addWelcome(scene, column, Align::Left, growth); });
  } else {
    drawCentred(scene, area, Align::Centre, [&](Column& column, float growth) {
      const float radius = metrics.space_dp(15) * growth;
      column.block(radius * 2,
                   [&scene, radius](const Rect& rect) { drawPlate(scene, rect.centreX(), rect.centreY(), radius); });
      column.gap(metrics.space_dp(4) * growth);
      addWelcome(scene, column, Align::Centre, growth);
    });
  }
  addWakeArea(scene);
}

}  // namespace dangol::ui
