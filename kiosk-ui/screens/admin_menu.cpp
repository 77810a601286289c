#include <algorithm>

#include "dangol/ui/admin_wording.hpp"
#include "dangol/ui/wording.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

struct Tile {
  Icon icon;
  std::string label;
  std::string note;
  AdminPage page;
};

std::vector<Tile> tilesOf(const Scene& scene, const AdminMenuScreen& screen) {
  const Language language = scene.state.language;
  std::vector<Tile> tiles;
  tiles.push_back(
      {Icon::List, scene.words(Text::AdminEvents), eventCountWords(language, screen.events_today), AdminPage::Events});
  if (scene.state.capabilities.attendance) {
    tiles.push_back({Icon::Clock, scene.words(Text::AdminPresent), "", AdminPage::Present});
  }
  tiles.push_back(
      {Icon::People, scene.words(Text::AdminPeople), peopleCountWords(language, screen.people), AdminPage::People});
  tiles.push_back({Icon::Camera, scene.words(Text::AdminCamera), "", AdminPage::Camera});
  tiles.push_back({Icon::Gear, scene.words(Text::AdminSettings), "", AdminPage::Settings});
  tiles.push_back({Icon::Pulse, scene.words(Text::AdminDiagnostics), "", AdminPage::Diagnostics});
  return tiles;
}

void drawTile(const Scene& scene, const Tile& tile, const Rect& rect) {
  const Palette& colours = scene.colours();
  const bool pressed = touchable(scene, rect, tile.label, GoToPage{tile.page});
  const Rect shown = pressed ? rect.inset(scene.metrics().space_dp(0.5F)) : rect;
  scene.canvas.card(shown, scene.metrics().radius_dp());
  TextStyle style = scene.style(TextSize::Body, Weight::Bold, colours.text);
  const TextStyle small = scene.style(TextSize::Caption, Weight::Regular, colours.muted);
  const float icon = std::min(style.em_dp * 1.6F, shown.height() * 0.34F);
  const float room = shown.width() - scene.metrics().space_dp(3);
  const float needed = scene.canvas.textWidth(style, tile.label);
  if (needed > room) style.em_dp *= std::max(0.6F, room / needed * 0.99F);
  const float gap = style.em_dp * 0.5F;
  const float all = icon + gap + Canvas::lineHeight(style) + (tile.note.empty() ? 0 : Canvas::lineHeight(small));
  float y = shown.centreY() - all / 2;
  drawIcon(scene.canvas, tile.icon, shown.centreX(), y + icon / 2, icon, colours.accent);
  y += icon + gap + Canvas::lineHeight(style) / 2;
  scene.canvas.text(style, scene.canvas.lines(style, tile.label, room, 1).front(), shown.centreX(), y, Align::Centre);
  y += (Canvas::lineHeight(style) + Canvas::lineHeight(small)) / 2;
  if (tile.note.empty()) return;
  scene.canvas.text(small, scene.canvas.lines(small, tile.note, room, 1).front(), shown.centreX(), y, Align::Centre);
}

}  // namespace

void drawAdminMenu(const Scene& scene, const AdminMenuScreen& screen) {
  const auto tiles = tilesOf(scene, screen);
  const Rect area = drawHeader(scene, contentArea(scene), scene.words(Text::AdminTitle), Dismiss{});
  const std::size_t columns = area.width() > area.height() ? 3 : 2;
  const std::size_t rows = (tiles.size() + columns - 1) / columns;
  const float gap = scene.metrics().space_dp(2.5F);
  const float width = (area.width() - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float height = (area.height() - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const float left = area.left + static_cast<float>(i % columns) * (width + gap);
    const float top = area.top + static_cast<float>(i / columns) * (height + gap);
    drawTile(scene, tiles[i], {left, top, left + width, top + height});
  }
}

}  // namespace dangol::ui
