#include "scene.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "dangol/ui/text.hpp"

namespace dangol::ui {
namespace {

struct ButtonLayout {
  float width;
  bool stacked;
};

ButtonLayout layoutButtons(const Scene& scene, const std::vector<Button>& buttons, float width_dp) {
  const TextStyle style = scene.style(TextSize::Body, Weight::Bold, scene.colours().text);
  float widest = scene.metrics().space_dp(24);
  for (const Button& button : buttons) {
    widest = std::max(widest, scene.canvas.textWidth(style, button.label) + scene.metrics().space_dp(9));
  }
  const auto count = static_cast<float>(buttons.size());
  const float together = widest * count + scene.metrics().space_dp(2) * (count - 1);
  return {std::min(widest, width_dp), together > width_dp};
}

void drawButton(const Scene& scene, const Button& button, const Rect& rect) {
  Canvas& canvas = scene.canvas;
  const Palette& colours = scene.colours();
  bool pressed = false;
  if (scene.touch != nullptr) {
    const ImVec2 min = canvas.px(rect.left, rect.top);
    const ImVec2 max = canvas.px(rect.right, rect.bottom);
    ImGui::SetCursorScreenPos(min);
    if (ImGui::InvisibleButton(button.label.c_str(), {max.x - min.x, max.y - min.y})) {
      scene.touch->actions.push_back(button.action);
    }
    pressed = ImGui::IsItemActive();
    scene.touch->targets.push_back({button.action, {min.x, min.y, max.x, max.y}});
  }

  const Rect shown = pressed ? rect.inset(scene.metrics().space_dp(0.4F)) : rect;
  const float radius = shown.height() / 2;
  const bool primary = button.kind == ButtonKind::Primary;
  if (primary) {
    canvas.fill(shown, colours.accent, radius);
  } else {
    canvas.fill(shown, colours.surface, radius);
    canvas.outline(shown, colours.outline, radius, std::max(2.0F, colours.outline_dp));
  }
  if (pressed) canvas.fill(shown, colours.text, radius, 0.12F);
  const TextStyle style = scene.style(TextSize::Body, Weight::Bold, primary ? colours.on_accent : colours.text);
  canvas.text(style, canvas.lines(style, button.label, rect.width() - scene.metrics().space_dp(3), 1).front(),
              shown.centreX(), shown.centreY(), Align::Centre);
}

}  // namespace

void Column::words(const TextStyle& style, const std::string& words, std::size_t max_lines) {
  for (const std::string& line : scene_.canvas.lines(style, words, width_dp_, max_lines)) {
    block(Canvas::lineHeight(style), [this, style, line](const Rect& rect) {
      const float x = align_ == Align::Centre ? rect.centreX() : rect.left;
      scene_.canvas.text(style, line, x, rect.centreY(), align_);
    });
  }
}

float Column::height() const {
  return std::accumulate(items_.begin(), items_.end(), 0.0F,
                         [](float sum, const Item& item) { return sum + item.height_dp; });
}

void Column::draw(float left_dp, float top_dp) const {
  for (const Item& item : items_) {
    if (item.draw) item.draw({left_dp, top_dp, left_dp + width_dp_, top_dp + item.height_dp});
    top_dp += item.height_dp;
  }
}

void drawCentred(const Scene& scene, const Rect& area, Align align,
                 const std::function<void(Column&, float growth)>& build) {
  constexpr std::array kGrowths{1.0F, 0.9F, 0.8F, 0.7F, 0.6F, 0.5F};
  for (const float growth : kGrowths) {
    Column column(scene, area.width(), align);
    build(column, growth);
    if (column.height() > area.height() && growth != kGrowths.back()) continue;
    column.draw(area.left, std::max(area.top, area.centreY() - column.height() / 2));
    return;
  }
}

float buttonHeight(const Scene& scene) { return scene.metrics().touch_dp(); }

float buttonsHeight(const Scene& scene, const std::vector<Button>& buttons, float width_dp) {
  if (buttons.empty()) return 0;
  const auto rows = layoutButtons(scene, buttons, width_dp).stacked ? static_cast<float>(buttons.size()) : 1.0F;
  return rows * buttonHeight(scene) + (rows - 1) * scene.metrics().space_dp(2);
}

void drawButtons(const Scene& scene, const std::vector<Button>& buttons, const Rect& area, Align align) {
  if (buttons.empty()) return;
  const auto [width, stacked] = layoutButtons(scene, buttons, area.width());
  const float gap = scene.metrics().space_dp(2);
  const auto count = static_cast<float>(buttons.size());
  const float together = stacked ? width : width * count + gap * (count - 1);
  float left = align == Align::Centre ? area.centreX() - together / 2 : area.left;
  float top = area.top;
  for (const Button& button : buttons) {
    drawButton(scene, button, {left, top, left + width, top + buttonHeight(scene)});
    (stacked ? top : left) += gap + (stacked ? buttonHeight(scene) : width);
  }
}

std::vector<Button> otherWays(const Scene& scene) {
  const ViewState& state = scene.state;
  std::vector<Button> buttons;
  if (state.capabilities.pin) {
    buttons.push_back({std::string(text(state.language, Text::UsePin)), ButtonKind::Primary, UsePin{}});
  }
  if (state.capabilities.call_staff) {
    buttons.push_back({std::string(text(state.language, Text::CallStaff)), ButtonKind::Quiet, CallStaff{}});
  }
  return buttons;
}

Rect contentArea(const Scene& scene) {
  Rect area = scene.canvas.window().inset(scene.metrics().margin_dp());
  const bool strip = screenOf(scene.state) != Screen::Fault && !scene.state.faults.empty();
  if (strip) area.top += scene.metrics().space_dp(2.5F);
  return area;
}

}  // namespace dangol::ui
