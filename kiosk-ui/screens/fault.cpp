#include <algorithm>

#include "dangol/ui/wording.hpp"
#include "drawings.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

constexpr std::size_t kMostFaults = 3;

// A line of the card: a mark, words, and for the staff a smaller line under them.
struct Row {
  bool works;
  std::string words;
  std::string detail;
};

std::vector<Row> rowsOf(const Scene& scene) {
  const ViewState& state = scene.state;
  std::vector<Row> rows;
  for (std::size_t i = 0; i < std::min(state.faults.size(), kMostFaults); ++i) {
    const Fault& fault = state.faults[i];
    rows.push_back(
        {false, std::string(text(state.language, faultText(fault.kind))), scene.canvas.fonts().drawable(fault.detail)});
  }
  const auto addWorking = [&](Text key) { rows.push_back({true, std::string(text(state.language, key)), ""}); };
  addWorking(Text::FaultServed);
  if (state.capabilities.pin) addWorking(Text::FaultPinWorks);
  if (state.capabilities.call_staff) addWorking(Text::FaultStaffWorks);
  return rows;
}

void drawMark(const Scene& scene, bool works, float x, float y, float size) {
  const Palette& colours = scene.colours();
  if (works) {
    drawCheckMark(scene.canvas, x, y, size, colours.positive);
  } else {
    drawAttentionMark(scene.canvas, x, y, size, colours.attention, colours.surface);
  }
}

// What is wrong and what still works, in one card as wide as its widest line.
class FaultCard {
 public:
  FaultCard(const Scene& scene, float width, float growth)
      : scene_(scene),
        style_(scene.style(TextSize::Body, Weight::Regular, scene.colours().text, growth)),
        small_(scene.style(TextSize::Caption, Weight::Regular, scene.colours().muted, growth)),
        padding_(scene.metrics().space_dp(3) * growth) {
    const float room = width - padding_ * 2 - indent();
    for (const Row& row : rowsOf(scene)) {
      Laid laid{row.works, scene.canvas.lines(style_, row.words, room, 2), {}};
      if (!row.detail.empty()) laid.detail = scene.canvas.lines(small_, row.detail, room, 1).front();
      for (const auto& line : laid.lines) widest_ = std::max(widest_, scene.canvas.textWidth(style_, line));
      widest_ = std::max(widest_, scene.canvas.textWidth(small_, laid.detail));
      rows_.push_back(std::move(laid));
    }
  }

  [[nodiscard]] float height() const {
    float sum = padding_ * 2 + gap() * static_cast<float>(rows_.size() - 1);
    for (const Laid& row : rows_) sum += rowHeight(row);
    return sum;
  }

  void draw(const Rect& rect) const {
    const float width = widest_ + indent() + padding_ * 2;
    const Rect card{rect.centreX() - width / 2, rect.top, rect.centreX() + width / 2, rect.bottom};
    scene_.canvas.card(card, scene_.metrics().radius_dp());
    float top = card.top + padding_;
    for (const Laid& row : rows_) {
      drawRow(row, card.left + padding_, top);
      top += rowHeight(row) + gap();
    }
  }

 private:
  struct Laid {
    bool works;
    std::vector<std::string> lines;
    std::string detail;
  };

  [[nodiscard]] float mark() const { return style_.em_dp * 0.95F; }
  [[nodiscard]] float indent() const { return mark() + scene_.metrics().space_dp(2); }
  [[nodiscard]] float gap() const { return style_.em_dp * 0.35F; }
  [[nodiscard]] float rowHeight(const Laid& row) const {
    return Canvas::lineHeight(style_) * static_cast<float>(row.lines.size()) +
           (row.detail.empty() ? 0 : Canvas::lineHeight(small_));
  }

  void drawRow(const Laid& row, float left, float top) const {
    const float line = Canvas::lineHeight(style_);
    drawMark(scene_, row.works, left + mark() / 2, top + line / 2, mark());
    for (const auto& words : row.lines) {
      scene_.canvas.text(style_, words, left + indent(), top + line / 2, Align::Left);
      top += line;
    }
    scene_.canvas.text(small_, row.detail, left + indent(), top + Canvas::lineHeight(small_) * 0.4F, Align::Left);
  }

  const Scene& scene_;
  TextStyle style_;
  TextStyle small_;
  float padding_;
  float widest_ = 0;
  std::vector<Laid> rows_;
};

}  // namespace

void drawFault(const Scene& scene, const FaultScreen&) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  const Language language = scene.state.language;

  const Rect area = placeButtons(scene, otherWays(scene), contentArea(scene));
  drawCentred(scene, area, Align::Centre, [&](Column& column, float growth) {
    const float radius = metrics.space_dp(10) * growth;
    column.block(radius * 2, [&, radius](const Rect& rect) {
      scene.canvas.disc(rect.centreX(), rect.centreY(), radius, colours.surface);
      drawCup(scene.canvas, rect.centreX(), rect.centreY() - radius * 0.08F, radius * 1.4F, CupMood::Asleep);
    });
    column.gap(metrics.space_dp(3) * growth);
    column.words(scene.style(TextSize::Headline, Weight::Bold, colours.text, growth),
                 std::string(text(language, Text::FaultTitle)), 2);
    column.gap(metrics.space_dp(3) * growth);
    const FaultCard card(scene, area.width(), growth);
    column.block(card.height(), [card](const Rect& rect) { card.draw(rect); });
    column.gap(metrics.space_dp(3) * growth);
    column.words(scene.style(TextSize::Caption, Weight::Regular, colours.muted, growth),
                 std::string(text(language, Text::FaultRecovers)), 2);
  });
}

}  // namespace dangol::ui
