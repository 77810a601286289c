#include <algorithm>

#include "dangol/ui/admin_wording.hpp"
#include "dangol/ui/wording.hpp"
#include "drawings.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

using Guest = StaffDisplayScreen::Guest;

// A fact with its icon: the usual order, a reward, a note. Grows as tall as its words need.
void addFact(const Scene& scene, Column& column, float growth, Icon icon, const std::string& label,
             const std::string& words, bool emphasised) {
  const Palette& colours = scene.colours();
  const TextStyle small = scene.style(TextSize::Caption, Weight::Regular, colours.muted, growth);
  const TextStyle large =
      scene.style(TextSize::Title, Weight::Bold, emphasised ? colours.accent : colours.text, growth);
  const float mark = large.em_dp * 1.2F;
  const float indent = mark + scene.metrics().space_dp(2.5F);
  const auto lines = scene.canvas.lines(large, scene.canvas.fonts().drawable(words), column.width() - indent, 3);
  const float height = Canvas::lineHeight(small) + Canvas::lineHeight(large) * static_cast<float>(lines.size());
  column.block(height, [&scene, icon, label, lines, small, large, mark, indent](const Rect& rect) {
    drawIcon(scene.canvas, icon, rect.left + mark / 2, rect.centreY(), mark, scene.colours().accent);
    float y = rect.top + Canvas::lineHeight(small) / 2;
    scene.canvas.text(small, label, rect.left + indent, y, Align::Left);
    y += Canvas::lineHeight(small) / 2 + Canvas::lineHeight(large) / 2;
    for (const auto& line : lines) {
      scene.canvas.text(large, line, rect.left + indent, y, Align::Left);
      y += Canvas::lineHeight(large);
    }
  });
  column.gap(scene.metrics().space_dp(2) * growth);
}

void drawNow(const Scene& scene, const Guest& guest, const Rect& area) {
  const Palette& colours = scene.colours();
  const Language language = scene.state.language;
  scene.canvas.card(area, scene.metrics().radius_dp());
  const Rect inner = area.inset(scene.metrics().space_dp(4));
  drawCentred(scene, inner, Align::Left, [&](Column& column, float growth) {
    column.words(scene.style(TextSize::Body, Weight::Regular, colours.muted, growth),
                 visitLineWords(language, guest.at, scene.state.local_offset, guest.visit), 1);
    column.words(scene.style(TextSize::Name, Weight::Bold, colours.text, growth * 0.8F),
                 nameWords(language, shownName(scene, guest.name)), 2);
    column.gap(scene.metrics().space_dp(3) * growth);
    if (!guest.usual.empty())
      addFact(scene, column, growth, Icon::Cup, scene.words(Text::StaffUsual), guest.usual, false);
    if (guest.reward) {
      addFact(scene, column, growth, Icon::Gift, scene.words(Text::StaffReward),
              rewardShortWords(language, *guest.reward), guest.reward->visits_left == 0);
    }
    if (!guest.note.empty())
      addFact(scene, column, growth, Icon::Note, scene.words(Text::StaffNote), guest.note, false);
  });
}

void drawNobody(const Scene& scene, const Rect& area) {
  scene.canvas.card(area, scene.metrics().radius_dp());
  Statement statement;
  statement.picture_radius_dp = scene.metrics().space_dp(13);
  statement.picture = [&scene](float x, float y, float radius) {
    drawCup(scene.canvas, x, y, radius * 1.5F, CupMood::Smiling);
  };
  statement.headline = scene.words(Text::StaffNobody);
  drawStatement(scene, area.inset(scene.metrics().space_dp(3)), statement);
}

void drawBefore(const Scene& scene, const std::vector<Guest>& before, const Rect& area) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  const TextStyle title = scene.style(TextSize::Body, Weight::Bold, colours.muted);
  scene.canvas.text(title, scene.words(Text::StaffBefore), area.left, area.top + Canvas::lineHeight(title) / 2,
                    Align::Left);
  float top = area.top + Canvas::lineHeight(title) + metrics.space_dp(1);
  const TextStyle name = scene.style(TextSize::Body, Weight::Bold, colours.text);
  const TextStyle small = scene.style(TextSize::Caption, Weight::Regular, colours.muted);
  const float padding = metrics.space_dp(1.5F);
  const float height = Canvas::lineHeight(name) + Canvas::lineHeight(small) + padding * 2;
  for (const Guest& guest : before) {
    if (top + height > area.bottom) return;
    const Rect card{area.left, top, area.right, top + height};
    scene.canvas.card(card, metrics.radius_dp() * 0.6F);
    const float room = card.width() - padding * 4;
    const std::string when = timeWords(scene.state.language, guest.at, scene.state.local_offset);
    const float whenWidth = scene.canvas.textWidth(small, when);
    float y = card.top + padding + Canvas::lineHeight(name) / 2;
    scene.canvas.text(name,
                      scene.canvas.lines(name, shownName(scene, guest.name), room - whenWidth - padding, 1).front(),
                      card.left + padding * 2, y, Align::Left);
    scene.canvas.text(small, when, card.right - padding * 2 - whenWidth, y, Align::Left);
    y += Canvas::lineHeight(name) / 2 + Canvas::lineHeight(small) / 2;
    scene.canvas.text(small, scene.canvas.lines(small, scene.canvas.fonts().drawable(guest.usual), room, 1).front(),
                      card.left + padding * 2, y, Align::Left);
    top += height + metrics.space_dp(1.5F);
  }
}

}  // namespace

void drawStaffDisplay(const Scene& scene, const StaffDisplayScreen& screen) {
  const Metrics& metrics = scene.metrics();
  const Rect area = contentArea(scene);
  Rect left = area;
  Rect right = area;
  if (metrics.landscape()) {
    left.right = area.left + area.width() * 0.62F;
    right.left = left.right + metrics.space_dp(4);
  } else {
    left.bottom = area.top + area.height() * 0.58F;
    right.top = left.bottom + metrics.space_dp(3);
  }
  if (screen.now) {
    drawNow(scene, *screen.now, left);
  } else {
    drawNobody(scene, left);
  }
  drawBefore(scene, screen.before, right);
}

}  // namespace dangol::ui
