#include "icons.hpp"

#include <cmath>
#include <numbers>
#include <vector>

namespace dangol::ui {
namespace {

constexpr float kPi = std::numbers::pi_v<float>;

// A pen that draws in a square from -0.5 to 0.5, whatever its size and place.
class Pen {
 public:
  Pen(Canvas& canvas, float x, float y, float size, Colour colour)
      : canvas_(canvas), x_(x), y_(y), size_(size), colour_(colour) {}

  void line(std::vector<ImVec2> points, bool closed = false, float thickness = kLine) const {
    for (ImVec2& p : points) p = at(p.x, p.y);
    canvas_.polyline(points, colour_, thickness * size_, closed);
  }
  void disc(float x, float y, float radius) const {
    const ImVec2 p = at(x, y);
    canvas_.disc(p.x, p.y, radius * size_, colour_);
  }
  void ring(float x, float y, float radius_x, float radius_y) const { part(x, y, radius_x, radius_y, 0, 1); }
  // Clockwise from the top, in shares of the whole ellipse.
  void part(float x, float y, float radius_x, float radius_y, float from, float to) const {
    const ImVec2 p = at(x, y);
    canvas_.arc(p.x, p.y, radius_x * size_, radius_y * size_, from, to, colour_, kLine * size_);
  }
  void box(float left, float top, float right, float bottom, float radius) const {
    const ImVec2 a = at(left, top);
    const ImVec2 b = at(right, bottom);
    canvas_.outline({a.x, a.y, b.x, b.y}, colour_, radius * size_, kLine * size_);
  }
  void block(float left, float top, float right, float bottom) const {
    const ImVec2 a = at(left, top);
    const ImVec2 b = at(right, bottom);
    canvas_.fill({a.x, a.y, b.x, b.y}, colour_, 0.02F * size_);
  }

