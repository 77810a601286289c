#include "canvas.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "dangol/ui/line_breaking.hpp"
#include "dangol/ui/utf8.hpp"

namespace dangol::ui {
namespace {

constexpr float kTurn = 2 * std::numbers::pi_v<float>;

ImVec2 onEllipse(float x, float y, float radius_x, float radius_y, float share) {
  return {x + radius_x * std::sin(share * kTurn), y - radius_y * std::cos(share * kTurn)};
}

// Where the ray from a point inside a rounded rectangle meets its edge.
ImVec2 onRoundedRect(const ImVec2& min, const ImVec2& max, float radius, const ImVec2& from, const ImVec2& direction) {
  const auto inside = [&](const ImVec2& p) {
    const float x = std::max({min.x + radius - p.x, p.x - (max.x - radius), 0.0F});
    const float y = std::max({min.y + radius - p.y, p.y - (max.y - radius), 0.0F});
    return x * x + y * y <= radius * radius;
  };
  float near = 0;
  float far = (max.x - min.x) + (max.y - min.y);
  for (int step = 0; step < 18; ++step) {
    const float middle = (near + far) / 2;
    (inside({from.x + direction.x * middle, from.y + direction.y * middle}) ? near : far) = middle;
  }
  return {from.x + direction.x * near, from.y + direction.y * near};
}

}  // namespace

int Canvas::em_px(const TextStyle& style) const {
  return std::clamp(static_cast<int>(std::lround(px(style.em_dp))), 1, GlyphAtlas::kLargestEm_px);
}

ImU32 Canvas::colour(Colour c, float alpha) const {
  const auto byte = static_cast<unsigned>(std::lround(255 * std::clamp(alpha * alpha_, 0.0F, 1.0F)));
  return IM_COL32(c.red, c.green, c.blue, byte);
}

void Canvas::clip(const Rect& rect) { list_.PushClipRect(px(rect.left, rect.top), px(rect.right, rect.bottom), true); }

void Canvas::unclip() { list_.PopClipRect(); }

float Canvas::textWidth(const TextStyle& style, std::string_view words) const {
  return fonts_.width_px(style.weight, static_cast<float>(em_px(style)), words) / metrics_.px_per_dp();
}

std::vector<std::string> Canvas::lines(const TextStyle& style, std::string_view words, float width_dp,
                                       std::size_t max_lines) const {
  return breakLinesEvenly(words, width_dp, max_lines, [&](std::string_view part) { return textWidth(style, part); });
}

std::vector<std::string> Canvas::plainLines(const TextStyle& style, std::string_view words, float width_dp,
                                            std::size_t max_lines) const {
  return breakLines(words, width_dp, max_lines, [&](std::string_view part) { return textWidth(style, part); });
}

void Canvas::text(const TextStyle& style, std::string_view words, float x, float y, Align align) {
  if (words.empty()) return;
  const int em = em_px(style);
  const auto em_size = static_cast<float>(em);
  const float width = align == Align::Centre ? fonts_.width_px(style.weight, em_size, words) : 0;
  ImVec2 pen = px(x, y);
  pen.x -= width / 2;
  pen.y = std::round(pen.y + fonts_.middleToBaseline_px(style.weight, em_size));
  const ImU32 ink = colour(style.colour);

  char32_t current = takeCodePoint(words);
  while (current != 0) {
    const char32_t next = words.empty() ? 0 : takeCodePoint(words);
    const GlyphAtlas::Glyph& glyph = atlas_.glyph(style.weight, em, current);
    if (glyph.texture != nullptr) {
      const ImVec2 min{std::round(pen.x) + glyph.offset.x, pen.y + glyph.offset.y};
      list_.AddImage(glyph.texture, min, {min.x + glyph.size.x, min.y + glyph.size.y}, glyph.uv_min, glyph.uv_max, ink);
    }
    pen.x += fonts_.advance_px(style.weight, em_size, current, next);
    current = next;
  }
}

void Canvas::fill(const Rect& rect, Colour c, float radius_dp, float alpha) {
  list_.AddRectFilled(px(rect.left, rect.top), px(rect.right, rect.bottom), colour(c, alpha), px(radius_dp));
}

void Canvas::outline(const Rect& rect, Colour c, float radius_dp, float thickness_dp) {
  list_.AddRect(px(rect.left, rect.top), px(rect.right, rect.bottom), colour(c), px(radius_dp), 0, px(thickness_dp));
}

void Canvas::card(const Rect& rect, float radius_dp) {
  if (colours_.shadow_share > 0) shadow(rect, radius_dp);
  fill(rect, colours_.surface, radius_dp);
  if (colours_.outline_dp > 0) outline(rect, colours_.outline, radius_dp, colours_.outline_dp);
}

void Canvas::shadow(const Rect& rect, float radius_dp) {
  // Bands around the card only: what lies under it would be painted for nothing.
  constexpr int kBands = 4;
  constexpr float kDarkest = 0.13F;
  const float reach = metrics_.space_dp(3.5F);
  const float fall = metrics_.space_dp(1);
  const auto edge = [&](float share) {
    return roundedRect(rect.inset(-reach * share).moved(0, fall * share), radius_dp + reach * share);
  };
  const auto ink = [&](float share) {
    return colour(colours_.shadow, kDarkest * colours_.shadow_share * (1 - share) * (1 - share));
  };
  for (int i = 0; i < kBands; ++i) {
    const float inner = static_cast<float>(i) / kBands;
    const float outer = static_cast<float>(i + 1) / kBands;
    band(edge(inner), edge(outer), ink(inner), ink(outer));
  }
}

std::vector<ImVec2> Canvas::roundedRect(const Rect& rect, float radius_dp) const {
  constexpr int kStepsACorner = 12;
  std::vector<ImVec2> points;
  for (int corner = 0; corner < 4; ++corner) {
    const float x = corner == 0 || corner == 3 ? rect.right - radius_dp : rect.left + radius_dp;
    const float y = corner < 2 ? rect.bottom - radius_dp : rect.top + radius_dp;
    for (int step = 0; step <= kStepsACorner; ++step) {
      const float angle = (static_cast<float>(corner) + static_cast<float>(step) / kStepsACorner) * kTurn / 4;
      points.push_back(px(x + radius_dp * std::cos(angle), y + radius_dp * std::sin(angle)));
    }
  }
  return points;
}

void Canvas::band(const std::vector<ImVec2>& inner, const std::vector<ImVec2>& outer, ImU32 innerInk, ImU32 outerInk) {
  const auto steps = static_cast<int>(inner.size());
  const ImVec2 uv = ImGui::GetFontTexUvWhitePixel();
  list_.PrimReserve(steps * 6, steps * 2);
  const unsigned first = list_._VtxCurrentIdx;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    list_.PrimWriteVtx(inner[i], uv, innerInk);
    list_.PrimWriteVtx(outer[i], uv, outerInk);
  }
  for (int step = 0; step < steps; ++step) {
    const int next = (step + 1) % steps;
    for (const int corner : {step * 2, step * 2 + 1, next * 2, step * 2 + 1, next * 2 + 1, next * 2}) {
      list_.PrimWriteIdx(static_cast<ImDrawIdx>(first + static_cast<unsigned>(corner)));
    }
  }
}

