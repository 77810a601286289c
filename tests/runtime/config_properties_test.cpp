#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dangol/runtime/config.hpp"

namespace {

using dangol::runtime::Config;
using dangol::runtime::ConfigError;
using dangol::runtime::parseConfig;
using dangol::runtime::toToml;

// Doubles of the range, its ends included, most of them without a short decimal form.
double anyNumber(double smallest, double largest) {
  constexpr int kSteps = 1'000'003;
  const int step = *rc::gen::oneOf(rc::gen::inRange(0, kSteps + 1), rc::gen::element(0, kSteps));
  return step == kSteps ? largest : smallest + (largest - smallest) * step / kSteps;
}

int anyWhole(int smallest, int largest) {
  return *rc::gen::oneOf(rc::gen::inRange(smallest, largest + 1), rc::gen::element(smallest, largest));
}

// Text with everything that needs care in TOML, in paths and in UTF-8.
std::string anyText() {
  std::string text;
  for (const auto& part : *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
           "a", "7", " ", "\"", "'", "\\", "#", "=", "[", "{", "/", ".", "~", ":", "%", "é", "단골", "😀", "\\u0041"))) {
    text += part;
  }
  return text;
}

std::string anyTextAfter(std::string beginning) { return beginning.append(anyText()); }

std::string anyPath() { return *rc::gen::arbitrary<bool>() ? anyTextAfter("/") : std::string(); }

Config anyConfig() {
  Config config;
  config.camera = {.source = anyTextAfter(*rc::gen::element<std::string>("/", "rtsp://")),
                   .width_px = anyWhole(320, 3840),
                   .height_px = anyWhole(240, 2160),
                   .fps = anyNumber(1, 120),
                   .loop = *rc::gen::arbitrary<bool>()};
  config.paths = {.models = anyPath(), .gallery = anyPath()};
  config.recognition = {.frames_to_agree = anyWhole(1, 20),
                        .frames_to_unknown = anyWhole(1, 100),
                        .ambiguous_margin = anyNumber(0, 0.5),
                        .smallest_face_px = anyNumber(40, 400),
                        .embeddings_per_second = anyNumber(1, 60),
                        .track_memory = std::chrono::milliseconds(anyWhole(100, 10'000)),
                        .compute_threads = anyWhole(1, 2)};
  config.strangers = {.greeted_per_1000 = anyNumber(0.1, 100),
                      .clocked_per_1000 = anyNumber(0.1, 100),
                      .admitted_per_1000 = anyNumber(0.1, 100)};
  config.visits = {.window = std::chrono::seconds(anyWhole(1, 86'400))};
  config.screen = {.language = *rc::gen::element<std::string>("ko", "en"),
                   .theme = *rc::gen::element<std::string>("light", "dark", "contrast"),
                   .fullscreen = *rc::gen::arbitrary<bool>(),
                   .greeting = std::chrono::seconds(anyWhole(2, 60))};
  return config;
}

TEST_CASE("Config property: printing and reading gives the same configuration") {
  CHECK(rc::check([] {
    const Config config = anyConfig();
    const std::string text = toToml(config);
    RC_ASSERT(parseConfig(text, "kiosk.toml", "/elsewhere") == config);
    RC_ASSERT(toToml(parseConfig(text, "kiosk.toml", "/elsewhere")) == text);
  }));
}

TEST_CASE("Config property: a damaged file is read or refused in one line and never ends the program") {
  const std::string intact = toToml(Config{});
  CHECK(rc::check([&] {
    std::string text = intact;
    const int damages = *rc::gen::inRange(1, 6);
    for (int i = 0; i < damages; ++i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
      switch (*rc::gen::inRange(0, 4)) {
        case 0:
          text[at] = *rc::gen::arbitrary<char>();
          break;
        case 1:
          text.erase(at, *rc::gen::inRange<std::size_t>(1, 40));
          break;
        case 2:
          text.insert(at, *rc::gen::arbitrary<std::string>());
          break;
        default:
          text.resize(at);
          break;
      }
      text += '#';
    }
    try {
      const Config config = parseConfig(text, "kiosk.toml", "/etc/dangol");
      RC_ASSERT(parseConfig(toToml(config), "kiosk.toml", "/etc/dangol") == config);
    } catch (const ConfigError& error) {
      const std::string_view message = error.what();
      RC_ASSERT(message.starts_with("kiosk.toml:"));
      RC_ASSERT(message.find('\n') == std::string_view::npos);
      RC_ASSERT(message.size() < 600);
    }
  }));
}

TEST_CASE("Config printed explains every setting with its range and default") {
  const std::string text = toToml(Config{});
  for (const std::string_view part :
       {"\n[camera]\n", "\n[paths]\n", "\n[recognition]\n", "\n[strangers]\n", "\n[visits]\n", "\n[screen]\n",
        "\n# Picture width, asked of the camera.\n# Allowed: a whole number from 320 to 3840 px. Default: 640.\n"
        "width_px = 640\n",
        "\n# Allowed: a number from 0.1 to 100. Default: 10.\ngreeted_per_1000 = 10\n",
        "\n# Allowed: a whole number from 1 to 86400 s. Default: 60.\nwindow_s = 60\n",
        "\n# Allowed: \"ko\" or \"en\". Default: \"ko\".\nlanguage = \"ko\"\n"}) {
    CAPTURE(part);
    CHECK(text.find(part) != std::string::npos);
  }
  Config other;
  other.camera.width_px = 1280;
  CHECK(toToml(other).find("Default: 640.\nwidth_px = 1280\n") != std::string::npos);
}

}  // namespace
