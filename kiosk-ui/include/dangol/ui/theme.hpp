#pragma once

#include <cstdint>

#include "dangol/ui/view_state.hpp"

namespace dangol::ui {

// An sRGB colour without transparency.
struct Colour {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  friend bool operator==(const Colour&, const Colour&) = default;
};

// WCAG 2 contrast ratio, 1 (equal) to 21 (black on white). Reentrant.
[[nodiscard]] double contrastRatio(Colour a, Colour b);

// What colours are for. Screens name a role, never a colour.
struct Palette {
  Colour background;
  Colour glow;       // a soft shape behind things, close to the background
  Colour surface;    // cards
  Colour outline;    // edges of cards and rings' tracks
  Colour text;       // on background and surface
  Colour muted;      // secondary words on background and surface
  Colour accent;     // the one thing to look at; large words and shapes on background and surface
  Colour on_accent;  // words on accent
  Colour positive;   // "it worked", always with words
  Colour attention;  // "something is not right", always with words
  Colour shadow;
  float outline_dp = 0;    // how strong card edges are; 0: none
  float shadow_share = 0;  // how strong shadows are, 0 (none) to 1
};
[[nodiscard]] const Palette& palette(ThemeKind kind);

enum class TextSize { Clock, Name, Headline, Title, Body, Caption };
enum class Weight { Regular, Bold };

// Sizes on one window. Everything is laid out in dp: one pixel of a display whose content scale is 1. Reentrant.
class Metrics {
 public:
  // Requires: sizes at least 1, content_scale above 0. The type and the spaces grow with the window's short side (768
  // dp is the reference), so that a larger display is legible from farther away.
  // text makes the type larger, and nothing else.
  Metrics(int width_px, int height_px, float content_scale, TextScale text = TextScale::Normal);

  [[nodiscard]] float width_dp() const { return width_dp_; }
  [[nodiscard]] float height_dp() const { return height_dp_; }
  [[nodiscard]] float px_per_dp() const { return px_per_dp_; }
  [[nodiscard]] bool landscape() const { return width_dp_ > height_dp_ * 1.1F; }

  // A type size's em height.
  [[nodiscard]] float text_dp(TextSize size) const;
  // steps times the space unit (8 dp at the reference size).
  [[nodiscard]] float space_dp(float steps) const { return 8 * growth_ * steps; }
  // The height of what can be touched.
  [[nodiscard]] float touch_dp() const;
  // The least that anything that can be touched has in height.
  [[nodiscard]] float least_touch_dp() const { return 48; }
  // Distance of the content from the window's edges.
  [[nodiscard]] float margin_dp() const { return space_dp(6); }
  [[nodiscard]] float radius_dp() const { return space_dp(4); }

 private:
  float px_per_dp_;
  float width_dp_;
  float height_dp_;
  float growth_;
  float text_growth_;
};

}  // namespace dangol::ui
