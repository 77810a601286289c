#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "dangol/ui/utf8.hpp"
#include "dangol/ui/wording.hpp"
#include "drawings.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

constexpr std::size_t kMostLetters = 65;  // of a name that shownName() has shortened

struct NameLines {
  std::vector<std::string> lines;
  TextStyle style;
};

// The whole name, or its first letters with an ellipsis.
std::string shortened(const std::string& name, std::size_t letters) {
  std::string kept;
  std::string_view rest = name;
  for (std::size_t i = 0; i < letters && !rest.empty(); ++i) appendCodePoint(kept, takeCodePoint(rest));
  if (rest.empty()) return name;
  while (kept.ends_with(' ')) kept.pop_back();
  return kept + "…";
}

// The name on one line, smaller if need be; then on two; then its beginning: the courtesy form after it always stays.
NameLines fitName(const Scene& scene, float width, float growth,
                  const std::function<std::string(const std::string&)>& form, const std::string& name) {
  constexpr float kSmallestOnOneLine = 0.62F;
  constexpr std::array kOnTwoLines{0.56F, 0.48F, 0.42F};
  const auto style = [&](float size) {
    return scene.style(TextSize::Name, Weight::Bold, scene.colours().text, growth * size);
  };
  const std::string whole = form(name);
  const float needed = scene.canvas.textWidth(style(1), whole);
  if (needed * kSmallestOnOneLine <= width) return {{whole}, style(std::min(1.0F, width / needed * 0.99F))};

  for (const float size : kOnTwoLines) {
    const auto lines = scene.canvas.lines(style(size), whole, width, 3);
    if (lines.size() <= 2) return {lines, style(size)};
  }
  // As many letters of the name as two lines have room for.
  const TextStyle smallest = style(kOnTwoLines.back());
  const auto linesOf = [&](std::size_t letters) {
    return scene.canvas.lines(smallest, form(shortened(name, letters)), width, 3);
  };
  std::size_t fits = 1;
  std::size_t tooMany = kMostLetters + 1;
  while (tooMany - fits > 1) {
    const std::size_t middle = (fits + tooMany) / 2;
    (linesOf(middle).size() <= 2 ? fits : tooMany) = middle;
  }
  return {linesOf(fits), smallest};
}

void drawCountdown(const Scene& scene, const GreetingScreen& screen, const Rect& rect) {
  const Palette& colours = scene.colours();
  const float radius = rect.height() / 2;
  const float ring = scene.metrics().space_dp(1);
  const float gone = shareOf(screen.since, screen.until, scene.now);
  scene.canvas.disc(rect.centreX(), rect.centreY(), radius, colours.surface);
  scene.canvas.arc(rect.centreX(), rect.centreY(), radius - ring / 2, radius - ring / 2, 0, 1, colours.outline, ring);
  scene.canvas.arc(rect.centreX(), rect.centreY(), radius - ring / 2, radius - ring / 2, gone, 1, colours.accent, ring);
  drawCup(scene.canvas, rect.centreX(), rect.centreY() + radius * 0.06F, radius * 1.4F, CupMood::Happy);
}

// A pill with a gift: what is due today stands out.
void addReward(const Scene& scene, Column& column, float growth, const std::string& words, bool due) {
  const Palette& colours = scene.colours();
  const TextStyle style =
      scene.style(TextSize::Body, Weight::Bold, due ? colours.on_accent : colours.text, growth * 0.95F);
  const float icon = style.em_dp * 1.2F;
  const float padding = scene.metrics().space_dp(2.5F) * growth;
  const auto lines = scene.canvas.lines(style, words, column.width() - icon - padding * 3, 2);
  const float line = Canvas::lineHeight(style);
  const float height = line * static_cast<float>(lines.size()) + padding * 0.8F;
  column.block(height, [&scene, &colours, style, icon, padding, lines, line, due](const Rect& rect) {
    float widest = 0;
    for (const auto& part : lines) widest = std::max(widest, scene.canvas.textWidth(style, part));
    const float half = (widest + icon + padding * 3) / 2;
    const Rect pill{rect.centreX() - half, rect.top, rect.centreX() + half, rect.bottom};
    const float radius = std::min(pill.height() / 2, scene.metrics().radius_dp());
    if (due) {
      scene.canvas.fill(pill, colours.accent, radius);
    } else {
      scene.canvas.card(pill, radius);
    }
    drawIcon(scene.canvas, Icon::Gift, pill.left + padding + icon / 2, pill.centreY(), icon,
             due ? colours.on_accent : colours.accent);
    float y = pill.centreY() - line * static_cast<float>(lines.size() - 1) / 2;
    for (const auto& part : lines) {
      scene.canvas.text(style, part, pill.left + padding * 2 + icon, y, Align::Left);
      y += line;
    }
  });
}

}  // namespace

void drawGreeting(const Scene& scene, const GreetingScreen& screen) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  const Language language = screen.language.value_or(scene.state.language);
  const DayPart part = dayPart(scene.state.now, scene.state.local_offset);
  const std::string name = shownName(scene, screen.name);
  const auto words = greetingWords(language, name, screen.name_hidden, screen.visit, part);
  const auto form = [&](const std::string& shown) {
    return greetingWords(language, shown, screen.name_hidden, screen.visit, part).name;
  };

  Rect area = contentArea(scene);
  if (screen.can_undo) {
    area = placeButtons(scene, {{std::string(text(language, Text::NotMe)), ButtonKind::Quiet, NotMe{screen.id}}}, area);
  }
  drawCentred(scene, area, Align::Centre, [&](Column& column, float growth) {
    column.block(metrics.space_dp(24) * growth, [&](const Rect& rect) { drawCountdown(scene, screen, rect); });
    column.gap(metrics.space_dp(3) * growth);
    column.words(scene.style(TextSize::Title, Weight::Regular, colours.accent, growth), words.salutation, 2);
    const auto [lines, style] = fitName(scene, area.width(), growth, form, name);
    for (const auto& line : lines) column.words(style, line, 1);
    column.gap(metrics.space_dp(1) * growth);
    column.words(scene.style(TextSize::Body, Weight::Regular, colours.muted, growth), words.sentence, 3);
    if (screen.name_hidden || !screen.reward) return;
    column.gap(metrics.space_dp(2.5F) * growth);
    addReward(scene, column, growth, rewardWords(language, *screen.reward), screen.reward->visits_left == 0);
  });
}

}  // namespace dangol::ui
