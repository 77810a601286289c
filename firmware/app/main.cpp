// dangol-kiosk: camera, recognition and screen. This folder is the only place where runtime and UI meet.

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <string>

#include "dangol/capture/camera_source.hpp"
#include "dangol/capture/media_logs.hpp"
#include "dangol/gallery/gallery.hpp"
#include "dangol/runtime/clock.hpp"
#include "dangol/runtime/config.hpp"
#include "dangol/vision/model_bundle.hpp"
#include "run_headless.hpp"
#include "run_window.hpp"

namespace {

using namespace dangol;

struct Arguments {
  std::string configFile;
  std::string source;
  std::string gallery;
  std::string models;
  bool headless = false;
  bool loop = false;
  bool fast = false;
  bool printConfig = false;
  bool windowed = false;
  int monitor = 0;
  std::string role = "kiosk";
};

constexpr const char* kFooter = R"(Exit codes: 0 ended normally, 1 cannot start or failed, 2 wrong usage.

Examples:
  dangol-kiosk                                     the first camera, full screen, default settings
  dangol-kiosk --source visit.mp4 --headless       a recorded visit; a line of JSON for each sighting
  dangol-kiosk --print-config > kiosk.toml         every setting with its default, to be edited
  dangol-kiosk --config kiosk.toml
  dangol-kiosk --role staff-display --monitor 1    who is at the counter, on a second monitor)";

void declareOptions(CLI::App& app, Arguments& arguments) {
  app.footer(kFooter);
  app.add_option("--config", arguments.configFile, "TOML file with settings; defaults apply without it")
      ->type_name("FILE");
  app.add_option("--source", arguments.source, "camera device, rtsp:// URL, video file or folder of pictures")
      ->type_name("URI");
  app.add_option("--gallery", arguments.gallery, "gallery file, made by 'dangol init'")->type_name("FILE");
  app.add_option("--models", arguments.models, "folder of model files, filled by tools/fetch-assets")->type_name("DIR");
  app.add_flag("--headless", arguments.headless, "no window: print a line of JSON for each sighting and a summary");
  app.add_flag("--windowed", arguments.windowed, "a window instead of the full screen");
  app.add_option("--monitor", arguments.monitor, "which monitor in full screen; 0: the primary one")
      ->check(CLI::Range(0, 15))
      ->type_name("N");
  app.add_option("--role", arguments.role, "kiosk, or staff-display: who is at the counter, for the staff's eyes")
      ->check(CLI::IsMember({"kiosk", "staff-display"}));
  app.add_flag("--loop", arguments.loop, "start a file or folder again at its end");
  app.add_flag("--fast", arguments.fast, "take a file's frames as fast as they can be handled, missing none");
  app.add_flag("--print-config", arguments.printConfig, "print the settings in use as TOML and end");
}

runtime::Config configFrom(const Arguments& arguments) {
  runtime::Config config = arguments.configFile.empty() ? runtime::Config{} : runtime::loadConfig(arguments.configFile);
  if (!arguments.source.empty()) config.camera.source = arguments.source;
  if (!arguments.gallery.empty()) config.paths.gallery = arguments.gallery;
  if (!arguments.models.empty()) config.paths.models = arguments.models;
  if (arguments.windowed) config.screen.fullscreen = false;
  if (arguments.loop) config.camera.loop = true;
  if (config.paths.gallery.empty()) config.paths.gallery = gallery::Gallery::defaultFile();
  if (config.paths.models.empty()) config.paths.models = vision::ModelBundle::defaultFolder();
  return config;
}

capture::SourceOptions sourceOptions(const runtime::Config& config, bool fast) {
  capture::SourceOptions options;
  options.pacing = fast ? capture::Pacing::AsFastAsPossible : capture::Pacing::RealTime;
  options.loop = config.camera.loop;
  options.width_px = config.camera.width_px;
  options.height_px = config.camera.height_px;
  options.fps = config.camera.fps;
  return options;
}

volatile std::sig_atomic_t stopSignal = 0;

int run(const Arguments& arguments) {
  const runtime::Config config = configFrom(arguments);
  if (arguments.printConfig) {
    std::fputs(runtime::toToml(config).c_str(), stdout);
    return 0;
  }
  std::signal(SIGINT, [](int number) { stopSignal = number; });
  std::signal(SIGTERM, [](int number) { stopSignal = number; });

  const vision::ModelBundle models(config.paths.models);
  gallery::Gallery store = gallery::Gallery::open(config.paths.gallery, vision::ModelBundle::embeddingModelId());
  auto source = capture::openSource(config.camera.source, sourceOptions(config, arguments.fast));
  const auto stopped = [] { return stopSignal != 0; };
  if (arguments.headless) return app::runHeadless(config, std::move(source), models, std::move(store), stopped);
  app::WindowRun window;
  window.role = arguments.role == "kiosk" ? app::ViewModel::Role::Kiosk : app::ViewModel::Role::StaffDisplay;
  window.monitor = arguments.monitor;
  window.stopped = stopped;
  return app::runWindow(config, std::move(source), models, std::move(store), window);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Recognises the people in front of a camera: greets regulars by name.", "dangol-kiosk");
  Arguments arguments;
  declareOptions(app, arguments);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    capture::silenceMediaLibraries();
    return run(arguments);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dangol-kiosk: %s\n", error.what());
    return 1;
  }
}
