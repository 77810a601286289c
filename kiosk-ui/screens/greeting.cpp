#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "dangol/ui/utf8.hpp"
#include "dangol/ui/wording.hpp"
#include "drawings.hpp"
#include "screens/screens.hpp"

namespace dangol::ui {
namespace {

constexpr std::size_t kMostLetters = 64;  // of a name; nobody reads more in five seconds

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

}  // namespace

void drawGreeting(const Scene& scene, const GreetingScreen& screen) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  const Language language = screen.language.value_or(scene.state.language);
  const DayPart part = dayPart(scene.state.now, scene.state.local_offset);
  const std::string name = shortened(scene.canvas.fonts().drawable(screen.name), kMostLetters);
  const auto words = greetingWords(language, name, screen.name_hidden, screen.visit, part);
  const auto form = [&](const std::string& shown) {
    return greetingWords(language, shown, screen.name_hidden, screen.visit, part).name;
  };

  Rect area = contentArea(scene);
  if (screen.can_undo) {
    const std::vector<Button> undo{{std::string(text(language, Text::NotMe)), ButtonKind::Quiet, NotMe{screen.id}}};
    const float height = buttonsHeight(scene, undo, area.width());
    drawButtons(scene, undo, {area.left, area.bottom - height, area.right, area.bottom}, Align::Centre);
    area.bottom -= height + metrics.space_dp(2);
  }
  drawCentred(scene, area, Align::Centre, [&](Column& column, float growth) {
    column.block(metrics.space_dp(24) * growth, [&](const Rect& rect) { drawCountdown(scene, screen, rect); });
    column.gap(metrics.space_dp(3) * growth);
    column.words(scene.style(TextSize::Title, Weight::Regular, colours.accent, growth), words.salutation, 2);
    const auto [lines, style] = fitName(scene, area.width(), growth, form, name);
    for (const auto& line : lines) column.words(style, line, 1);
    column.gap(metrics.space_dp(1) * growth);
    column.words(scene.style(TextSize::Body, Weight::Regular, colours.muted, growth), words.sentence, 3);
  });
}

}  // namespace dangol::ui
