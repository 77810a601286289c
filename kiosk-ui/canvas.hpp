#pragma once

#include <imgui.h>

#include <string>
#include <string_view>
#include <vector>

#include "dangol/ui/theme.hpp"
#include "glyph_atlas.hpp"

namespace dangol::ui {

// A rectangle in dp.
struct Rect {
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;

  [[nodiscard]] float width() const { return right - left; }
  [[nodiscard]] float height() const { return bottom - top; }
  [[nodiscard]] float centreX() const { return (left + right) / 2; }
  [[nodiscard]] float centreY() const { return (top + bottom) / 2; }
  [[nodiscard]] Rect inset(float by) const { return {left + by, top + by, right - by, bottom - by}; }
  [[nodiscard]] Rect moved(float x, float y) const { return {left + x, top + y, right + x, bottom + y}; }
};

enum class Align { Left, Centre };

struct TextStyle {
  float em_dp;
  Weight weight = Weight::Regular;
  Colour colour;
};

// Draws in dp with the window's theme. Everything drawn fades with alpha. Bound to the window's thread.
class Canvas {
 public:
  Canvas(ImDrawList& list, const FontSet& fonts, GlyphAtlas& atlas, const Metrics& metrics, const Palette& colours)
      : list_(list), fonts_(fonts), atlas_(atlas), metrics_(metrics), colours_(colours) {}

  [[nodiscard]] const Metrics& metrics() const { return metrics_; }
  [[nodiscard]] const Palette& colours() const { return colours_; }
  [[nodiscard]] const FontSet& fonts() const { return fonts_; }
  [[nodiscard]] Rect window() const { return {0, 0, metrics_.width_dp(), metrics_.height_dp()}; }

  void setAlpha(float alpha) { alpha_ = alpha; }
  // Everything drawn from now on lies this much lower.
  void setDrop(float drop_dp) { drop_dp_ = drop_dp; }

  // Nothing outside of the rectangle is drawn until unclip().
  void clip(const Rect& rect);
  void unclip();

  // Words.
  [[nodiscard]] float textWidth(const TextStyle& style, std::string_view words) const;
  [[nodiscard]] std::vector<std::string> lines(const TextStyle& style, std::string_view words, float width_dp,
                                               std::size_t max_lines) const;
  // The same, each line as full as it goes: for running text.
  [[nodiscard]] std::vector<std::string> plainLines(const TextStyle& style, std::string_view words, float width_dp,
                                                    std::size_t max_lines) const;
  [[nodiscard]] static float lineHeight(const TextStyle& style) { return style.em_dp * 1.36F; }
  // One line whose visual middle is at y.
  void text(const TextStyle& style, std::string_view words, float x, float y, Align align);

  // Shapes.
  void fill(const Rect& rect, Colour colour, float radius_dp, float alpha = 1);
  void outline(const Rect& rect, Colour colour, float radius_dp, float thickness_dp);
  void card(const Rect& rect, float radius_dp);  // a surface with the theme's shadow or outline
  void disc(float x, float y, float radius_dp, Colour colour, float alpha = 1);
  void polyline(const std::vector<ImVec2>& points_dp, Colour colour, float thickness_dp, bool closed = false);
  // Part of an ellipse, clockwise from the top; share 0 to 1; round ends.
  void arc(float x, float y, float radius_x_dp, float radius_y_dp, float from_share, float to_share, Colour colour,
           float thickness_dp);
  void convex(const std::vector<ImVec2>& points_dp, Colour colour, float alpha = 1);
  // A rounded rectangle with an elliptic hole.
  void frameAround(const Rect& rect, float radius_dp, float x, float y, float radius_x_dp, float radius_y_dp,
                   Colour colour, float alpha);
  // uv: the part of the texture, left and right swapped for a mirrored picture.
  void picture(ImTextureID texture, const Rect& rect, ImVec2 uv_min, ImVec2 uv_max, float radius_dp);

  [[nodiscard]] ImVec2 px(float x_dp, float y_dp) const {
    return {x_dp * metrics_.px_per_dp(), (y_dp + drop_dp_) * metrics_.px_per_dp()};
  }

 private:
  [[nodiscard]] float px(float dp) const { return dp * metrics_.px_per_dp(); }
  void shadow(const Rect& rect, float radius_dp);
  // The edge of a rounded rectangle, in px.
  [[nodiscard]] std::vector<ImVec2> roundedRect(const Rect& rect, float radius_dp) const;
  // The space between two closed lines of as many points, its colour going from the one to the other.
  void band(const std::vector<ImVec2>& inner, const std::vector<ImVec2>& outer, ImU32 innerInk, ImU32 outerInk);
  [[nodiscard]] int em_px(const TextStyle& style) const;
  [[nodiscard]] ImU32 colour(Colour colour, float alpha = 1) const;

  ImDrawList& list_;
  const FontSet& fonts_;
  GlyphAtlas& atlas_;
  const Metrics& metrics_;
  const Palette& colours_;
  float alpha_ = 1;
  float drop_dp_ = 0;
};

}  // namespace dangol::ui
