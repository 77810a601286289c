// ui-gallery: draws the kiosk's screens on a display of its own, to be looked at and to be compared.
//
//   ui-gallery FOLDER [word...]    every screen, language, theme and size as a PNG; with words, only the pictures whose
//                                  name has all of them
//   ui-gallery --check FOLDER      compares every screen in two languages, themes and sizes with tests/ui/goldens;
//                                  what differs is written to FOLDER: expected, drawn and difference beside each other
//   ui-gallery --update            makes tests/ui/goldens anew
//
// Exit codes: 0 as expected, 1 something differs or failed, 2 wrong usage.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <opencv2/core/mat.hpp>
#include <opencv2/imgcodecs.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "../sample_screens.hpp"
#include "../virtual_display.hpp"
#include "dangol/ui/window.hpp"
#include "golden.hpp"

namespace {

using namespace dangol;
using namespace std::chrono_literals;

struct Size {
  const char* name;
  int width_px;
  int height_px;
  float scale;
};
const std::vector<Size> kSizes{{"768x1024", 768, 1024, 1},       {"1024x768", 1024, 768, 1},
                               {"1280x800", 1280, 800, 1},       {"2732x2048@2", 2732, 2048, 2},
                               {"2732x2048@3", 2732, 2048, 3},   {"2048x1536@1", 2048, 1536, 1},
                               {"1024x768-reach", 1024, 768, 1}, {"768x1024-reach", 768, 1024, 1},
                               {"1024x768-large", 1024, 768, 1}, {"768x1024-large", 768, 1024, 1}};
const std::vector<Size> kGoldenSizes{kSizes[0], kSizes[1]};

using Themes = std::vector<std::pair<const char*, ui::ThemeKind>>;
const Themes kThemes{
    {"light", ui::ThemeKind::Light}, {"dark", ui::ThemeKind::Dark}, {"contrast", ui::ThemeKind::Contrast}};
const Themes kGoldenThemes{kThemes[0], kThemes[1]};

cv::Mat pictureOf(ui::KioskWindow& window) {
  const vision::RgbImage image = window.readPixels();
  const auto view = image.view();
  cv::Mat bgr(view.height_px, view.width_px, CV_8UC3);
  for (int i = 0; i < view.height_px * view.width_px; ++i) {
    for (int c = 0; c < 3; ++c) bgr.data[i * 3 + c] = view.data[i * 3 + 2 - c];
  }
  return bgr;
}

// Draws the samples of one size whose name is wanted, each with its name.
void draw(const Size& size, const Themes& themes, const std::function<bool(const std::string&)>& wanted,
          const std::function<void(const std::string&, const cv::Mat&)>& use) {
  // A window for each picture would take longer than drawing it: one for each size.
  const std::string sizeName = size.name;
  std::vector<std::pair<std::string, ui::ViewState>> samples;
  for (const auto& [language, code] : {std::pair{ui::Language::Korean, "ko"}, {ui::Language::English, "en"}}) {
    for (const auto& sample : test::everySample(language)) {
      for (const auto& [theme, kind] : themes) {
        const std::string name = sample.name + "_" + code + "_" + theme + "_" + sizeName;
        if (!wanted(name)) continue;
        samples.emplace_back(name, sample.state);
        samples.back().second.theme = kind;
      }
    }
  }
  if (samples.empty()) return;
  ui::SteadyTime now = test::kShownAt;
  ui::KioskWindow window({.fullscreen = false,
                          .width_px = size.width_px,
                          .height_px = size.height_px,
                          .content_scale = size.scale,
                          .paced = false,
                          .clock = [&now] { return now; }});
  std::vector<ui::UiAction> actions;
  for (auto& [name, state] : samples) {
    state.ease.reach = sizeName.ends_with("reach");
    if (sizeName.ends_with("large")) state.ease.text = ui::TextScale::Largest;
    now = test::kShownAt;
    // Every transition ends and what follows the state has arrived.
    for (int step = 0; step < 15; ++step) {
      static_cast<void>(window.frame(state, actions));
      now += 100ms;
      if (!state.preview && step == 5) now += 800ms;
      if (!state.preview && step == 6) break;
    }
    use(name, pictureOf(window));
  }
}

int drawAll(const std::filesystem::path& folder, const std::vector<std::string>& words) {
  std::filesystem::create_directories(folder);
  const auto wanted = [&](const std::string& name) {
    return std::all_of(words.begin(), words.end(),
                       [&](const std::string& word) { return name.find(word) != std::string::npos; });
  };
  for (const Size& size : kSizes) {
    draw(size, kThemes, wanted, [&](const std::string& name, const cv::Mat& picture) {
      cv::imwrite((folder / (name + ".png")).string(), picture);
      std::printf("%s.png\n", name.c_str());
    });
  }
  return 0;
}

std::filesystem::path goldens() { return std::filesystem::path(DANGOL_SOURCE_FOLDER) / "tests/ui/goldens"; }

int update() {
  std::filesystem::remove_all(goldens());
  std::filesystem::create_directories(goldens());
  for (const Size& size : kGoldenSizes) {
    draw(
        size, kGoldenThemes, [](const std::string&) { return true; },
        [](const std::string& name, const cv::Mat& picture) {
          test::writeGolden(goldens() / (name + ".png"), test::asKept(picture));
        });
  }
  return 0;
}

int check(const std::filesystem::path& folder) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::set<std::string> left;
  for (const auto& entry : std::filesystem::directory_iterator(goldens())) left.insert(entry.path().stem().string());
  int compared = 0;
  int differing = 0;
  const auto compare = [&](const std::string& name, const cv::Mat& picture) {
    const cv::Mat drawn = test::asKept(picture);
    const cv::Mat golden = cv::imread((goldens() / (name + ".png")).string(), cv::IMREAD_COLOR);
    left.erase(name);
    ++compared;
    if (golden.empty()) {
      std::printf("%s: no golden; ui-gallery --update makes it\n", name.c_str());
      ++differing;
      return;
    }
    const double share = test::differingShare(golden, drawn);
    if (share <= test::kTolerance) return;
    ++differing;
    const auto shown = folder / (name + ".png");
    cv::imwrite(shown.string(), test::differencePicture(golden, drawn));
    std::printf("%s: %.2f %% of it differ, see %s\n", name.c_str(), share * 100, shown.c_str());
  };
  for (const Size& size : kGoldenSizes)
    draw(
        size, kGoldenThemes, [](const std::string&) { return true; }, compare);
  for (const std::string& name : left) std::printf("%s: a golden of no screen\n", name.c_str());
  std::printf("%d screens compared, %d differ\n", compared, differing);
  return differing == 0 && left.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) try {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const bool updating = arguments == std::vector<std::string>{"--update"};
  const bool checking = arguments.size() == 2 && arguments[0] == "--check";
  if (arguments.empty() || (arguments[0].starts_with("--") && !updating && !checking)) {
    std::fprintf(stderr, "usage: ui-gallery FOLDER [word...] | --check FOLDER | --update\n");
    return 2;
  }
  const dangol::test::VirtualDisplay display(2732, 2048);
  if (updating) return update();
  if (checking) return check(arguments[1]);
  return drawAll(arguments[0], {arguments.begin() + 1, arguments.end()});
} catch (const std::exception& error) {
  std::fprintf(stderr, "ui-gallery: %s\n", error.what());
  return 1;
}
