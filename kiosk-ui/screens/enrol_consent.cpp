#include <algorithm>

#include "dangol/ui/wording.hpp"
#include "screens/screens.hpp"
#include "screens/typing.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

// The text's lines, paragraph by paragraph; an empty line between two. A paragraph that begins with "# " is a heading.
struct Line {
  std::string words;
  bool heading = false;
};

std::vector<Line> linesOf(const Scene& scene, const TextStyle& style, const std::string& text, float width) {
  constexpr std::size_t kMostLines = 64;  // of one paragraph
  std::vector<Line> lines;
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    std::string_view paragraph = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (paragraph.empty()) {
      lines.push_back({});
      continue;
    }
    const bool heading = paragraph.starts_with("# ");
    if (heading) paragraph.remove_prefix(2);
    const std::string drawable = scene.canvas.fonts().drawable(paragraph);
    for (auto& line : scene.canvas.plainLines(style, drawable, width, kMostLines)) {
      lines.push_back({std::move(line), heading});
    }
  }
  return lines;
}

}  // namespace

void drawEnrolConsent(const Scene& scene, const EnrolConsentScreen& screen) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  Rect area = contentArea(scene);
  drawSteps(scene, area, 2);
  std::vector<Button> buttons;
  if (screen.read) {
    buttons.push_back(
        {scene.words(Text::ConsentAgree), ButtonKind::Primary, ConsentAgree{screen.version}, Icon::Check});
  }
  buttons.push_back({scene.words(Text::ConsentDecline), ButtonKind::Quiet, Dismiss{}});
  area = placeButtons(scene, buttons, area);

  const TextStyle title = scene.style(TextSize::Title, Weight::Bold, colours.text);
  scene.canvas.text(title, scene.words(Text::ConsentTitle), area.left, area.top + metrics.touch_dp() / 2, Align::Left);
  area.top += metrics.touch_dp() + metrics.space_dp(1.5F);

  const TextStyle small = scene.style(TextSize::Caption, Weight::Regular, colours.muted);
  const std::string foot = consentFootWords(scene.state.language, screen.version, screen.read);
  scene.canvas.text(small, foot, area.left, area.bottom - Canvas::lineHeight(small) / 2, Align::Left);
  area.bottom -= Canvas::lineHeight(small) + metrics.space_dp(1);

  scene.canvas.card(area, metrics.radius_dp());
  const Rect inner = area.inset(metrics.space_dp(2.5F));
  TextStyle style = scene.style(TextSize::Body, Weight::Regular, colours.text, 0.9F);
  TextStyle heading = style;
  heading.weight = Weight::Bold;
  const auto lines = linesOf(scene, style, screen.text, inner.width() - metrics.space_dp(2));
  const float line = style.em_dp * 1.5F;
  const bool atEnd = drawScrolled(scene, inner, line * static_cast<float>(lines.size()), [&](const Rect& content) {
    float y = content.top + line / 2;
    for (const Line& words : lines) {
      if (y > inner.top - line && y < inner.bottom + line) {
        scene.canvas.text(words.heading ? heading : style, words.words, content.left, y, Align::Left);
      }
      y += line;
    }
  });
  if (atEnd && !screen.read && scene.touch != nullptr) scene.touch->actions.push_back(ConsentRead{});
}

}  // namespace dangol::ui
