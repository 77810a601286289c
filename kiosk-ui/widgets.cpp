#include "widgets.hpp"

#include <algorithm>
#include <array>

#include "motion.hpp"

namespace dangol::ui {
namespace {

constexpr float kHold_s = 2;

struct ButtonLayout {
  float width;
  std::size_t columns;
  std::size_t rows;
};

float labelRoom(const Scene& scene, const Button& button) {
  const float icon = button.icon ? scene.metrics().text_dp(TextSize::Body) * 1.6F : 0;
  return icon + scene.metrics().space_dp(7);
}

ButtonLayout layoutButtons(const Scene& scene, const std::vector<Button>& buttons, float width_dp) {
  const TextStyle style = scene.style(TextSize::Body, Weight::Bold, scene.colours().text);
  float widest = scene.metrics().space_dp(24);
  for (const Button& button : buttons) {
    widest = std::max(widest, scene.canvas.textWidth(style, button.label) + labelRoom(scene, button));
  }
  widest = std::min(widest, width_dp);
  const float gap = scene.metrics().space_dp(2);
  const auto fitting = std::max<std::size_t>(1, static_cast<std::size_t>((width_dp + gap) / (widest + gap)));
  const std::size_t rows = (buttons.size() + fitting - 1) / fitting;
  return {widest, (buttons.size() + rows - 1) / std::max<std::size_t>(1, rows), rows};
}

RectPx pxOf(const Canvas& canvas, const Rect& rect) {
  const ImVec2 min = canvas.px(rect.left, rect.top);
  const ImVec2 max = canvas.px(rect.right, rect.bottom);
  return {min.x, min.y, max.x, max.y};
}

// Dear ImGui's button without a picture. Returns whether a finger was lifted on it.
bool invisibleButton(const RectPx& area, std::string_view id, const UiAction& action) {
  if (area.right - area.left < 1 || area.bottom - area.top < 1) return false;
  ImGui::SetCursorScreenPos({area.left, area.top});
  ImGui::PushID(static_cast<int>(action.index()));
  const bool lifted = ImGui::InvisibleButton(std::string(id.empty() ? "-" : id).c_str(),
                                             {area.right - area.left, area.bottom - area.top});
  ImGui::PopID();
  return lifted;
}

}  // namespace

bool touchable(const Scene& scene, const Rect& rect, std::string_view id, const UiAction& action) {
  if (scene.touch == nullptr) return false;
  const RectPx area = pxOf(scene.canvas, rect);
  if (invisibleButton(area, id, action) && !scene.gestures.dragging) scene.touch->actions.push_back(action);
  scene.touch->targets.push_back({action, area});
  return ImGui::IsItemActive() && ImGui::IsItemHovered() && !scene.gestures.dragging;
}

float holdable(const Scene& scene, const Rect& rect, std::string_view id, const UiAction& action) {
  if (scene.touch == nullptr) return 0;
  const RectPx area = pxOf(scene.canvas, rect);
  static_cast<void>(invisibleButton(area, id, action));
  scene.touch->targets.push_back({action, area});
  if (!ImGui::IsItemActive() || !ImGui::IsItemHovered() || scene.gestures.held) return 0;
  const float held_s = ImGui::GetIO().MouseDownDuration[0];
  if (held_s >= kHold_s) {
    scene.gestures.held = true;
    scene.touch->actions.push_back(action);
  }
  return std::clamp(held_s / kHold_s, 0.0F, 1.0F);
}

float buttonHeight(const Scene& scene) { return scene.metrics().touch_dp(); }

void drawButton(const Scene& scene, const Button& button, const Rect& rect) {
  Canvas& canvas = scene.canvas;
  const Palette& colours = scene.colours();
  const bool pressed = touchable(scene, rect, button.label, button.action);
  const Rect shown = pressed ? rect.inset(scene.metrics().space_dp(0.4F)) : rect;
  const float radius = std::min(shown.height() / 2, scene.metrics().touch_dp() * 0.6F);
  const bool primary = button.kind == ButtonKind::Primary;
  if (primary) {
    canvas.fill(shown, colours.accent, radius);
  } else {
    canvas.fill(shown, colours.surface, radius);
    canvas.outline(shown, colours.outline, radius, std::max(2.0F, colours.outline_dp));
  }
  const Colour ink = primary ? colours.on_accent : colours.text;
  if (button.countdown) {
    const float gone = shareOf(button.countdown->since, button.countdown->until, scene.now);
    const float line = scene.metrics().space_dp(0.75F);
    const float run = shown.width() - radius * 2;
    const float y = shown.bottom - line * 2.2F;
    canvas.fill({shown.left + radius, y, shown.left + radius + run * (1 - gone), y + line}, ink, line / 2, 0.75F);
  }
  if (pressed) canvas.fill(shown, colours.text, radius, 0.12F);

  TextStyle style = scene.style(TextSize::Body, Weight::Bold, ink);
  const float icon = button.icon ? style.em_dp * 1.15F : 0;
  const float gap = button.icon ? style.em_dp * 0.45F : 0;
  const float room = rect.width() - icon - gap - scene.metrics().space_dp(3);
  const float needed = canvas.textWidth(style, button.label);
  if (needed > room) style.em_dp *= std::max(0.6F, room / needed * 0.99F);
  const std::string label = canvas.lines(style, button.label, room, 1).front();
  const float width = icon + gap + canvas.textWidth(style, label);
  const float left = shown.centreX() - width / 2;
  if (button.icon) drawIcon(canvas, *button.icon, left + icon / 2, shown.centreY(), icon, ink);
  canvas.text(style, label, left + icon + gap, shown.centreY(), Align::Left);
}

float buttonsHeight(const Scene& scene, const std::vector<Button>& buttons, float width_dp) {
  if (buttons.empty()) return 0;
  const auto rows = static_cast<float>(layoutButtons(scene, buttons, width_dp).rows);
  return rows * buttonHeight(scene) + (rows - 1) * scene.metrics().space_dp(1.5F);
}

void drawButtons(const Scene& scene, const std::vector<Button>& buttons, const Rect& area, Align align) {
  if (buttons.empty()) return;
  const auto [width, columns, rows] = layoutButtons(scene, buttons, area.width());
  const float gap = scene.metrics().space_dp(2);
  float top = area.top;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t first = row * columns;
    const std::size_t count = std::min(columns, buttons.size() - first);
    const float together = width * static_cast<float>(count) + gap * static_cast<float>(count - 1);
    float left = align == Align::Centre ? area.centreX() - together / 2 : area.left;
    for (std::size_t i = first; i < first + count; ++i) {
      drawButton(scene, buttons[i], {left, top, left + width, top + buttonHeight(scene)});
      left += width + gap;
    }
    top += buttonHeight(scene) + scene.metrics().space_dp(1.5F);
  }
}

