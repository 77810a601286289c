#include "screens/screens.hpp"

#include <algorithm>
#include <variant>

#include "dangol/ui/text.hpp"
#include "dangol/ui/wording.hpp"
#include "drawings.hpp"
#include "liveliness.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

struct DrawScreen {
  const Scene& scene;
  void operator()(const IdleScreen& screen) const { drawIdle(scene, screen); }
  void operator()(const SeeingScreen& screen) const { drawSeeing(scene, screen); }
  void operator()(const GreetingScreen& screen) const { drawGreeting(scene, screen); }
  void operator()(const UnknownScreen& screen) const { drawUnknown(scene, screen); }
  void operator()(const FaultScreen& screen) const { drawFault(scene, screen); }
  void operator()(const PinScreen& screen) const { drawPin(scene, screen); }
  void operator()(const CodeScreen& screen) const { drawCode(scene, screen); }
  void operator()(const AttendanceScreen& screen) const { drawAttendance(scene, screen); }
  void operator()(const AccessScreen& screen) const { drawAccess(scene, screen); }
  void operator()(const MessageScreen& screen) const { drawMessage(scene, screen); }
  void operator()(const EaseScreen& screen) const { drawEase(scene, screen); }
  void operator()(const EnrolNameScreen& screen) const { drawEnrolName(scene, screen); }
  void operator()(const EnrolConsentScreen& screen) const { drawEnrolConsent(scene, screen); }
  void operator()(const EnrolCaptureScreen& screen) const { drawEnrolCapture(scene, screen); }
  void operator()(const EnrolDoneScreen& screen) const { drawEnrolDone(scene, screen); }
  void operator()(const StaffDisplayScreen& screen) const { drawStaffDisplay(scene, screen); }
  void operator()(const AdminMenuScreen& screen) const { drawAdminMenu(scene, screen); }
  void operator()(const AdminEventsScreen& screen) const { drawAdminEvents(scene, screen); }
  void operator()(const AdminPresentScreen& screen) const { drawAdminPresent(scene, screen); }
  void operator()(const AdminPeopleScreen& screen) const { drawAdminPeople(scene, screen); }
  void operator()(const AdminPersonScreen& screen) const { drawAdminPerson(scene, screen); }
  void operator()(const AdminCameraScreen& screen) const { drawAdminCamera(scene, screen); }
  void operator()(const AdminSettingsScreen& screen) const { drawAdminSettings(scene, screen); }
  void operator()(const AdminDiagnosticsScreen& screen) const { drawAdminDiagnostics(scene, screen); }
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

void drawMoreTime(const Scene& scene) {
  const ViewState& state = scene.state;
  if (!offersMoreTime(state, scene.now)) return;
  const Metrics& metrics = scene.metrics();
  const Palette& colours = scene.colours();
  const Rect window = scene.canvas.window();
  const float height = moreTimeHeight(scene);
  const float width = std::min(window.width() - metrics.space_dp(4), metrics.space_dp(96));
  const float edge = metrics.space_dp(1.5F);
  const float top = state.ease.reach ? window.bottom - edge - height : edge;
  const Rect card{window.centreX() - width / 2, top, window.centreX() + width / 2, top + height};
  const Rect inner = card.inset(metrics.space_dp(1.5F));
  scene.canvas.card(card, metrics.radius_dp());
  scene.canvas.outline(card, colours.accent, metrics.radius_dp(), std::max(2.0F, colours.outline_dp));

  const Button more{scene.words(Text::MoreTime), ButtonKind::Primary, MoreTime{}, std::nullopt,
                    Countdown{state.timeout->until - std::chrono::seconds(10), state.timeout->until}};
  const float half = inner.width() * 0.46F;
  drawButton(scene, more, {inner.right - half, inner.top, inner.right, inner.bottom});
  const TextStyle style = scene.style(TextSize::Body, Weight::Bold, colours.text);
  const float room = inner.width() - half - metrics.space_dp(3);
  const auto lines = scene.canvas.lines(style, text(state.language, Text::StillThere), room, 2);
  float y = inner.centreY() - Canvas::lineHeight(style) * static_cast<float>(lines.size() - 1) / 2;
  for (const auto& line : lines) {
    scene.canvas.text(style, line, inner.left + metrics.space_dp(1), y, Align::Left);
    y += Canvas::lineHeight(style);
  }
}

void drawDimming(const Scene& scene) {
  constexpr float kDarkest = 0.7F;
  if (scene.motion.dim > 0) scene.canvas.fill(scene.canvas.window(), {0, 0, 0}, 0, kDarkest * scene.motion.dim);
}

}  // namespace dangol::ui
