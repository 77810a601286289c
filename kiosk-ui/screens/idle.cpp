#include <algorithm>

#include "dangol/ui/wording.hpp"
#include "drawings.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

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

// The kiosk's cup. Held for two seconds it opens the owner's area, where there is one.
void drawPlate(const Scene& scene, float x, float y, float radius) {
  const float held = scene.state.capabilities.admin
                         ? holdable(scene, {x - radius, y - radius, x + radius, y + radius}, "admin", OpenAdmin{})
                         : 0;
  scene.canvas.disc(x, y, radius, scene.colours().surface);
  if (scene.colours().outline_dp > 0) {
    scene.canvas.arc(x, y, radius, radius, 0, 1, scene.colours().outline, scene.colours().outline_dp);
  }
  drawCup(scene.canvas, x, y + radius * 0.06F, radius * 1.5F, CupMood::Smiling);
  scene.canvas.arc(x, y, radius * 0.97F, radius * 0.97F, 0, held, scene.colours().accent, radius * 0.05F);
}

// Language and ease of use, small in the corner; returns how much room they take in height.
float drawCorner(const Scene& scene, const Rect& area, bool right) {
  if (!scene.state.capabilities.ease) return 0;
  const Metrics& metrics = scene.metrics();
  const Language language = scene.state.language;
  const Language other = language == Language::Korean ? Language::English : Language::Korean;
  const std::vector<Button> buttons{
      {std::string(text(other, Text::LanguageName)), ButtonKind::Quiet, SetLanguage{other}, Icon::Globe},
      {scene.words(Text::EaseShort), ButtonKind::Quiet, OpenEase{}, Icon::Ease}};
  const float height = std::max(metrics.least_touch_dp(), metrics.touch_dp() * 0.78F);
  const float gap = metrics.space_dp(1.5F);
  const TextStyle style = scene.style(TextSize::Body, Weight::Bold, scene.colours().text);
  float widest = 0;
  for (const Button& button : buttons) widest = std::max(widest, scene.canvas.textWidth(style, button.label));
  const float width = std::min((area.width() - gap) / 2, widest + style.em_dp * 1.6F + metrics.space_dp(5));
  const float together = width * 2 + gap;
  float left = right ? area.right - together : area.centreX() - together / 2;
  for (const Button& button : buttons) {
    drawButton(scene, button, {left, area.bottom - height, left + width, area.bottom});
    left += width + gap;
  }
  return height + metrics.space_dp(2);
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
  if (ImGui::IsMouseReleased(ImGuiMouseButton_Left) && scene.touch->actions.empty() && !scene.gestures.held) {
    scene.touch->actions.push_back(Woken{});
  }
  scene.touch->targets.push_back({Woken{}, {0, 0, size.x, size.y}});
}

// The clock, the welcome, the buttons and the notice, from top to bottom.
void drawWords(const Scene& scene, Rect area, Align align) {
  const Metrics& metrics = scene.metrics();
  // Within reach, every touch of height counts.
  area.bottom = drawPrivacyNotice(scene, area, align) - metrics.space_dp(scene.state.ease.reach ? 1 : 3);
  // A reader for codes needs no button here: it is always listened to.
  auto buttons = otherWays(scene);
  std::erase_if(buttons, [](const Button& button) { return button.action == UiAction{UseCode{}}; });
  if (!buttons.empty()) {
    area = placeButtons(scene, buttons, area, align);
    area.bottom -= metrics.space_dp(1);
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
  Rect area = contentArea(scene);
  if (metrics.landscape()) {
    const float radius = std::min(area.width() * 0.2F, area.height() * 0.4F);
    const Rect side{area.right - radius * 2, area.top, area.right, area.bottom};
    const float corner = drawCorner(scene, side, true);
    drawPlate(scene, side.centreX(), (side.top + side.bottom - corner) / 2, radius);
    drawWords(scene, {area.left, area.top, side.left - metrics.space_dp(4), area.bottom}, Align::Left);
  } else {
    area.bottom -= drawCorner(scene, area, false);
    drawWords(scene, area, Align::Centre);
  }
  addWakeArea(scene);
}

}  // namespace dangol::ui