Rect placeButtons(const Scene& scene, const std::vector<Button>& buttons, const Rect& area, Align align) {
  if (buttons.empty()) return area;
  const float height = buttonsHeight(scene, buttons, area.width());
  drawButtons(scene, buttons, {area.left, area.bottom - height, area.right, area.bottom}, align);
  return {area.left, area.top, area.right, area.bottom - height - scene.metrics().space_dp(2)};
}

namespace {

// How choice cards are laid out: icon over word, side by side; or icon beside word, one under another.
struct ChoiceLayout {
  bool tall;
  float height;
};

ChoiceLayout layoutChoices(const Scene& scene, std::size_t count, float width_dp) {
  const Metrics& metrics = scene.metrics();
  const auto cards = static_cast<float>(count);
  const bool tall = (width_dp - metrics.space_dp(2) * (cards - 1)) / cards >= metrics.text_dp(TextSize::Body) * 4.4F;
  const float flat = metrics.touch_dp() * 1.1F;
  if (tall) return {true, metrics.touch_dp() * 1.05F + metrics.text_dp(TextSize::Body) * 1.9F};
  return {false, flat * cards + metrics.space_dp(1.5F) * (cards - 1)};
}

void drawChoice(const Scene& scene, const Choice& choice, const Rect& rect, bool tall) {
  Canvas& canvas = scene.canvas;
  const Palette& colours = scene.colours();
  const bool pressed = touchable(scene, rect, choice.label, choice.action);
  const Rect shown = pressed ? rect.inset(scene.metrics().space_dp(0.5F)) : rect;
  const float radius = scene.metrics().radius_dp();
  const Colour ink = choice.primary ? colours.on_accent : colours.text;
  if (choice.primary) {
    canvas.fill(shown, colours.accent, radius);
  } else {
    canvas.card(shown, radius);
  }
  if (pressed) canvas.fill(shown, colours.text, radius, 0.1F);
  const Colour mark = choice.primary ? colours.on_accent : colours.accent;
  TextStyle style = scene.style(TextSize::Body, Weight::Bold, ink);
  const float padding = scene.metrics().space_dp(2);
  if (tall) {
    const float icon = std::min(shown.height() * 0.36F, style.em_dp * 1.7F);
    const float needed = canvas.textWidth(style, choice.label);
    const float room = rect.width() - padding;
    if (needed > room) style.em_dp *= std::max(0.6F, room / needed * 0.99F);
    drawIcon(canvas, choice.icon, shown.centreX(), shown.top + shown.height() * 0.36F, icon, mark);
    canvas.text(style, canvas.lines(style, choice.label, room, 1).front(), shown.centreX(),
                shown.top + shown.height() * 0.76F, Align::Centre);
    return;
  }
  const float icon = style.em_dp * 1.35F;
  const float left = shown.left + padding * 1.5F;
  const float room = shown.width() - icon - padding * 4;
  const float needed = canvas.textWidth(style, choice.label);
  if (needed > room) style.em_dp *= std::max(0.6F, room / needed * 0.99F);
  drawIcon(canvas, choice.icon, left + icon / 2, shown.centreY(), icon, mark);
  canvas.text(style, canvas.lines(style, choice.label, room, 1).front(), left + icon + padding, shown.centreY(),
              Align::Left);
}

}  // namespace

