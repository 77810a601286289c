#pragma once

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace dangol::runtime {

// A configuration that is refused, in one line: the file, the line and the key where there is one, what was found and
// what is allowed.
class ConfigError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Every setting of dangol-kiosk, with its default. `dangol-kiosk --print-config` writes them all as TOML, each under
// the name of its field; durations carry their unit: track_memory_ms, window_s, greeting_s.
struct Config {
  struct Camera {
    std::string source = "/dev/video0";  // device, rtsp:// URL, video file or folder of pictures
    int width_px = 640;                  // 320 to 3840; asked of the camera
    int height_px = 480;                 // 240 to 2160
    double fps = 30;                     // 1 to 120
    bool loop = false;                   // a file or folder starts again at its end
    friend bool operator==(const Camera&, const Camera&) = default;
  } camera;

  struct Paths {
    std::filesystem::path models;   // empty: ModelBundle::defaultFolder()
    std::filesystem::path gallery;  // empty: Gallery::defaultFile()
    friend bool operator==(const Paths&, const Paths&) = default;
  } paths;

  struct Recognition {
    int frames_to_agree = 3;                       // 1 to 20; more is surer and slower
    int frames_to_unknown = 8;                     // 1 to 100
    double ambiguous_margin = 0.02;                // 0 to 0.5; how much higher the second-best person's score must be
    double smallest_face_px = 60;                  // 40 to 400; how near a person has to come
    double embeddings_per_second = 25;             // 1 to 60; of one face nobody has been named for yet, at most
    std::chrono::milliseconds track_memory{1200};  // 100 to 10000; a face hidden for longer is a new presence
    int compute_threads = 1;                       // 1 to 2; for the recognition network
    friend bool operator==(const Recognition&, const Recognition&) = default;
  } recognition;

  // Of a thousand strangers, at most so many are taken for somebody enrolled, however many are enrolled.
  struct Strangers {
    double greeted_per_1000 = 10;  // 0.1 to 100: an awkward hello
    double clocked_per_1000 = 3;   // 0.1 to 100: a wrong timesheet
    double admitted_per_1000 = 1;  // 0.1 to 100: an open door
    friend bool operator==(const Strangers&, const Strangers&) = default;
  } strangers;

  struct Visits {
    std::chrono::seconds window{60};  // 1 to 86400; standing at the counter is one visit
    friend bool operator==(const Visits&, const Visits&) = default;
  } visits;

  struct Screen {
    std::string language = "ko";  // ko or en: the kiosk's own; a person's own language wins
    std::string theme = "light";  // light, dark or contrast
    bool fullscreen = true;
    std::chrono::seconds greeting{5};  // 2 to 60; how long a greeting stays
    friend bool operator==(const Screen&, const Screen&) = default;
  } screen;

  friend bool operator==(const Config&, const Config&) = default;
};

// Reads and checks a TOML file of at most 1 MB. What it does not mention keeps its default; a whole number serves where
// a fraction is allowed. Paths, and a camera source without a scheme ("rtsp:"), are relative to the file's folder; a
// leading "~/" is the home folder. Reentrant.
// Throws ConfigError for the first fault in the file: it cannot be read, is no TOML or no UTF-8, has an unknown table
// or key, a wrong type, or a value out of range.
[[nodiscard]] Config loadConfig(const std::filesystem::path& file);
// The same from text; name stands for the file in messages, base for its folder. Reentrant.
[[nodiscard]] Config parseConfig(std::string_view toml, const std::string& name, const std::filesystem::path& base);
// Every setting as TOML, each with what it does, what is allowed and its default. Reentrant.
// Ensures: parseConfig of it gives the same configuration, when that was loaded, or has every value in its range and
// every path empty or absolute, in UTF-8.
[[nodiscard]] std::string toToml(const Config& config);

}  // namespace dangol::runtime
