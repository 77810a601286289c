#include <algorithm>
#include <cmath>

#include "motion.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

// The distance in dp after which a finger does not touch any more but moves what is under it.
constexpr float kDrag_dp = 10;
constexpr float kStandstill_dp = 25;  // a second
constexpr float kWheelStep_dp = 60;

void follow(const Scene& scene, const RectPx& area, float furthest) {
  Gestures& gestures = scene.gestures;
  const ImGuiIO& io = ImGui::GetIO();
  const float perDp = scene.metrics().px_per_dp();
  const ImVec2 start = io.MouseClickedPos[0];
  const bool inside = start.x >= area.left && start.x < area.right && start.y >= area.top && start.y < area.bottom;
  if (io.MouseDown[0] && inside) {
    gestures.velocity_dp = 0;
    if (io.MouseDragMaxDistanceSqr[0] > kDrag_dp * kDrag_dp * perDp * perDp) {
      gestures.dragging = true;
      const float moved = -io.MouseDelta.y / perDp;
      gestures.scroll_dp += moved;
      if (io.DeltaTime > 0) gestures.velocity_dp = moved / io.DeltaTime;
    }
  } else if (gestures.velocity_dp != 0) {
    gestures.scroll_dp += gestures.velocity_dp * io.DeltaTime;
    gestures.velocity_dp *= std::exp2(-io.DeltaTime / 0.12F);
    if (std::abs(gestures.velocity_dp) < kStandstill_dp) gestures.velocity_dp = 0;
  }
  gestures.scroll_dp -= io.MouseWheel * kWheelStep_dp;
  if (gestures.scroll_dp < 0 || gestures.scroll_dp > furthest) gestures.velocity_dp = 0;
  gestures.scroll_dp = std::clamp(gestures.scroll_dp, 0.0F, furthest);
}

void drawScrollMark(const Scene& scene, const Rect& area, float contentHeight) {
  const float width = scene.metrics().space_dp(0.6F);
  const float share = area.height() / contentHeight;
  const float top = area.top + area.height() * (scene.gestures.scroll_dp / contentHeight);
  const Rect mark{area.right - width, top, area.right, top + area.height() * share};
  scene.canvas.fill(mark, scene.colours().muted, width / 2, 0.5F);
}

}  // namespace

Rect drawHeader(const Scene& scene, const Rect& area, const std::string& title, const UiAction& back) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  const bool reach = scene.state.ease.reach;
  const float size = metrics.touch_dp();
  const TextStyle style = scene.style(TextSize::Title, Weight::Bold, colours.text);

  const float top = reach ? area.bottom - size : area.top;
  const Rect place{area.left, top, area.left + size, top + size};
  const bool pressed = touchable(scene, place, "back", back);
  scene.canvas.card(pressed ? place.inset(metrics.space_dp(0.4F)) : place, size / 2);
  drawIcon(scene.canvas, Icon::Back, place.centreX(), place.centreY(), size * 0.42F, colours.text);

  const float left = reach ? area.left : place.right + metrics.space_dp(2);
  scene.canvas.text(style, scene.canvas.lines(style, title, area.right - left, 1).front(), left, area.top + size / 2,
                    Align::Left);
  const float gap = metrics.space_dp(2);
  return {area.left, area.top + size + gap, area.right, reach ? place.top - gap : area.bottom};
}

bool drawScrolled(const Scene& scene, const Rect& area, float contentHeight,
                  const std::function<void(const Rect& content)>& draw) {
  const float furthest = std::max(0.0F, contentHeight - area.height());
  if (scene.touch != nullptr) {
    const ImVec2 min = scene.canvas.px(area.left, area.top);
    const ImVec2 max = scene.canvas.px(area.right, area.bottom);
    follow(scene, {min.x, min.y, max.x, max.y}, furthest);
  }
  const float top = area.top - scene.gestures.scroll_dp;
  scene.canvas.clip(area);
  draw({area.left, top, area.right, top + contentHeight});
  scene.canvas.unclip();
  if (furthest > 0) drawScrollMark(scene, area, contentHeight);
  return scene.gestures.scroll_dp >= furthest - 1;
}

std::optional<Rect> touchablePart(const Scene& scene, const Rect& row, const Rect& area) {
  const Rect part{row.left, std::max(row.top, area.top), row.right, std::min(row.bottom, area.bottom)};
  if (part.height() < std::min(row.height(), scene.metrics().least_touch_dp())) return std::nullopt;
  return part;
}

void drawStatement(const Scene& scene, const Rect& area, const Statement& statement) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  drawCentred(scene, area, Align::Centre, [&](Column& column, float growth) {
    if (statement.picture) {
      const float radius = statement.picture_radius_dp * growth;
      column.block(radius * 2, [&statement, radius](const Rect& rect) {
        statement.picture(rect.centreX(), rect.centreY(), radius);
      });
      column.gap(metrics.space_dp(3) * growth);
    }
    if (!statement.lead.empty()) {
      column.words(scene.style(TextSize::Title, Weight::Regular, colours.accent, growth), statement.lead, 2);
    }
    column.words(scene.style(TextSize::Headline, Weight::Bold, colours.text, growth), statement.headline, 3);
    column.gap(metrics.space_dp(1) * growth);
    for (const std::string& line : statement.lines) {
      column.words(scene.style(TextSize::Body, Weight::Regular, colours.muted, growth), line, 4);
    }
  });
}

void drawMirror(const Scene& scene, const Rect& place, float radius_dp) {
  if (scene.preview.empty()) {
    scene.canvas.fill(place, scene.colours().outline, radius_dp);
    return;
  }
  const float picture = static_cast<float>(scene.preview.width_px()) / static_cast<float>(scene.preview.height_px());
  const float wanted = place.width() / place.height();
  const float u = std::min(1.0F, wanted / picture);
  const float v = std::min(1.0F, picture / wanted);
  const float left = std::clamp(scene.motion.pan - u / 2, 0.0F, 1 - u);
  const float top = (1 - v) / 2;
  scene.canvas.picture(scene.preview.id(), place, {left + u, top}, {left, top + v}, radius_dp);
}

void drawMirrorWithOval(const Scene& scene, const Rect& place, float share) {
  constexpr Colour kWhite{255, 255, 255};
  constexpr Colour kBlack{0, 0, 0};
  const Metrics& metrics = scene.metrics();
  const float radius = metrics.radius_dp();
  const float tall = place.height() * 0.37F;
  const float radiusY = std::min(tall, place.width() * 0.42F / 0.76F);
  const float radiusX = radiusY * 0.76F;
  const float ring = metrics.space_dp(1.25F);

  scene.canvas.card(place, radius);
  drawMirror(scene, place, radius);
  scene.canvas.frameAround(place, radius, place.centreX(), place.centreY(), radiusX, radiusY, kBlack, 0.38F);
  scene.canvas.arc(place.centreX(), place.centreY(), radiusX, radiusY, 0, 1, kWhite, ring);
  scene.canvas.arc(place.centreX(), place.centreY(), radiusX, radiusY, 0, share, scene.colours().accent, ring * 1.5F);
  // A picture's round corners are not smoothed; its frame's are.
  const bool plain = scene.colours().outline_dp <= 0;
  scene.canvas.outline(place, plain ? scene.colours().surface : scene.colours().outline, radius,
                       plain ? metrics.space_dp(0.75F) : scene.colours().outline_dp);
}

}  // namespace dangol::ui