float choicesHeight(const Scene& scene, std::size_t count, float width_dp) {
  return count == 0 ? 0 : layoutChoices(scene, count, width_dp).height;
}

void drawChoices(const Scene& scene, const std::vector<Choice>& choices, const Rect& area) {
  if (choices.empty()) return;
  const auto count = static_cast<float>(choices.size());
  const bool tall = layoutChoices(scene, choices.size(), area.width()).tall;
  const float gap = scene.metrics().space_dp(tall ? 2.0F : 1.5F);
  const float most = scene.metrics().space_dp(40);
  const float width = tall ? std::min(most, (area.width() - gap * (count - 1)) / count) : area.width();
  const float height = tall ? area.height() : (area.height() - gap * (count - 1)) / count;
  float left = tall ? area.centreX() - (width * count + gap * (count - 1)) / 2 : area.left;
  float top = area.top;
  for (const Choice& choice : choices) {
    drawChoice(scene, choice, {left, top, left + width, top + height}, tall);
    (tall ? left : top) += gap + (tall ? width : height);
  }
}

std::vector<Button> otherWays(const Scene& scene) {
  const Capabilities& can = scene.state.capabilities;
  std::vector<Button> buttons;
  if (can.pin) buttons.push_back({scene.words(Text::UsePin), ButtonKind::Primary, UsePin{}, Icon::Pin});
  if (can.code) buttons.push_back({scene.words(Text::UseCode), ButtonKind::Quiet, UseCode{}, Icon::Code});
  if (can.call_staff) buttons.push_back({scene.words(Text::CallStaff), ButtonKind::Quiet, CallStaff{}, Icon::Bell});
  return buttons;
}

std::vector<Choice> otherWayChoices(const Scene& scene) {
  const Capabilities& can = scene.state.capabilities;
  std::vector<Choice> choices;
  if (can.pin) choices.push_back({Icon::Pin, scene.words(Text::UsePin), UsePin{}, true});
  if (can.code) choices.push_back({Icon::Code, scene.words(Text::UseCode), UseCode{}});
  if (can.become_regular) choices.push_back({Icon::Heart, scene.words(Text::BecomeRegular), BecomeRegular{}});
  if (can.call_staff) choices.push_back({Icon::Bell, scene.words(Text::CallStaff), CallStaff{}});
  return choices;
}

}  // namespace dangol::ui
