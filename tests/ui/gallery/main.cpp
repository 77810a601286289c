// ui-gallery FOLDER [word...]: draws every screen in both languages, all themes and several sizes, each into a PNG, on
// a display of its own. With words, only the pictures whose name has all of them.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <vector>

#include "../sample_states.hpp"
#include "../virtual_display.hpp"
#include "dangol/ui/window.hpp"

namespace {

using namespace dangol;
using namespace std::chrono_literals;

const ui::SteadyTime kStart{1h};

struct Shot {
  std::string name;
  ui::ViewState state;
};

struct Size {
  const char* name;
  int width_px;
  int height_px;
  float scale;
};

std::vector<Shot> shots(ui::Language language) {
  const auto since = kStart;
  const bool korean = language == ui::Language::Korean;
  const std::string name = korean ? "김단골" : "Sample Regular";
  std::vector<Shot> all{
      {"idle", test::idleState(language)},
      {"seeing", test::seeingState(ui::Hint::None, 0.66F, language)},
      {"seeing-hint", test::seeingState(ui::Hint::TooDark, 0, language)},
      {"greeting", test::greetingState(name, since, language)},
      {"greeting-long", test::greetingState(korean ? "가나다라마바사아자차 카타파하거너더러머버서어저처커터퍼허고노"
                                                   : "Maximiliana Exampleton-Placeholder of Nowhere",
                                            since, language)},
      {"greeting-odd", test::greetingState(korean ? "김😀단골 🎉" : "Łukasz 👩‍💻 Przykład", since, language)},
      {"unknown", test::unknownState(ui::UnknownScreen::Reason::NotKnown, language)},
      {"notsure", test::unknownState(ui::UnknownScreen::Reason::NotSure, language)},
      {"fault", test::faultState({{ui::FaultKind::CameraLost, "/dev/video0"}}, language)},
  };
  Shot buttons{"idle-buttons", test::idleState(language)};
  buttons.state.capabilities = {true, true};
  buttons.state.faults = {{ui::FaultKind::GalleryReadOnly, ""}};
  buttons.state.status = ui::StatusFigures{"0.1.0", 29.7, 124, 640ms};
  all.push_back(buttons);
  Shot unsure{"notsure-buttons", test::unknownState(ui::UnknownScreen::Reason::NotSure, language)};
  unsure.state.capabilities = {true, true};
  all.push_back(unsure);
  Shot broken{"fault-buttons", test::faultState({{ui::FaultKind::ModelsMissing, "shape_predictor_5_face_landmarks.dat"},
                                                 {ui::FaultKind::DiskNearlyFull, ""}},
                                                language)};
  broken.state.capabilities = {true, true};
  all.push_back(broken);
  return all;
}

void draw(const std::filesystem::path& folder, const std::vector<std::string>& words, const Size& size) {
  // A window for each picture would take longer than drawing it: one for each size.
  ui::SteadyTime now = kStart;
  ui::KioskWindow window({.fullscreen = false,
                          .width_px = size.width_px,
                          .height_px = size.height_px,
                          .content_scale = size.scale,
                          .paced = false,
                          .clock = [&now] { return now; }});
  std::vector<ui::UiAction> actions;
  const std::vector<std::pair<const char*, ui::ThemeKind>> themes{
      {"light", ui::ThemeKind::Light}, {"dark", ui::ThemeKind::Dark}, {"contrast", ui::ThemeKind::Contrast}};
  for (const auto& [language, code] : {std::pair{ui::Language::Korean, "ko"}, {ui::Language::English, "en"}}) {
    for (const auto& shot : shots(language)) {
      for (const auto& [theme, kind] : themes) {
        const std::string name = shot.name + "_" + code + "_" + theme + "_" + size.name + ".png";
        const auto has = [&](const std::string& word) { return name.find(word) != std::string::npos; };
        if (!std::all_of(words.begin(), words.end(), has)) continue;
        ui::ViewState state = shot.state;
        state.theme = kind;
        now = kStart;
        for (int step = 0; step < 30; ++step) {
          static_cast<void>(window.frame(state, actions));
          now += 50ms;
        }
        const vision::RgbImage image = window.readPixels();
        const auto view = image.view();
        cv::Mat bgr(view.height_px, view.width_px, CV_8UC3);
        for (int i = 0; i < view.height_px * view.width_px; ++i) {
          for (int c = 0; c < 3; ++c) bgr.data[i * 3 + c] = view.data[i * 3 + 2 - c];
        }
        cv::imwrite((folder / name).string(), bgr);
        std::printf("%s\n", name.c_str());
      }
    }
  }
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 2) {
    std::fprintf(stderr, "usage: ui-gallery FOLDER [word...]\n");
    return 2;
  }
  std::filesystem::create_directories(argv[1]);
  const std::vector<std::string> words(argv + 2, argv + argc);
  const dangol::test::VirtualDisplay display(2732, 2048);
  for (const Size& size :
       {Size{"768x1024", 768, 1024, 1}, Size{"1024x768", 1024, 768, 1}, Size{"1280x800", 1280, 800, 1},
        Size{"2732x2048@2", 2732, 2048, 2}, Size{"2732x2048@3", 2732, 2048, 3}, Size{"2048x1536@1", 2048, 1536, 1}}) {
    draw(argv[1], words, size);
  }
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "ui-gallery: %s\n", error.what());
  return 1;
}
