#include <algorithm>

#include "dangol/ui/wording.hpp"
#include "drawings.hpp"
#include "screens/screens.hpp"

namespace dangol::ui {
namespace {

constexpr std::size_t kMostFaults = 3;

// A mark and words beside it, as one block in the column's middle.
void addMarked(const Scene& scene, Column& column, const TextStyle& style, const std::string& words,
               const std::function<void(float x, float y, float size)>& mark) {
  const float size = style.em_dp * 0.95F;
  const float gap = scene.metrics().space_dp(1.5F);
  const auto lines = scene.canvas.lines(style, words, column.width() - size - gap, 2);
  float widest = 0;
  for (const auto& line : lines) widest = std::max(widest, scene.canvas.textWidth(style, line));
  const float height = Canvas::lineHeight(style);
  column.block(height * static_cast<float>(lines.size()), [=, &scene](const Rect& rect) {
    const float left = rect.centreX() - (size + gap + widest) / 2;
    mark(left + size / 2, rect.top + height / 2, size);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      scene.canvas.text(style, lines[i], left + size + gap, rect.top + height * (static_cast<float>(i) + 0.5F),
                        Align::Left);
    }
  });
}

void addFaults(const Scene& scene, Column& column, float growth) {
  const Palette& colours = scene.colours();
  const auto& faults = scene.state.faults;
  for (std::size_t i = 0; i < std::min(faults.size(), kMostFaults); ++i) {
    const TextStyle style = scene.style(TextSize::Body, Weight::Regular, colours.text, growth);
    addMarked(scene, column, style, std::string(text(scene.state.language, faultText(faults[i].kind))),
              [&](float x, float y, float size) {
                drawAttentionMark(scene.canvas, x, y, size, colours.attention, colours.background);
              });
    const std::string detail = scene.canvas.fonts().drawable(faults[i].detail);
    if (!detail.empty()) {
      column.words(scene.style(TextSize::Caption, Weight::Regular, colours.muted, growth), detail, 1);
    }
    column.gap(scene.metrics().space_dp(0.5F) * growth);
  }
}

void addWhatWorks(const Scene& scene, Column& column, float growth) {
  const Palette& colours = scene.colours();
  std::vector<Text> lines{Text::FaultServed};
  if (scene.state.capabilities.pin) lines.push_back(Text::FaultPinWorks);
  if (scene.state.capabilities.call_staff) lines.push_back(Text::FaultStaffWorks);
  for (const Text line : lines) {
    addMarked(scene, column, scene.style(TextSize::Body, Weight::Regular, colours.text, growth),
              std::string(text(scene.state.language, line)),
              [&](float x, float y, float size) { drawCheckMark(scene.canvas, x, y, size, colours.positive); });
  }
}

}  // namespace

void drawFault(const Scene& scene, const FaultScreen&) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  const Language language = scene.state.language;

  Rect area = contentArea(scene);
  const auto buttons = otherWays(scene);
  const float height = buttonsHeight(scene, buttons, area.width());
  if (height > 0) {
    drawButtons(scene, buttons, {area.left, area.bottom - height, area.right, area.bottom});
    area.bottom -= height + metrics.space_dp(2);
  }
  drawCentred(scene, area, Align::Centre, [&](Column& column, float growth) {
    const float radius = metrics.space_dp(10) * growth;
    column.block(radius * 2, [&, radius](const Rect& rect) {
      scene.canvas.disc(rect.centreX(), rect.centreY(), radius, colours.surface);
      drawCup(scene.canvas, rect.centreX(), rect.centreY() - radius * 0.08F, radius * 1.4F, CupMood::Asleep);
    });
    column.gap(metrics.space_dp(3) * growth);
    column.words(scene.style(TextSize::Headline, Weight::Bold, colours.text, growth),
                 std::string(text(language, Text::FaultTitle)), 2);
    column.gap(metrics.space_dp(2) * growth);
    addFaults(scene, column, growth);
    column.gap(metrics.space_dp(3) * growth);
    addWhatWorks(scene, column, growth);
    column.gap(metrics.space_dp(3) * growth);
    column.words(scene.style(TextSize::Caption, Weight::Regular, colours.muted, growth),
                 std::string(text(language, Text::FaultRecovers)), 2);
  });
}

}  // namespace dangol::ui
