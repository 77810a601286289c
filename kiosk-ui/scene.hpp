#pragma once

#include <functional>
#include <string>
#include <vector>

#include "canvas.hpp"
#include "dangol/ui/text.hpp"
#include "dangol/ui/view_state.hpp"
#include "dangol/ui/window.hpp"
#include "gestures.hpp"
#include "motion.hpp"
#include "textures.hpp"

namespace dangol::ui {

// What a screen is drawn with. touch: null while the screen is leaving, when it no longer reacts.
struct Scene {
  struct Touch {
    std::vector<TouchTarget>& targets;
    std::vector<UiAction>& actions;
  };
  Canvas& canvas;
  const ViewState& state;
  const Motion& motion;
  const PreviewTexture& preview;
  SteadyTime now;
  Gestures& gestures;
  Touch* touch;

  [[nodiscard]] const Metrics& metrics() const { return canvas.metrics(); }
  [[nodiscard]] const Palette& colours() const { return canvas.colours(); }
  [[nodiscard]] TextStyle style(TextSize size, Weight weight, Colour colour, float growth = 1) const {
    return {metrics().text_dp(size) * growth, weight, colour};
  }
  // The kiosk's own words.
  [[nodiscard]] std::string words(Text key) const { return std::string(text(state.language, key)); }
};

// Blocks one under another, laid out before anything is drawn.
class Column {
 public:
  Column(const Scene& scene, float width_dp, Align align) : scene_(scene), width_dp_(width_dp), align_(align) {}

  void gap(float dp) { items_.push_back({dp, {}}); }
  // Words, broken into as many lines as they need, up to max_lines.
  void words(const TextStyle& style, const std::string& words, std::size_t max_lines);
  // Anything else; draw gets its place.
  void block(float height_dp, std::function<void(const Rect&)> draw) { items_.push_back({height_dp, std::move(draw)}); }

  [[nodiscard]] float height() const;
  [[nodiscard]] float width() const { return width_dp_; }
  void draw(float left_dp, float top_dp) const;

 private:
  struct Item {
    float height_dp;
    std::function<void(const Rect&)> draw;
  };
  const Scene& scene_;
  float width_dp_;
  Align align_;
  std::vector<Item> items_;
};

// Builds a column with smaller and smaller type until it fits the area's height, and draws it in the area's middle.
void drawCentred(const Scene& scene, const Rect& area, Align align,
                 const std::function<void(Column&, float growth)>& build);

// A name as it can be drawn: at most as many letters as anybody reads, then an ellipsis.
[[nodiscard]] std::string shownName(const Scene& scene, const std::string& name);

// The part of the window that screens may use.
[[nodiscard]] Rect contentArea(const Scene& scene);
// The height of the bar that offers more time.
[[nodiscard]] float moreTimeHeight(const Scene& scene);

// Splits the content area into what is read (first) and what is touched (second): beside each other in landscape,
// share of the width for the reading; one under the other in portrait, share of the height. In reach mode the touching
// part is the window's lower third, across its whole width.
struct ReadAndTouch {
  Rect read;
  Rect touch;
  bool beside;
};
[[nodiscard]] ReadAndTouch splitArea(const Scene& scene, float share_landscape, float share_portrait);

}  // namespace dangol::ui
