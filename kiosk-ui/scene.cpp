#include "scene.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "dangol/ui/utf8.hpp"
#include "liveliness.hpp"

namespace dangol::ui {

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
  constexpr std::array kGrowths{1.0F, 0.9F, 0.8F, 0.7F, 0.6F, 0.5F, 0.42F, 0.35F};
  for (const float growth : kGrowths) {
    Column column(scene, area.width(), align);
    build(column, growth);
    if (column.height() > area.height() && growth != kGrowths.back()) continue;
    column.draw(area.left, std::max(area.top, area.centreY() - column.height() / 2));
    return;
  }
}

std::string shownName(const Scene& scene, const std::string& name) {
  constexpr std::size_t kMostLetters = 64;
  const std::string drawable = scene.canvas.fonts().drawable(name);
  std::string kept;
  std::string_view rest = drawable;
  for (std::size_t i = 0; i < kMostLetters && !rest.empty(); ++i) appendCodePoint(kept, takeCodePoint(rest));
  if (rest.empty()) return drawable;
  while (kept.ends_with(' ')) kept.pop_back();
  return kept + "…";
}

Rect contentArea(const Scene& scene) {
  Rect area = scene.canvas.window().inset(scene.metrics().margin_dp());
  const bool strip = screenOf(scene.state) != Screen::Fault && !scene.state.faults.empty();
  if (strip) area.top += scene.metrics().space_dp(2.5F);
  // Nothing that can be touched is covered, but in reach mode, where there is no other place.
  if (offersMoreTime(scene.state, scene.now) && !scene.state.ease.reach) {
    area.top = std::max(area.top, moreTimeHeight(scene) + scene.metrics().space_dp(4));
  }
  return area;
}

float moreTimeHeight(const Scene& scene) { return scene.metrics().touch_dp() + scene.metrics().space_dp(3); }

ReadAndTouch splitArea(const Scene& scene, float share_landscape, float share_portrait) {
  const Metrics& metrics = scene.metrics();
  const Rect area = contentArea(scene);
  if (scene.state.ease.reach) {
    const Rect window = scene.canvas.window();
    const float top = window.bottom - window.height() / 3;
    const float edge = metrics.space_dp(1.5F);
    return {
        {area.left, area.top, area.right, top - edge}, {area.left, top + 1, area.right, window.bottom - edge}, false};
  }
  if (metrics.landscape()) {
    const float middle = area.left + area.width() * share_landscape;
    const float gap = metrics.space_dp(2.5F);
    return {{area.left, area.top, middle - gap, area.bottom}, {middle + gap, area.top, area.right, area.bottom}, true};
  }
  const float middle = area.top + area.height() * share_portrait;
  const float gap = metrics.space_dp(1.5F);
  return {{area.left, area.top, area.right, middle - gap}, {area.left, middle + gap, area.right, area.bottom}, false};
}

}  // namespace dangol::ui