void Canvas::disc(float x, float y, float radius_dp, Colour c, float alpha) {
  list_.AddCircleFilled(px(x, y), px(radius_dp), colour(c, alpha));
}

void Canvas::polyline(const std::vector<ImVec2>& points_dp, Colour c, float thickness_dp, bool closed) {
  list_.PathClear();
  for (const ImVec2& point : points_dp) list_.PathLineTo(px(point.x, point.y));
  list_.PathStroke(colour(c), closed ? ImDrawFlags_Closed : ImDrawFlags_None, px(thickness_dp));
  if (closed || points_dp.empty()) return;
  disc(points_dp.front().x, points_dp.front().y, thickness_dp / 2, c);
  disc(points_dp.back().x, points_dp.back().y, thickness_dp / 2, c);
}

void Canvas::convex(const std::vector<ImVec2>& points_dp, Colour c, float alpha) {
  list_.PathClear();
  for (const ImVec2& point : points_dp) list_.PathLineTo(px(point.x, point.y));
  list_.PathFillConvex(colour(c, alpha));
}

void Canvas::arc(float x, float y, float radius_x_dp, float radius_y_dp, float from_share, float to_share, Colour c,
                 float thickness_dp) {
  const float length = to_share - from_share;
  if (length <= 0) return;
  const bool whole = length >= 1;
  const int steps = std::max(2, static_cast<int>(std::lround(160 * length)));
  std::vector<ImVec2> points;
  for (int step = 0; step <= steps - (whole ? 1 : 0); ++step) {
    const float share = from_share + length * static_cast<float>(step) / static_cast<float>(steps);
    points.push_back(onEllipse(x, y, radius_x_dp, radius_y_dp, share));
  }
  polyline(points, c, thickness_dp, whole);
}

void Canvas::frameAround(const Rect& rect, float radius_dp, float x, float y, float radius_x_dp, float radius_y_dp,
                         Colour c, float alpha) {
  constexpr int kSteps = 192;
  const ImVec2 min = px(rect.left, rect.top);
  const ImVec2 max = px(rect.right, rect.bottom);
  const ImVec2 centre = px(x, y);
  std::vector<ImVec2> inner;
  std::vector<ImVec2> outer;
  for (int step = 0; step < kSteps; ++step) {
    const float share = static_cast<float>(step) / kSteps;
    inner.push_back(onEllipse(centre.x, centre.y, px(radius_x_dp), px(radius_y_dp), share));
    const ImVec2 direction{inner.back().x - centre.x, inner.back().y - centre.y};
    const float length = std::max(1.0F, std::hypot(direction.x, direction.y));
    outer.push_back(onRoundedRect(min, max, px(radius_dp), centre, {direction.x / length, direction.y / length}));
  }
  band(inner, outer, colour(c, alpha), colour(c, alpha));
}

void Canvas::picture(ImTextureID texture, const Rect& rect, ImVec2 uv_min, ImVec2 uv_max, float radius_dp) {
  list_.AddImageRounded(texture, px(rect.left, rect.top), px(rect.right, rect.bottom), uv_min, uv_max,
                        colour({255, 255, 255}), px(radius_dp));
}

}  // namespace dangol::ui
