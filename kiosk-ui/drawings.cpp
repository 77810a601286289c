#include "drawings.hpp"

#include <cmath>
#include <numbers>
#include <vector>

namespace dangol::ui {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

// Points of a circle's part; angles in radians, clockwise from the right.
void addArc(std::vector<ImVec2>& points, float x, float y, float radius, float from, float to) {
  constexpr int kSteps = 16;
  for (int step = 0; step <= kSteps; ++step) {
    const float angle = from + (to - from) * static_cast<float>(step) / kSteps;
    points.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle)});
  }
}

void drawSteam(Canvas& canvas, float x, float y, float size, Colour colour) {
  for (const float side : {-1.0F, 0.0F, 1.0F}) {
    std::vector<ImVec2> points;
    const float height = side == 0 ? 0.24F : 0.17F;
    for (int step = 0; step <= 24; ++step) {
      const float share = static_cast<float>(step) / 24;
      points.push_back({x + size * (0.13F * side + 0.022F * std::sin(share * 2 * kPi)), y - size * height * share});
    }
    canvas.polyline(points, colour, size * 0.03F);
  }
}

void drawFace(Canvas& canvas, float x, float y, float size, CupMood mood, Colour ink) {
  const float line = size * 0.026F;
  const float apart = size * 0.12F;
  const auto curve = [&](float at_x, float at_y, float radius, float from, float to) {
    std::vector<ImVec2> points;
    addArc(points, at_x, at_y, radius, from, to);
    canvas.polyline(points, ink, line);
  };
  for (const float side : {-1.0F, 1.0F}) {
    const float eye = x + side * apart;
    switch (mood) {
      case CupMood::Smiling:
        canvas.disc(eye, y, size * 0.027F, ink);
        break;
      case CupMood::Happy:
        curve(eye, y + size * 0.015F, size * 0.04F, -0.9F * kPi, -0.1F * kPi);
        break;
      case CupMood::Asleep:
        curve(eye, y - size * 0.02F, size * 0.04F, 0.9F * kPi, 0.1F * kPi);
        break;
    }
  }
  if (mood == CupMood::Asleep) {
    canvas.polyline({{x - size * 0.035F, y + size * 0.085F}, {x + size * 0.035F, y + size * 0.085F}}, ink, line);
  } else {
    curve(x, y + size * 0.03F, size * (mood == CupMood::Happy ? 0.08F : 0.065F), 0.85F * kPi, 0.15F * kPi);
  }
}

}  // namespace

void drawCup(Canvas& canvas, float x, float y, float size_dp, CupMood mood) {
  const Palette& colours = canvas.colours();
  const float s = size_dp;
  const float top = y - s * 0.12F;
  const float bottom = y + s * 0.30F;
  const float corner = s * 0.16F;

  std::vector<ImVec2> handle;
  addArc(handle, x + s * 0.29F, y + s * 0.05F, s * 0.105F, -0.62F * kPi, 0.62F * kPi);
  canvas.polyline(handle, colours.accent, s * 0.05F);

  std::vector<ImVec2> body{{x - s * 0.30F, top}, {x + s * 0.30F, top}};
  addArc(body, x + s * 0.28F - corner, bottom - corner, corner, 0, kPi / 2);
  addArc(body, x - s * 0.28F + corner, bottom - corner, corner, kPi / 2, kPi);
  canvas.convex(body, colours.accent);

  canvas.fill({x - s * 0.36F, bottom + s * 0.045F, x + s * 0.36F, bottom + s * 0.085F}, colours.accent, s * 0.02F);
  if (mood != CupMood::Asleep) drawSteam(canvas, x, top - s * 0.07F, s, colours.accent);
  drawFace(canvas, x, y + s * 0.05F, s, mood, colours.on_accent);
}

void drawCameraIcon(Canvas& canvas, float x, float y, float size_dp, Colour colour) {
  const float s = size_dp;
  const float line = s * 0.085F;
  canvas.outline({x - s * 0.48F, y - s * 0.28F, x + s * 0.48F, y + s * 0.36F}, colour, s * 0.14F, line);
  canvas.arc(x, y + s * 0.04F, s * 0.17F, s * 0.17F, 0, 1, colour, line);
  canvas.polyline({{x - s * 0.14F, y - s * 0.38F}, {x + s * 0.14F, y - s * 0.38F}}, colour, line);
}

void drawCheckMark(Canvas& canvas, float x, float y, float size_dp, Colour colour) {
  const float s = size_dp;
  canvas.polyline({{x - s * 0.32F, y + s * 0.02F}, {x - s * 0.08F, y + s * 0.26F}, {x + s * 0.34F, y - s * 0.24F}},
                  colour, s * 0.14F);
}

void drawAttentionMark(Canvas& canvas, float x, float y, float size_dp, Colour disc, Colour mark) {
  const float s = size_dp;
  canvas.disc(x, y, s * 0.5F, disc);
  canvas.polyline({{x, y - s * 0.22F}, {x, y + s * 0.04F}}, mark, s * 0.11F);
  canvas.disc(x, y + s * 0.22F, s * 0.065F, mark);
}

}  // namespace dangol::ui
