#include "run_window.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "dangol/runtime/kiosk_runtime.hpp"
#include "dangol/ui/window.hpp"
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

}  // namespace

int runWindow(const runtime::Config& config, std::unique_ptr<capture::CameraSource> source,
              const vision::ModelBundle& models, gallery::Gallery gallery, const std::function<bool()>& stopped) {
  const runtime::SystemClock clock;
  ui::KioskWindow::Options options;
  options.fullscreen = config.screen.fullscreen;
  ui::KioskWindow window(options);
  ViewModel model(config);
  std::vector<ui::UiAction> actions;
  if (!window.frame(model.update({}, clock), actions)) return 0;  // something to look at while the models load

  WakeOnSighting listener(window);
  runtime::KioskRuntime kiosk(config, std::move(source), models, std::move(gallery), clock, listener);

  std::optional<vision::SteadyTime> endAt;
  while (!stopped()) {
    model.show(kiosk.takePreview());
    if (!window.frame(model.update(kiosk.snapshot(), clock), actions)) break;
    for (const ui::UiAction& action : actions) model.handle(action, clock.steady());
    actions.clear();
    // A file's last greeting stays on the screen as long as any other.
    if (!endAt && kiosk.waitUntilFinished(std::chrono::milliseconds{0}))
      endAt = clock.steady() + config.screen.greeting;
    if (endAt && clock.steady() >= *endAt) break;
  }
  return 0;
}

}  // namespace dangol::app
