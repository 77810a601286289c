#include "run_window.hpp"

#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "dangol/runtime/kiosk_runtime.hpp"
#include "dangol/ui/announcer.hpp"
#include "dangol/ui/window.hpp"
#include "rates.hpp"
#include "view_model.hpp"

namespace dangol::app {
namespace {

class WakeOnSighting final : public runtime::SightingListener {
 public:
  explicit WakeOnSighting(const ui::KioskWindow& window) : window_(window) {}
  void onSighting(const runtime::Sighting&) override { window_.wake(); }

 private:
  const ui::KioskWindow& window_;
};

ui::KioskWindow::Options windowOptions(const runtime::Config& config, const WindowRun& run) {
  ui::KioskWindow::Options options;
  options.fullscreen = config.screen.fullscreen;
  options.monitor = run.monitor;
  return options;
}

// The commands' way to a runtime that starts after the screen does.
struct Runtime {
  std::unique_ptr<runtime::KioskRuntime> kiosk;
  std::optional<runtime::RequestId> post(runtime::Command command) const {
    return kiosk ? kiosk->post(std::move(command)) : std::nullopt;
  }
};

}  // namespace

int runWindow(const runtime::Config& config, std::unique_ptr<capture::CameraSource> source,
              const vision::ModelBundle& models, gallery::Gallery gallery, const WindowRun& run) {
  const runtime::SystemClock clock;
  ui::KioskWindow window(windowOptions(config, run));
  const auto file = gallery.file();
  GalleryReader reader([file] { return gallery::Gallery::open(file, vision::ModelBundle::embeddingModelId()); },
                       [&window] { window.wake(); });
  Runtime runtime;
  ViewModel::Setup setup;
  setup.role = run.role;
  setup.offers = run.offers;
  setup.post = [&runtime](runtime::Command command) { return runtime.post(std::move(command)); };
  setup.reader = &reader;
  setup.shuffle_seed = std::random_device()();
  ViewModel model(config, std::move(setup));
  const auto sounds = ui::systemSounds();
  ui::Announcer announcer(*sounds);
  std::vector<ui::UiAction> actions;
  if (!window.frame(model.update({}, clock), actions)) return 0;  // something to look at while the models load

  WakeOnSighting listener(window);
  runtime.kiosk =
      std::make_unique<runtime::KioskRuntime>(config, std::move(source), models, std::move(gallery), clock, listener);
  Rates rates;
  std::optional<vision::SteadyTime> endAt;
  while (!run.stopped()) {
    model.show(runtime.kiosk->takePreview());
    model.measure(rates.figures(*runtime.kiosk, window.counters().drawn, clock.steady()));
    const ui::ViewState& state = model.update(runtime.kiosk->snapshot(), clock);
    announcer.follow(state);
    window.setUnlocked(model.unlocked());
    if (!window.frame(state, actions)) break;
    for (const ui::UiAction& action : actions) model.handle(action, clock);
    actions.clear();
    // A file's last greeting stays on the screen as long as any other.
    if (!endAt && runtime.kiosk->waitUntilFinished(std::chrono::milliseconds{0}))
      endAt = clock.steady() + config.screen.greeting;
    if (endAt && clock.steady() >= *endAt) break;
  }
  return 0;
}

}  // namespace dangol::app
