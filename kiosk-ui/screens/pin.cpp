#include <algorithm>
#include <array>

#include "dangol/ui/wording.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

// One filled circle for each digit typed, an empty one for each that is still needed.
void drawDots(const Scene& scene, const PinScreen& screen, const Rect& rect) {
  const Palette& colours = scene.colours();
  const std::size_t count = std::max(screen.shortest, screen.typed);
  const float step = std::min(scene.metrics().space_dp(5), rect.width() / static_cast<float>(count));
  const float radius = std::min(rect.height() / 2, step * 0.32F);
  float x = rect.centreX() - step * static_cast<float>(count - 1) / 2;
  for (std::size_t i = 0; i < count; ++i, x += step) {
    if (i < screen.typed) {
      scene.canvas.disc(x, rect.centreY(), radius, colours.accent);
    } else {
      scene.canvas.arc(x, rect.centreY(), radius * 0.9F, radius * 0.9F, 0, 1, colours.muted, radius * 0.25F);
    }
  }
}

void drawQuestion(const Scene& scene, const PinScreen& screen, const Rect& area) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  const bool admin = screen.whose == PinScreen::For::Admin;
  const std::string problem = pinProblemWords(scene.state.language, screen.problem, screen.locked_seconds);
  drawCentred(scene, area, Align::Centre, [&](Column& column, float growth) {
    const float radius = metrics.space_dp(6.5F) * growth;
    column.block(radius * 2, [&scene, radius, admin, &colours](const Rect& rect) {
      drawBadge(scene.canvas, admin ? Icon::Gear : Icon::Pin, rect.centreX(), rect.centreY(), radius, colours.surface,
                colours.accent);
    });
    column.gap(metrics.space_dp(2.5F) * growth);
    column.words(scene.style(TextSize::Headline, Weight::Bold, colours.text, growth * 0.85F),
                 scene.words(admin ? Text::PinAdminTitle : Text::PinTitle), 3);
    column.gap(metrics.space_dp(3) * growth);
    column.block(metrics.space_dp(4) * growth, [&](const Rect& rect) { drawDots(scene, screen, rect); });
    column.gap(metrics.space_dp(2) * growth);
    if (problem.empty()) {
      column.words(scene.style(TextSize::Body, Weight::Regular, colours.muted, growth), scene.words(Text::PinNote), 3);
    } else {
      column.words(scene.style(TextSize::Body, Weight::Bold, colours.attention, growth), problem, 3);
    }
  });
}

// A key's face; its label is drawn by the caller.
bool drawKey(const Scene& scene, const Rect& rect, const std::string& id, const UiAction& action, bool accent) {
  const Palette& colours = scene.colours();
  const float gap = scene.metrics().space_dp(0.75F);
  const bool pressed = touchable(scene, rect, id, action);
  const Rect shown = rect.inset(pressed ? gap * 1.5F : gap);
  const float radius = scene.metrics().radius_dp() * 0.75F;
  if (accent) {
    scene.canvas.fill(shown, colours.accent, radius);
  } else {
    scene.canvas.card(shown, radius);
  }
  if (pressed) scene.canvas.fill(shown, colours.text, radius, 0.12F);
  return pressed;
}

class Pad {
 public:
  Pad(const Scene& scene, const PinScreen& screen, const Rect& area, bool wide)
      : scene_(scene), screen_(screen), area_(area), columns_(wide ? 6 : 3), rows_(wide ? 2 : 4) {}

  void draw() const {
    const bool wide = columns_ == 6;
    for (std::size_t i = 0; i < 10; ++i) {
      // Wide: 1 2 3 4 5 ⌫ / 6 7 8 9 0 ✓; tall: the last row is ⌫ 0 ✓.
      const std::size_t row = wide ? i / 5 : i / 3;
      const std::size_t column = wide ? i % 5 : (i == 9 ? 1 : i % 3);
      drawDigit(cell(row, column), screen_.digits[i]);
    }
    drawErase(cell(wide ? 0 : 3, wide ? 5 : 0));
    drawEnter(cell(wide ? 1 : 3, wide ? 5 : 2));
  }

 private:
  [[nodiscard]] Rect cell(std::size_t row, std::size_t column) const {
    const float width = area_.width() / static_cast<float>(columns_);
    const float height = area_.height() / static_cast<float>(rows_);
    const float left = area_.left + width * static_cast<float>(column);
    const float top = area_.top + height * static_cast<float>(row);
    return {left, top, left + width, top + height};
  }
  [[nodiscard]] float em(const Rect& rect) const {
    return std::min({scene_.metrics().text_dp(TextSize::Headline), rect.height() * 0.55F, rect.width() * 0.55F});
  }
  void drawDigit(const Rect& rect, int digit) const {
    const std::string label = std::to_string(digit);
    drawKey(scene_, rect, label, PinDigit{digit}, false);
    scene_.canvas.text({em(rect), Weight::Bold, scene_.colours().text}, label, rect.centreX(), rect.centreY(),
                       Align::Centre);
  }
  void drawErase(const Rect& rect) const {
    if (screen_.typed > 0) drawKey(scene_, rect, "erase", PinErase{}, false);
    drawIcon(scene_.canvas, Icon::Erase, rect.centreX(), rect.centreY(), em(rect) * 0.85F,
             screen_.typed > 0 ? scene_.colours().text : scene_.colours().muted);
  }
  void drawEnter(const Rect& rect) const {
    const bool enough = screen_.typed >= screen_.shortest;
    if (enough) drawKey(scene_, rect, "enter", PinEnter{}, true);
    drawIcon(scene_.canvas, Icon::Check, rect.centreX(), rect.centreY(), em(rect) * 0.8F,
             enough ? scene_.colours().on_accent : scene_.colours().muted);
  }

  const Scene& scene_;
  const PinScreen& screen_;
  Rect area_;
  std::size_t columns_;
  std::size_t rows_;
};

}  // namespace

void drawPin(const Scene& scene, const PinScreen& screen) {
  auto [read, touch, beside] = splitArea(scene, 0.5F, 0.42F);
  const std::vector<Button> close{{scene.words(Text::Close), ButtonKind::Quiet, Dismiss{}}};
  const float most = scene.metrics().space_dp(64);
  if (scene.state.ease.reach) {
    // Three rows: two of keys and the way back.
    const Rect below = placeButtons(scene, close, touch);
    const float width = std::min(below.width(), most * 1.6F);
    touch = {below.centreX() - width / 2, below.top, below.centreX() + width / 2, below.bottom};
  } else if (beside) {
    read = placeButtons(scene, close, read);
    touch.left = std::max(touch.left, touch.right - most);
  } else {
    const Rect above = placeButtons(scene, close, touch);
    const float width = std::min(above.width(), most);
    touch = {above.centreX() - width / 2, above.top, above.centreX() + width / 2, above.bottom};
  }
  drawQuestion(scene, screen, read);
  Pad(scene, screen, touch, scene.state.ease.reach).draw();
}

}  // namespace dangol::ui
