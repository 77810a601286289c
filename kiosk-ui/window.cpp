#include "dangol/ui/window.hpp"

#include <GL/gl.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <utility>

#include "dangol/ui/wording.hpp"
#include "display_window.hpp"
#include "liveliness.hpp"
#include "screens/screens.hpp"

namespace dangol::ui {
namespace {

using std::chrono_literals::operator""ms;

constexpr auto kFrame = std::chrono::microseconds(16'500);
constexpr auto kIdleWait = 250ms;
constexpr auto kLeaving = 140ms;   // the screen before fades away,
constexpr auto kArriving = 260ms;  // then the next one appears
constexpr float kArrivalDrop_dp = 14;
constexpr int kFramesAfterTouch = 3;  // Dear ImGui needs a picture each for hovering, pressing and lifting

}  // namespace

struct KioskWindow::Impl {
  explicit Impl(Options given)
      : options(std::move(given)), fonts(options.font_folders), display(options), atlas(fonts), counters() {
    if (!options.clock) options.clock = [] { return std::chrono::steady_clock::now(); };
  }

  Options options;
  FontSet fonts;
  DisplayWindow display;
  GlyphAtlas atlas;
  PreviewTexture preview;
  Motion motion;
  Gestures gestures;
  Gestures leavingGestures;
  Counters counters;
  std::vector<TouchTarget> targets;

  std::optional<ViewState> shown;    // what the last picture showed
  std::optional<ViewState> leaving;  // the screen that the transition comes from
  SteadyTime arrivedAt;
  SteadyTime drawnAt;
  ThemeKind drawnTheme = ThemeKind::Light;
  int framesToDraw = kFramesAfterTouch;

