#include <fmt/format.h>

#include <algorithm>

#include "dangol/ui/wording.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

struct Figure {
  std::string label;
  std::string value;
  bool fine = true;
};

std::vector<Figure> figuresOf(const Scene& scene, const AdminCameraScreen& screen) {
  std::vector<Figure> figures{{scene.words(Text::FigureFps), fmt::format("{:.0f}", screen.camera_fps), true}};
  if (!screen.figures) return figures;
  const auto& f = *screen.figures;
  constexpr double kMostTurn_deg = 20;
  figures.push_back({scene.words(Text::FigureWidth), fmt::format("{:.0f} px (≥ {:.0f})", f.width_px, f.least_width_px),
                     f.width_px >= f.least_width_px});
  figures.push_back({scene.words(Text::FigureTurn), fmt::format("{:+.0f}° / {:+.0f}°", f.yaw_deg, f.pitch_deg),
                     std::max(std::abs(f.yaw_deg), std::abs(f.pitch_deg)) <= kMostTurn_deg});
  figures.push_back({scene.words(Text::FigureLight), fmt::format("{:.0f}", f.brightness),
                     screen.hint != Hint::TooDark && screen.hint != Hint::TooBright});
  figures.push_back(
      {scene.words(Text::FigureSharpness), fmt::format("{:.1f}", f.sharpness), screen.hint != Hint::HoldStill});
  return figures;
}

void drawFigures(const Scene& scene, const std::vector<Figure>& figures, const Rect& area) {
  const Palette& colours = scene.colours();
  const TextStyle label = scene.style(TextSize::Caption, Weight::Regular, colours.muted);
  const TextStyle value = scene.style(TextSize::Body, Weight::Bold, colours.text);
  drawCentred(scene, area, Align::Left, [&](Column& column, float growth) {
    for (const Figure& figure : figures) {
      const TextStyle small{label.em_dp * growth, label.weight, label.colour};
      const TextStyle large{value.em_dp * growth, value.weight, value.colour};
      const float height = Canvas::lineHeight(small) + Canvas::lineHeight(large);
      column.block(height + scene.metrics().space_dp(1) * growth,
                   [&scene, &colours, figure, small, large](const Rect& rect) {
                     float y = rect.top + Canvas::lineHeight(small) / 2;
                     const float mark = large.em_dp * 0.8F;
                     scene.canvas.text(small, figure.label, rect.left + mark * 1.6F, y, Align::Left);
                     y += (Canvas::lineHeight(small) + Canvas::lineHeight(large)) / 2;
                     scene.canvas.text(large, figure.value, rect.left + mark * 1.6F, y, Align::Left);
                     drawIcon(scene.canvas, figure.fine ? Icon::Check : Icon::Bang, rect.left + mark / 2, y, mark,
                              figure.fine ? colours.positive : colours.attention);
                   });
    }
  });
}

}  // namespace

void drawAdminCamera(const Scene& scene, const AdminCameraScreen& screen) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  const Rect area = drawHeader(scene, contentArea(scene), scene.words(Text::AdminCamera), GoToPage{AdminPage::Menu});
  Rect picture = area;
  Rect side = area;
  if (metrics.landscape()) {
    picture.right = area.left + std::min(area.width() * 0.62F, area.height() * 4 / 3);
    side.left = picture.right + metrics.space_dp(3);
  } else {
    picture.bottom = area.top + area.width() * 3 / 4;
    side.top = picture.bottom + metrics.space_dp(2);
  }
  drawMirrorWithOval(scene, picture, 0);
  const TextStyle style = scene.style(TextSize::Body, Weight::Bold, colours.text);
  const std::string words = scene.words(
      screen.figures ? (screen.hint == Hint::None ? Text::CameraFine : hintText(screen.hint)) : Text::CameraNobody);
  const auto lines = scene.canvas.lines(style, words, side.width(), 3);
  float y = side.top + Canvas::lineHeight(style) / 2;
  for (const auto& line : lines) {
    scene.canvas.text(style, line, side.left, y, Align::Left);
    y += Canvas::lineHeight(style);
  }
  side.top = y;
  drawFigures(scene, figuresOf(scene, screen), side);
}

}  // namespace dangol::ui
