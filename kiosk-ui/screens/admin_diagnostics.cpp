#include <fmt/format.h>

#include <algorithm>

#include "dangol/ui/admin_wording.hpp"
#include "dangol/ui/wording.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

using Facts = std::vector<std::pair<std::string, std::string>>;

Facts factsOf(const Scene& scene, const AdminDiagnosticsScreen& screen) {
  Facts facts{{scene.words(Text::FactVersion), screen.version},
              {scene.words(Text::FactCameraFps), fmt::format("{:.1f}", screen.camera_fps)},
              {scene.words(Text::FactScreenFps), fmt::format("{:.0f}", screen.screen_fps)},
              {scene.words(Text::FactFrames), fmt::format("{} / {}", screen.frames, screen.frames_dropped)}};
  facts.insert(facts.end(), screen.facts.begin(), screen.facts.end());
  return facts;
}

void drawFacts(const Scene& scene, const Facts& facts, const Rect& area) {
  const Palette& colours = scene.colours();
  scene.canvas.card(area, scene.metrics().radius_dp());
  const Rect inner = area.inset(scene.metrics().space_dp(2.5F));
  const float line =
      std::min(inner.height() / static_cast<float>(facts.size()), scene.metrics().text_dp(TextSize::Caption) * 1.9F);
  TextStyle label = scene.style(TextSize::Caption, Weight::Regular, colours.muted);
  label.em_dp = std::min(label.em_dp, line * 0.7F);
  TextStyle value = label;
  value.weight = Weight::Bold;
  value.colour = colours.text;
  float y = inner.top + line / 2;
  for (const auto& [name, words] : facts) {
    const float width = scene.canvas.textWidth(label, name);
    scene.canvas.text(label, name, inner.left, y, Align::Left);
    const float room = inner.width() - width - scene.metrics().space_dp(1.5F);
    const std::string shown = scene.canvas.lines(value, scene.canvas.fonts().drawable(words), room, 1).front();
    scene.canvas.text(value, shown, inner.right - scene.canvas.textWidth(value, shown), y, Align::Left);
    y += line;
  }
}

void drawHistogram(const Scene& scene, const AdminDiagnosticsScreen::Histogram& histogram, const Rect& area) {
  const Palette& colours = scene.colours();
  scene.canvas.card(area, scene.metrics().radius_dp());
  const Rect inner = area.inset(scene.metrics().space_dp(2.5F));
  const TextStyle title = scene.style(TextSize::Caption, Weight::Bold, colours.text);
  const TextStyle small = scene.style(TextSize::Caption, Weight::Regular, colours.muted, 0.8F);
  float y = inner.top + Canvas::lineHeight(title) / 2;
  scene.canvas.text(title, scene.words(Text::LatencyTitle), inner.left, y, Align::Left);
  y += Canvas::lineHeight(title);
  scene.canvas.text(small, latencyWords(scene.state.language, histogram), inner.left, y, Align::Left);
  if (histogram.bars.empty() || histogram.count == 0) return;

  const float base = inner.bottom - Canvas::lineHeight(small);
  const float top = y + Canvas::lineHeight(small);
  const float width = inner.width() / static_cast<float>(histogram.bars.size());
  const float gap = width * 0.15F;
  float left = inner.left;
  for (const auto& bar : histogram.bars) {
    const float height = std::max(2.0F, static_cast<float>(bar.share) * (base - top));
    scene.canvas.fill({left + gap, base - height, left + width - gap, base}, colours.accent,
                      std::min(height / 2, width * 0.12F));
    const std::string upto = fmt::format("{}", bar.upto.count());
    if (scene.canvas.textWidth(small, upto) < width) {
      scene.canvas.text(small, upto, left + width / 2, base + Canvas::lineHeight(small) / 2, Align::Centre);
    }
    left += width;
  }
}

}  // namespace

void drawAdminDiagnostics(const Scene& scene, const AdminDiagnosticsScreen& screen) {
  const Metrics& metrics = scene.metrics();
  const Rect area =
      drawHeader(scene, contentArea(scene), scene.words(Text::AdminDiagnostics), GoToPage{AdminPage::Menu});
  Rect facts = area;
  Rect histogram = area;
  const float gap = metrics.space_dp(2.5F);
  if (metrics.landscape()) {
    facts.right = area.centreX() - gap / 2;
    histogram.left = area.centreX() + gap / 2;
  } else {
    facts.bottom = area.centreY() - gap / 2;
    histogram.top = area.centreY() + gap / 2;
  }
  drawFacts(scene, factsOf(scene, screen), facts);
  drawHistogram(scene, screen.latency, histogram);
}

}  // namespace dangol::ui