  [[nodiscard]] bool transitionRuns(SteadyTime now) const { return leaving && now < arrivedAt + kLeaving + kArriving; }
  [[nodiscard]] bool moves(const ViewState& state, SteadyTime now) const;
  void startTransition(const ViewState& state, SteadyTime now);
  void advanceMotion(const ViewState& state, SteadyTime now);
  void draw(const ViewState& state, SteadyTime now, std::vector<UiAction>& actions);
  void build(const ViewState& state, SteadyTime now, std::vector<UiAction>& actions);
  void submit();
  void rest(bool moving, std::chrono::steady_clock::time_point started);
};

bool KioskWindow::Impl::moves(const ViewState& state, SteadyTime now) const {
  if (transitionRuns(now) || gestures.moving() || display.fingerDown()) return true;
  const auto* idle = std::get_if<IdleScreen>(&state.screen);
  if (motion.dim != (idle != nullptr && idle->dimmed ? 1.0F : 0.0F)) return true;
  if (liveViewOf(state) || offersMoreTime(state, now)) return true;
  const auto until = runsDownUntil(state);
  return until && now < *until;
}

void KioskWindow::Impl::startTransition(const ViewState& state, SteadyTime now) {
  if (shown && !sameScreen(*shown, state)) {
    leaving = *shown;
    leavingGestures = std::exchange(gestures, {});
    gestures.held = leavingGestures.held;
    arrivedAt = now;
    framesToDraw = std::max(framesToDraw, 1);
  }
  if (leaving && !transitionRuns(now)) {
    leaving.reset();
    framesToDraw = std::max(framesToDraw, 1);
  }
}

void KioskWindow::Impl::advanceMotion(const ViewState& state, SteadyTime now) {
  const auto elapsed = std::clamp<std::chrono::duration<float>>(now - drawnAt, 0ms, 100ms);
  const auto* idle = std::get_if<IdleScreen>(&state.screen);
  Motion::follow(motion.dim, idle != nullptr && idle->dimmed ? 1.0F : 0.0F, elapsed, 120ms);

  const auto live = liveViewOf(state);
  if (!live) {
    // Nobody's picture is kept once their screen is gone.
    if (!transitionRuns(now)) preview.clear();
    return;
  }
  preview.update(state.preview);
  const bool arrives = !shown || screenOf(*shown) != screenOf(state);
  if (arrives) motion.progress = 0;
  Motion::follow(motion.progress, std::clamp(live->progress, 0.0F, 1.0F), elapsed, 70ms);
  if (live->face && state.preview != nullptr && preview.width_px() > 0) {
    const float centre = live->face->centre().x_px / static_cast<float>(preview.width_px());
    if (arrives) motion.pan = centre;
    Motion::follow(motion.pan, centre, elapsed, 300ms);
  }
}

void KioskWindow::Impl::build(const ViewState& state, SteadyTime now, std::vector<UiAction>& actions) {
  const Metrics metrics(std::max(1, display.width_px()), std::max(1, display.height_px()), display.contentScale(),
                        state.ease.text);
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::Begin("kiosk", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav);
  targets.clear();
  Canvas canvas(*ImGui::GetWindowDrawList(), fonts, atlas, metrics, palette(state.theme));
  Scene::Touch touch{targets, actions};
  Scene scene{canvas, state, motion, preview, now, gestures, nullptr};

  drawBackground(scene);
  const bool fadingOut = leaving && now < arrivedAt + kLeaving;
  if (fadingOut) {
    canvas.setAlpha(1 - eased(shareOf(arrivedAt, arrivedAt + kLeaving, now)));
    drawScreen({canvas, *leaving, motion, preview, now, leavingGestures, nullptr});
  } else {
    const float come = leaving ? eased(shareOf(arrivedAt + kLeaving, arrivedAt + kLeaving + kArriving, now)) : 1;
    canvas.setAlpha(come);
    canvas.setDrop((1 - come) * kArrivalDrop_dp);
    scene.touch = &touch;
    // What is asked first gets the finger; what is drawn last lies on top.
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.ChannelsSplit(2);
    list.ChannelsSetCurrent(1);
    drawMoreTime(scene);
    list.ChannelsSetCurrent(0);
    drawScreen(scene);
    list.ChannelsMerge();
  }
  canvas.setAlpha(1);
  canvas.setDrop(0);
  scene.touch = nullptr;
  drawNotices(scene);
  drawDimming(scene);
  if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) gestures.held = gestures.dragging = false;
  ImGui::End();
  ImGui::PopStyleVar(2);
}

void KioskWindow::Impl::submit() {
  glViewport(0, 0, display.width_px(), display.height_px());
  const auto [red, green, blue] = palette(drawnTheme).background;
  glClearColor(static_cast<float>(red) / 255, static_cast<float>(green) / 255, static_cast<float>(blue) / 255, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void KioskWindow::Impl::draw(const ViewState& state, SteadyTime now, std::vector<UiAction>& actions) {
  const auto started = std::chrono::steady_clock::now();
  atlas.beginFrame();
  drawnTheme = state.theme;
  advanceMotion(state, now);
  display.beginFrame(now - drawnAt);
  build(state, now, actions);
  ImGui::Render();
  const auto built = std::chrono::steady_clock::now();
  submit();
  counters.build = built - started;
  counters.submit = std::chrono::steady_clock::now() - built;
  ++counters.drawn;
  display.present();
  shown = state;
  drawnAt = now;
}

void KioskWindow::Impl::rest(bool moving, std::chrono::steady_clock::time_point started) {
  if (!options.paced) {
    display.handleEvents({});
    return;
  }
  if (!moving) {
    display.handleEvents(kIdleWait);
    return;
  }
  const auto due = started + kFrame;
  do {
    display.handleEvents(due - std::chrono::steady_clock::now());
  } while (std::chrono::steady_clock::now() < due);
}

KioskWindow::KioskWindow(Options options) : impl_(std::make_unique<Impl>(std::move(options))) {}
KioskWindow::~KioskWindow() = default;

bool KioskWindow::frame(const ViewState& state, std::vector<UiAction>& actions) {
  const auto started = std::chrono::steady_clock::now();
  const SteadyTime now = impl_->options.clock();
  ++impl_->counters.calls;
  if (impl_->display.contextLost()) recover();
  impl_->display.stayFullscreen();
  if (impl_->display.takeActivity()) impl_->framesToDraw = kFramesAfterTouch;
  impl_->startTransition(state, now);
  impl_->display.takeTyped(takesLetters(state), actions);

  const bool changed = !impl_->shown || !looksTheSame(*impl_->shown, state);
  if (changed || impl_->framesToDraw > 0 || impl_->moves(state, now)) {
    std::vector<UiAction> touched;
    impl_->draw(state, now, touched);
    actions.insert(actions.end(), touched.begin(), touched.end());
    impl_->framesToDraw = std::max(0, impl_->framesToDraw - 1);
  }
  impl_->rest(impl_->framesToDraw > 0 || impl_->moves(state, now), started);
  return !impl_->display.closed();
}

void KioskWindow::wake() const { glfwPostEmptyEvent(); }

void KioskWindow::recover() {
  impl_->atlas.forget();
  impl_->preview.clear();
  impl_->display.reopen();
  impl_->framesToDraw = kFramesAfterTouch;
}

void KioskWindow::setUnlocked(bool unlocked) { impl_->display.setUnlocked(unlocked); }

vision::RgbImage KioskWindow::readPixels() {
  if (!impl_->shown) return {};
  // The picture is drawn again: once shown, what the back buffer holds is the driver's own business.
  impl_->submit();
  const int width = impl_->display.width_px();
  const int height = impl_->display.height_px();
  vision::RgbImage image(width, height);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, image.data());
  const std::ptrdiff_t row = std::ptrdiff_t{width} * 3;
  for (int top = 0; top < height / 2; ++top) {
    std::uint8_t* upper = image.data() + top * row;
    std::swap_ranges(upper, upper + row, image.data() + (height - 1 - top) * row);
  }
  return image;
}

const std::vector<TouchTarget>& KioskWindow::touchTargets() const { return impl_->targets; }

void KioskWindow::pointer(float x_px, float y_px, bool down) { impl_->display.pointer(x_px, y_px, down); }

KioskWindow::Counters KioskWindow::counters() const {
  Counters counters = impl_->counters;
  counters.preview_uploads = impl_->preview.uploads();
  counters.glyphs_rasterised = impl_->atlas.rasterised();
  counters.glyph_textures = impl_->atlas.textures();
  return counters;
}

}  // namespace dangol::ui
