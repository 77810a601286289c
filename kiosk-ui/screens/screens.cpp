#include "screens/screens.hpp"

#include <algorithm>
#include <variant>

#include "dangol/ui/text.hpp"
#include "dangol/ui/wording.hpp"
#include "drawings.hpp"

namespace dangol::ui {
namespace {

struct DrawScreen {
  const Scene& scene;
  void operator()(const IdleScreen& screen) const { drawIdle(scene, screen); }
  void operator()(const SeeingScreen& screen) const { drawSeeing(scene, screen); }
  void operator()(const GreetingScreen& screen) const { drawGreeting(scene, screen); }
  void operator()(const UnknownScreen& screen) const { drawUnknown(scene, screen); }
  void operator()(const FaultScreen& screen) const { drawFault(scene, screen); }
};

void drawFaultStrip(const Scene& scene, const Fault& fault) {
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  const TextStyle style = scene.style(TextSize::Caption, Weight::Regular, colours.text, 0.85F);
  const float height = metrics.space_dp(5);
  const float icon = metrics.space_dp(2.6F);
  const float widest = scene.canvas.window().width() - metrics.margin_dp() * 2 - height * 2;
  const auto words = scene.canvas.lines(style, text(scene.state.language, faultText(fault.kind)), widest, 1).front();
  const float width = scene.canvas.textWidth(style, words) + icon + metrics.space_dp(4.5F);
  const float middle = scene.canvas.window().centreX();
  const Rect strip{middle - width / 2, metrics.space_dp(1.5F), middle + width / 2, metrics.space_dp(1.5F) + height};

  scene.canvas.card(strip, height / 2);
  drawAttentionMark(scene.canvas, strip.left + metrics.space_dp(1.4F) + icon / 2, strip.centreY(), icon,
                    colours.attention, colours.surface);
  scene.canvas.text(style, words, strip.left + icon + metrics.space_dp(2.4F), strip.centreY(), Align::Left);
}

}  // namespace

void drawScreen(const Scene& scene) { std::visit(DrawScreen{scene}, scene.state.screen); }

void drawBackground(const Scene& scene) {
  const Rect window = scene.canvas.window();
  const Palette& colours = scene.colours();
  const float shorter = std::min(window.width(), window.height());
  scene.canvas.disc(window.right - shorter * 0.06F, window.bottom + shorter * 0.04F, shorter * 0.62F, colours.glow);
  scene.canvas.disc(window.left + shorter * 0.02F, window.top - shorter * 0.05F, shorter * 0.30F, colours.glow);
}

void drawNotices(const Scene& scene) {
  const ViewState& state = scene.state;
  if (screenOf(state) != Screen::Fault && !state.faults.empty()) drawFaultStrip(scene, state.faults.front());
  if (state.status) {
    const TextStyle style = scene.style(TextSize::Caption, Weight::Regular, scene.colours().muted, 0.7F);
    const Rect window = scene.canvas.window();
    scene.canvas.text(style, statusWords(state.language, *state.status), window.centreX(),
                      window.bottom - scene.metrics().space_dp(2.4F), Align::Centre);
  }
}

void drawDimming(const Scene& scene) {
  constexpr float kDarkest = 0.7F;
  if (scene.motion.dim > 0) scene.canvas.fill(scene.canvas.window(), {0, 0, 0}, 0, kDarkest * scene.motion.dim);
}

}  // namespace dangol::ui
