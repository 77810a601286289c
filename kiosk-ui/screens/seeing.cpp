#include <algorithm>

#include "dangol/ui/wording.hpp"
#include "screens/screens.hpp"

namespace dangol::ui {
namespace {

constexpr Colour kWhite{255, 255, 255};
constexpr Colour kBlack{0, 0, 0};

// The part of the camera's picture that fills the place without being stretched, around the face, as in a mirror.
void drawMirror(const Scene& scene, const Rect& place, float radius) {
  if (scene.preview.empty()) {
    scene.canvas.fill(place, scene.colours().outline, radius);
    return;
  }
  const float picture = static_cast<float>(scene.preview.width_px()) / static_cast<float>(scene.preview.height_px());
  const float wanted = place.width() / place.height();
  const float u = std::min(1.0F, wanted / picture);
  const float v = std::min(1.0F, picture / wanted);
  const float left = std::clamp(scene.motion.pan - u / 2, 0.0F, 1 - u);
  const float top = (1 - v) / 2;
  scene.canvas.picture(scene.preview.id(), place, {left + u, top}, {left, top + v}, radius);
}

void drawPreview(const Scene& scene, const Rect& place) {
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
  scene.canvas.arc(place.centreX(), place.centreY(), radiusX, radiusY, 0, scene.motion.progress, scene.colours().accent,
                   ring * 1.5F);
  // A picture's round corners are not smoothed; its frame's are.
  const bool plain = scene.colours().outline_dp <= 0;
  scene.canvas.outline(place, plain ? scene.colours().surface : scene.colours().outline, radius,
                       plain ? metrics.space_dp(0.75F) : scene.colours().outline_dp);
}

void addInstruction(const Scene& scene, Hint hint, Column& column, float growth) {
  const ViewState& state = scene.state;
  column.words(scene.style(TextSize::Headline, Weight::Bold, scene.colours().text, growth),
               std::string(text(state.language, hintText(hint))), 4);
  if (hint != Hint::None) return;
  column.gap(scene.metrics().space_dp(1.5F) * growth);
  column.words(scene.style(TextSize::Body, Weight::Regular, scene.colours().muted, growth),
               std::string(text(state.language, Text::SeeingNote)), 2);
}

}  // namespace

void drawSeeing(const Scene& scene, const SeeingScreen& screen) {
  const Metrics& metrics = scene.metrics();
  const Rect area = contentArea(scene);
  if (metrics.landscape()) {
    const float width = std::min(area.width() * 0.56F, area.height() * 1.05F);
    drawPreview(scene, {area.left, area.top, area.left + width, area.bottom});
    const Rect words{area.left + width + metrics.space_dp(5), area.top, area.right, area.bottom};
    drawCentred(scene, words, Align::Left,
                [&](Column& column, float growth) { addInstruction(scene, screen.hint, column, growth); });
  } else {
    const float height = area.height() * 0.72F;
    drawPreview(scene, {area.left, area.top, area.right, area.top + height});
    const Rect words{area.left, area.top + height + metrics.space_dp(3), area.right, area.bottom};
    drawCentred(scene, words, Align::Centre,
                [&](Column& column, float growth) { addInstruction(scene, screen.hint, column, growth); });
  }
}

}  // namespace dangol::ui