 private:
  static constexpr float kLine = 0.085F;
  [[nodiscard]] ImVec2 at(float x, float y) const { return {x_ + x * size_, y_ + y * size_}; }
  Canvas& canvas_;
  float x_;
  float y_;
  float size_;
  Colour colour_;
};

void drawPin(const Pen& pen) {
  for (int row = -1; row <= 1; ++row) {
    for (int column = -1; column <= 1; ++column) {
      pen.disc(0.3F * static_cast<float>(column), 0.3F * static_cast<float>(row), 0.085F);
    }
  }
}

void drawBell(const Pen& pen) {
  pen.part(0, -0.04F, 0.27F, 0.3F, -0.25F, 0.25F);
  pen.line({{-0.27F, -0.04F}, {-0.29F, 0.18F}, {-0.38F, 0.27F}, {0.38F, 0.27F}, {0.29F, 0.18F}, {0.27F, -0.04F}});
  pen.part(0, 0.3F, 0.1F, 0.12F, 0.25F, 0.75F);
  pen.line({{0, -0.34F}, {0, -0.42F}});
}

void drawCode(const Pen& pen) {
  for (const ImVec2 corner : {ImVec2{-0.42F, -0.42F}, ImVec2{0.1F, -0.42F}, ImVec2{-0.42F, 0.1F}}) {
    pen.box(corner.x, corner.y, corner.x + 0.32F, corner.y + 0.32F, 0.05F);
    pen.block(corner.x + 0.11F, corner.y + 0.11F, corner.x + 0.21F, corner.y + 0.21F);
  }
  for (const ImVec2 dot :
       {ImVec2{0.1F, 0.1F}, ImVec2{0.32F, 0.1F}, ImVec2{0.21F, 0.21F}, ImVec2{0.1F, 0.32F}, ImVec2{0.32F, 0.32F}}) {
    pen.block(dot.x, dot.y, dot.x + 0.11F, dot.y + 0.11F);
  }
}

void drawHeart(const Pen& pen) {
  std::vector<ImVec2> points;
  constexpr int kSteps = 48;
  for (int step = 1; step < kSteps; ++step) {
    const float t = 2 * kPi * static_cast<float>(step) / kSteps;
    const float x = 16 * std::pow(std::sin(t), 3.0F);
    const float y = 13 * std::cos(t) - 5 * std::cos(2 * t) - 2 * std::cos(3 * t) - std::cos(4 * t);
    points.push_back({x / 40, -y / 40});
  }
  points.insert(points.begin(), {0, -0.125F});
  points.push_back({0, -0.125F});
  pen.line(points);
}

void drawEase(const Pen& pen) {
  pen.disc(0, -0.36F, 0.1F);
  pen.line({{-0.36F, -0.16F}, {-0.1F, -0.1F}, {0.1F, -0.1F}, {0.36F, -0.16F}});
  pen.line({{-0.1F, -0.1F}, {-0.1F, 0.1F}, {-0.2F, 0.44F}});
  pen.line({{0.1F, -0.1F}, {0.1F, 0.1F}, {0.2F, 0.44F}});
  pen.line({{-0.1F, 0.08F}, {0.1F, 0.08F}});
}

void drawGlobe(const Pen& pen) {
  pen.ring(0, 0, 0.42F, 0.42F);
  pen.ring(0, 0, 0.17F, 0.42F);
  pen.line({{-0.42F, 0}, {0.42F, 0}});
}

void drawErase(const Pen& pen) {
  pen.line({{-0.46F, 0}, {-0.2F, -0.28F}, {0.44F, -0.28F}, {0.44F, 0.28F}, {-0.2F, 0.28F}}, true);
  pen.line({{-0.04F, -0.11F}, {0.2F, 0.11F}});
  pen.line({{0.2F, -0.11F}, {-0.04F, 0.11F}});
}

void drawClock(const Pen& pen) {
  pen.ring(0, 0, 0.42F, 0.42F);
  pen.line({{0, -0.24F}, {0, 0.02F}, {0.17F, 0.12F}});
}

void drawPerson(const Pen& pen, float x) {
  pen.ring(x, -0.2F, 0.17F, 0.17F);
  pen.part(x, 0.42F, 0.34F, 0.34F, -0.25F, 0.25F);
}

void drawPeople(const Pen& pen) {
  drawPerson(pen, -0.14F);
  pen.part(0.2F, -0.2F, 0.16F, 0.16F, 0, 0.5F);
  pen.part(0.16F, 0.42F, 0.32F, 0.32F, 0.06F, 0.25F);
}

void drawList(const Pen& pen) {
  for (const float y : {-0.28F, 0.0F, 0.28F}) {
    pen.disc(-0.36F, y, 0.06F);
    pen.line({{-0.16F, y}, {0.42F, y}});
  }
}

void drawCamera(const Pen& pen) {
  pen.box(-0.46F, -0.26F, 0.46F, 0.36F, 0.12F);
  pen.ring(0, 0.05F, 0.17F, 0.17F);
  pen.line({{-0.14F, -0.38F}, {0.14F, -0.38F}});
}

void drawGear(const Pen& pen) {
  constexpr int kTeeth = 8;
  pen.ring(0, 0, 0.3F, 0.3F);
  pen.ring(0, 0, 0.11F, 0.11F);
  for (int tooth = 0; tooth < kTeeth; ++tooth) {
    const float angle = 2 * kPi * static_cast<float>(tooth) / kTeeth;
    const float x = std::sin(angle);
    const float y = std::cos(angle);
    pen.line({{x * 0.32F, y * 0.32F}, {x * 0.44F, y * 0.44F}}, false, 0.12F);
  }
}

void drawGift(const Pen& pen) {
  pen.box(-0.36F, -0.08F, 0.36F, 0.42F, 0.04F);
  pen.line({{-0.44F, -0.1F}, {0.44F, -0.1F}}, false, 0.12F);
  pen.line({{0, -0.1F}, {0, 0.42F}});
  pen.line({{0, -0.14F}, {-0.24F, -0.4F}, {-0.06F, -0.42F}, {0, -0.14F}, {0.06F, -0.42F}, {0.24F, -0.4F}, {0, -0.14F}});
}

void drawCupIcon(const Pen& pen) {
  pen.line({{-0.36F, -0.12F}, {0.22F, -0.12F}, {0.18F, 0.34F}, {-0.32F, 0.34F}}, true);
  pen.part(0.24F, 0.06F, 0.14F, 0.13F, 0, 0.5F);
  for (const float x : {-0.2F, 0.06F}) pen.line({{x, -0.24F}, {x + 0.05F, -0.33F}, {x, -0.42F}});
}

void drawDoor(const Pen& pen) {
  pen.box(-0.28F, -0.44F, 0.28F, 0.42F, 0.05F);
  pen.disc(0.14F, 0.02F, 0.06F);
  pen.line({{-0.44F, 0.42F}, {0.44F, 0.42F}});
}

void drawNote(const Pen& pen) {
  pen.line({{-0.34F, -0.42F}, {0.34F, -0.42F}, {0.34F, 0.2F}, {0.12F, 0.42F}, {-0.34F, 0.42F}}, true);
  for (const float y : {-0.18F, 0.04F}) pen.line({{-0.16F, y}, {0.16F, y}});
}

}  // namespace

void drawIcon(Canvas& canvas, Icon icon, float x, float y, float size_dp, Colour colour) {
  const Pen pen(canvas, x, y, size_dp, colour);
  switch (icon) {
    case Icon::Pin:
      return drawPin(pen);
    case Icon::Bell:
      return drawBell(pen);
    case Icon::Code:
      return drawCode(pen);
    case Icon::Heart:
      return drawHeart(pen);
    case Icon::Ease:
      return drawEase(pen);
    case Icon::Globe:
      return drawGlobe(pen);
    case Icon::Back:
      return pen.line({{0.16F, -0.34F}, {-0.18F, 0}, {0.16F, 0.34F}}, false, 0.11F);
    case Icon::Down:
      return pen.line({{-0.34F, -0.16F}, {0, 0.18F}, {0.34F, -0.16F}}, false, 0.11F);
    case Icon::Erase:
      return drawErase(pen);
    case Icon::Check:
      return pen.line({{-0.34F, 0.02F}, {-0.09F, 0.26F}, {0.36F, -0.26F}}, false, 0.13F);
    case Icon::Cross:
      pen.line({{-0.28F, -0.28F}, {0.28F, 0.28F}}, false, 0.13F);
      return pen.line({{0.28F, -0.28F}, {-0.28F, 0.28F}}, false, 0.13F);
    case Icon::Bang:
      pen.line({{0, -0.34F}, {0, 0.08F}}, false, 0.14F);
      return pen.disc(0, 0.34F, 0.09F);
    case Icon::Clock:
      return drawClock(pen);
    case Icon::People:
      return drawPeople(pen);
    case Icon::Person:
      return drawPerson(pen, 0);
    case Icon::List:
      return drawList(pen);
    case Icon::Camera:
      return drawCamera(pen);
    case Icon::Gear:
      return drawGear(pen);
    case Icon::Pulse:
      return pen.line(
          {{-0.46F, 0.04F}, {-0.2F, 0.04F}, {-0.07F, -0.34F}, {0.1F, 0.36F}, {0.2F, 0.04F}, {0.46F, 0.04F}});
    case Icon::Search:
      pen.ring(-0.08F, -0.08F, 0.28F, 0.28F);
      return pen.line({{0.14F, 0.14F}, {0.4F, 0.4F}}, false, 0.1F);
    case Icon::Shift:
      return pen.line({{0, -0.4F},
                       {-0.38F, 0.02F},
                       {-0.17F, 0.02F},
                       {-0.17F, 0.36F},
                       {0.17F, 0.36F},
                       {0.17F, 0.02F},
                       {0.38F, 0.02F}},
                      true);
    case Icon::Gift:
      return drawGift(pen);
    case Icon::Cup:
      return drawCupIcon(pen);
    case Icon::Door:
      return drawDoor(pen);
    case Icon::Note:
      return drawNote(pen);
  }
}

void drawBadge(Canvas& canvas, Icon icon, float x, float y, float radius_dp, Colour disc, Colour ink) {
  canvas.disc(x, y, radius_dp, disc);
  drawIcon(canvas, icon, x, y, radius_dp * 1.05F, ink);
}

}  // namespace dangol::ui
