#include "config_settings.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace dangol::runtime {
namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

// Where Config keeps a setting: at<&Config::camera, &Config::Camera::fps>.
template <auto table, auto field>
auto& at(Config& config) {
  return config.*table.*field;
}

std::vector<Setting> cameraSettings() {
  using Camera = Config::Camera;
  return {
      {"camera", "source", "Device, rtsp:// URL, video file or folder of pictures.",
       Source{at<&Config::camera, &Camera::source>}},
      {"camera", "width_px", "Picture width, asked of the camera.",
       WholeNumber{at<&Config::camera, &Camera::width_px>, 320, 3840, "px"}},
      {"camera", "height_px", "Picture height, asked of the camera.",
       WholeNumber{at<&Config::camera, &Camera::height_px>, 240, 2160, "px"}},
      {"camera", "fps", "Pictures a second, asked of the camera.",
       Number{at<&Config::camera, &Camera::fps>, 1, 120, ""}},
      {"camera", "loop", "Whether a file or folder starts again at its end.", Flag{at<&Config::camera, &Camera::loop>}},
  };
}

std::vector<Setting> pathSettings() {
  using Paths = Config::Paths;
  return {
      {"paths", "models", "Folder of model files; empty for the usual place.",
       Location{at<&Config::paths, &Paths::models>}},
      {"paths", "gallery", "Gallery file; empty for the usual place.", Location{at<&Config::paths, &Paths::gallery>}},
  };
}

std::vector<Setting> recognitionSettings() {
  using Recognition = Config::Recognition;
  return {
      {"recognition", "frames_to_agree", "Good frames in a row that must say the same; more is surer and slower.",
       WholeNumber{at<&Config::recognition, &Recognition::frames_to_agree>, 1, 20, ""}},
      {"recognition", "frames_to_unknown", "Good frames in a row without anybody enrolled before nobody is said.",
       WholeNumber{at<&Config::recognition, &Recognition::frames_to_unknown>, 1, 100, ""}},
      {"recognition", "ambiguous_margin", "How much higher the second-best person's score must be.",
       Number{at<&Config::recognition, &Recognition::ambiguous_margin>, 0, 0.5, ""}},
      {"recognition", "smallest_face_px", "Narrowest face that is looked at: how near a person has to come.",
       Number{at<&Config::recognition, &Recognition::smallest_face_px>, 40, 400, "px"}},
      {"recognition", "embeddings_per_second", "Most looks at one face while it is not decided who it is.",
       Number{at<&Config::recognition, &Recognition::embeddings_per_second>, 1, 60, ""}},
      {"recognition", "track_memory_ms", "A face hidden for longer is a new presence.",
       Milliseconds{at<&Config::recognition, &Recognition::track_memory>, 100ms, 10'000ms, "ms"}},
      {"recognition", "compute_threads", "Threads of the recognition network.",
       WholeNumber{at<&Config::recognition, &Recognition::compute_threads>, 1, 2, ""}},
  };
}

std::vector<Setting> strangerSettings() {
  using Strangers = Config::Strangers;
  return {
      {"strangers", "greeted_per_1000", "Of 1,000 strangers, at most so many are greeted by somebody's name.",
       Number{at<&Config::strangers, &Strangers::greeted_per_1000>, 0.1, 100, ""}},
      {"strangers", "clocked_per_1000", "The same for the timesheet.",
       Number{at<&Config::strangers, &Strangers::clocked_per_1000>, 0.1, 100, ""}},
      {"strangers", "admitted_per_1000", "The same for the door.",
       Number{at<&Config::strangers, &Strangers::admitted_per_1000>, 0.1, 100, ""}},
  };
}

std::vector<Setting> visitSettings() {
  return {{"visits", "window_s", "Sightings no farther apart are one visit.",
           Seconds{at<&Config::visits, &Config::Visits::window>, 1s, 86'400s, "s"}}};
}

std::vector<Setting> screenSettings() {
  using Screen = Config::Screen;
  return {
      {"screen", "language", "The kiosk's own language; a person's own wins.",
       Choice{at<&Config::screen, &Screen::language>, {"ko", "en"}}},
      {"screen", "theme", "Colours of the screen.",
       Choice{at<&Config::screen, &Screen::theme>, {"light", "dark", "contrast"}}},
      {"screen", "fullscreen", "Whether the whole screen is used.", Flag{at<&Config::screen, &Screen::fullscreen>}},
      {"screen", "greeting_s", "How long a greeting stays.",
       Seconds{at<&Config::screen, &Screen::greeting>, 2s, 60s, "s"}},
  };
}

std::vector<Setting> allSettings() {
  std::vector<Setting> all;
  for (auto* part :
       {cameraSettings, pathSettings, recognitionSettings, strangerSettings, visitSettings, screenSettings}) {
    for (Setting& setting : part()) all.push_back(std::move(setting));
  }
  return all;
}

template <class T>
std::string range(std::string_view what, const T& smallest, const T& largest, std::string_view unit) {
  return fmt::format("{} from {} to {}{}{}", what, smallest, largest, unit.empty() ? "" : " ", unit);
}

struct Allowed {
  std::string operator()(const WholeNumber& kind) const {
    return range("a whole number", kind.smallest, kind.largest, kind.unit);
  }
  std::string operator()(const Number& kind) const { return range("a number", kind.smallest, kind.largest, kind.unit); }
  template <class Rep, class Period>
  std::string operator()(const RangeOf<std::chrono::duration<Rep, Period>>& kind) const {
    return range("a whole number", kind.smallest.count(), kind.largest.count(), kind.unit);
  }
  std::string operator()(const Flag&) const { return "true or false"; }
  std::string operator()(const Choice& kind) const {
    std::string list;
    for (std::size_t i = 0; i < kind.allowed.size(); ++i) {
      if (i > 0) list += i + 1 == kind.allowed.size() ? " or " : ", ";
      list += tomlString(kind.allowed[i]);
    }
    return list;
  }
  std::string operator()(const Source&) const { return "a device, URL or path in quotation marks"; }
  std::string operator()(const Location&) const { return "a path in quotation marks"; }
};

struct Value {
  Config& config;  // only read: the fields' accessors serve reading and writing
  std::string operator()(const WholeNumber& kind) const { return fmt::to_string(kind.field(config)); }
  std::string operator()(const Number& kind) const { return fmt::to_string(kind.field(config)); }
  template <class Rep, class Period>
  std::string operator()(const RangeOf<std::chrono::duration<Rep, Period>>& kind) const {
    return fmt::to_string(kind.field(config).count());
  }
  std::string operator()(const Flag& kind) const { return kind.field(config) ? "true" : "false"; }
  std::string operator()(const Choice& kind) const { return tomlString(kind.field(config)); }
  std::string operator()(const Source& kind) const { return tomlString(kind.field(config)); }
  std::string operator()(const Location& kind) const { return tomlString(kind.field(config).native()); }
};

}  // namespace

std::span<const Setting> settings() {
  static const std::vector<Setting> all = allSettings();
  return all;
}

std::string allowed(const Kind& kind) { return std::visit(Allowed{}, kind); }

std::string valueOf(const Kind& kind, const Config& config) {
  Config copy = config;
  return std::visit(Value{copy}, kind);
}

std::string tomlString(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      result += fmt::format("\\u{:04X}", byte);
    } else {
      result += c;
    }
  }
  return result + '"';
}

}  // namespace dangol::runtime
