#include "dangol/runtime/config.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dangol/capture/camera_source.hpp"
#include "dangol/checkin/identity_decider.hpp"
#include "dangol/runtime/track_identity.hpp"
#include "dangol/vision/face_tracker.hpp"
#include "dangol/vision/quality_gate.hpp"

namespace {

using namespace std::chrono_literals;
using dangol::runtime::Config;
using dangol::runtime::ConfigError;
using dangol::runtime::loadConfig;
using dangol::runtime::parseConfig;
namespace fs = std::filesystem;

Config parse(std::string_view toml) { return parseConfig(toml, "kiosk.toml", "/etc/dangol"); }

// The message with which the call is refused; empty when it is not.
template <class Call>
std::string refusal(Call call) {
  try {
    static_cast<void>(call());
  } catch (const ConfigError& error) {
    return error.what();
  }
  return {};
}

std::string refusalOf(std::string_view toml) {
  return refusal([&] { return parse(toml); });
}

bool isOneLine(std::string_view message) {
  return !message.empty() && message.size() < 400 && message.find_first_of("\n\r") == std::string_view::npos;
}

void checkMentions(std::string_view message, std::string_view part) {
  CAPTURE(message);
  CAPTURE(part);
  CHECK(message.find(part) != std::string_view::npos);
}

// A folder of its own for one test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "dangol-config-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
    path_ = pattern;
  }
  ~TemporaryFolder() { fs::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }
  [[nodiscard]] fs::path write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return path_ / name;
  }

 private:
  fs::path path_;
};

// Sets HOME, or removes it, until the end of the scope.
class Home {
 public:
  explicit Home(const char* folder) {
    if (const char* before = std::getenv("HOME")) before_ = before;
    set(folder);
  }
  ~Home() { set(before_ ? before_->c_str() : nullptr); }
  Home(const Home&) = delete;
  Home& operator=(const Home&) = delete;

 private:
  static void set(const char* folder) {
    if (folder == nullptr) {
      unsetenv("HOME");
    } else {
      setenv("HOME", folder, 1);
    }
  }
  std::optional<std::string> before_;
};

TEST_CASE("Config file that is not there or is no file is refused in one line") {
  const TemporaryFolder folder;
  const fs::path missing = folder.path() / "missing.toml";
  CHECK(refusal([&] { return loadConfig(missing); }) == missing.string() + ": there is no such file");
  CHECK(refusal([&] { return loadConfig(folder.path()); }) == folder.path().string() + ": is a folder, not a file");
  CHECK(refusal([&] { return loadConfig("/dev/null"); }) == "/dev/null: is not a regular file");
  CHECK(isOneLine(refusal([] { return loadConfig(""); })));
  const fs::path file = folder.write("kiosk.toml", "");
  checkMentions(refusal([&] { return loadConfig(file / "below"); }), "kiosk.toml/below: ");
}

TEST_CASE("Config file that cannot be read is refused in one line") {
  // Reading the first byte of one's own address space fails for every user.
  CHECK(refusal([] { return loadConfig("/proc/self/mem"); }) == "/proc/self/mem: cannot be read: Input/output error");

  const TemporaryFolder folder;
  const fs::path file = folder.write("kiosk.toml", "");
  fs::permissions(folder.path(), fs::perms::owner_all | fs::perms::others_exec);
  fs::permissions(file, fs::perms::none);
  constexpr uid_t kNobody = 65534;
  const uid_t user = geteuid();
  if (user == 0) REQUIRE(seteuid(kNobody) == 0);  // whom permissions do not stop, they do not test
  const std::string message = refusal([&] { return loadConfig(file); });
  if (user == 0) REQUIRE(seteuid(user) == 0);
  CHECK(message == file.string() + ": cannot be read: Permission denied");
}

TEST_CASE("Config larger than a megabyte is refused") {
  const TemporaryFolder folder;
  const fs::path file = folder.write("kiosk.toml", std::string(10'000'000, '#'));
  CHECK(refusal([&] { return loadConfig(file); }) ==
        file.string() + ": is larger than 1000000 bytes, the most a configuration may have");
  const fs::path longest = folder.write("longest.toml", std::string(1'000'000, '#'));
  CHECK(loadConfig(longest) == Config{});
}

TEST_CASE("Config nested without measure is refused before it exhausts the stack") {
  std::string dots = "camera";
  for (int i = 0; i < 400'000; ++i) dots += ".a";
  checkMentions(refusalOf(dots + " = 1"), "kiosk.toml: has more than 10000 dots and brackets");
  checkMentions(refusalOf("[" + dots + "]"), "dots and brackets");
  CHECK(isOneLine(refusalOf(dots.substr(0, 19'000) + " = 1")));
  CHECK(isOneLine(refusalOf("a = " + std::string(9'000, '[') + std::string(9'000, ']'))));
  CHECK(isOneLine(refusalOf("a = " + std::string(9'000, '{') + std::string(9'000, '}'))));
}

TEST_CASE("Config that is not UTF-8 is refused in one line with its place") {
  for (const std::string text :
       {"[camera]\nsource = \"\xC3\x28\"", "[camera]\n# \xFF\xFE", "[camera]\nsource = \"\xC0\x80\"",
        "[camera]\nsource = \"\xED\xA0\x80\"", "[camera]\nsource = \"\xF5\x80\x80\x80\"", "[camera]\n# cut \xE2\x82"}) {
    const std::string message = refusalOf(text);
    CHECK(isOneLine(message));
    checkMentions(message, "kiosk.toml:2:");
    checkMentions(message, "utf-8");
  }
  CHECK(isOneLine(refusalOf(std::string_view("\xFF\xFE[\0c\0", 6))));
  CHECK(isOneLine(refusalOf(std::string_view("a = 1\0", 6))));
}

TEST_CASE("Config that is not TOML is refused in one line with its place") {
  for (const std::string_view text :
       {"\n\n[camera", "\n\nfps = ", "\n\nfps 30", "\n\n= 30", "\n\n[camera]\nfps = 1\nfps = 2",
        "\n\n[camera]\n[camera]", "\n\nx = 99999999999999999999", "\n\nx = 'open", "\n\nx = \"\\q\"", "\n\nx = 1 2",
        "\n\nx = fast", "\n\n\x01", "\n\n[=]", "\n\n[.a]", "\n\n[[[1]]]", "\n\n[[=]]"}) {
    CAPTURE(text);
    const std::string message = refusalOf(text);
    CHECK(isOneLine(message));
    checkMentions(message, "kiosk.toml:");
    checkMentions(message, ": not valid TOML: ");
    CHECK(message.find("kiosk.toml:1:") == std::string::npos);
  }
}

TEST_CASE("Config with an unknown table is refused with what was probably meant") {
  CHECK(refusalOf("\n[recogniton]\n") == "kiosk.toml:2: [recogniton] is unknown; did you mean [recognition]?");
  CHECK(refusalOf("[vists]") == "kiosk.toml:1: [vists] is unknown; did you mean [visits]?");
  CHECK(refusalOf("[door]") ==
        "kiosk.toml:1: [door] is unknown; the tables are camera, paths, recognition, strangers, visits, purposes, "
        "attendance, enrolment, screen");
  CHECK(refusalOf("colour = 1") ==
        "kiosk.toml:1: colour is unknown; the tables are camera, paths, recognition, strangers, visits, purposes, "
        "attendance, enrolment, screen");
  CHECK(refusalOf("window_s = 60") == "kiosk.toml:1: window_s belongs under [visits]");
  CHECK(refusalOf("\"\" = 1") ==
        "kiosk.toml:1: \"\" is unknown; the tables are camera, paths, recognition, strangers, visits, purposes, "
        "attendance, enrolment, screen");
}

TEST_CASE("Config with an unknown key is refused with what was probably meant") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"[recognition]\nambigous_margin = 0.1",
       "recognition.ambigous_margin is unknown; did you mean ambiguous_margin?"},
      {"[recognition]\namibguous_margin = 0.1",
       "recognition.amibguous_margin is unknown; did you mean ambiguous_margin?"},
      {"[visits]\nwindow = 60", "visits.window is unknown; did you mean window_s?"},
      {"[recognition]\ntrack_memory = 60", "recognition.track_memory is unknown; did you mean track_memory_ms?"},
      {"[screen]\ngreeting_ms = 60", "screen.greeting_ms is unknown; did you mean greeting_s?"},
      {"[screen]\nfps = 30", "screen.fps is unknown; fps belongs under [camera]"},
      {"[camera]\nexposure = 3", "camera.exposure is unknown; [camera] has source, width_px, height_px, fps, loop"},
      {"[camera]\nzz = 3", "camera.zz is unknown; [camera] has source, width_px, height_px, fps, loop"},
      {"[camera]\n\"f\\nps\" = 3", "camera.\"f\\u000Aps\" is unknown; did you mean fps?"},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(refusalOf(text) == "kiosk.toml:2: " + expected);
  }
  const std::string longKey = refusalOf("[camera]\n" + std::string(100'000, 'x') + " = 1");
  CHECK(isOneLine(longKey));
}

TEST_CASE("Config with a wrong type is refused with what was found and what is allowed") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"camera = 3", "camera is 3; it must be a table of settings, [camera]"},
      {"[[camera]]", "camera is a list; it must be a table of settings, [camera]"},
      {"camera.source = 0", "camera.source is 0; it must be a device, URL or path in quotation marks"},
      {"camera.width_px = \"640\"", "camera.width_px is \"640\"; it must be a whole number from 320 to 3840 px"},
      {"camera.width_px = 640.0", "camera.width_px is 640.0; it must be a whole number from 320 to 3840 px"},
      {"camera.width_px = true", "camera.width_px is true; it must be a whole number from 320 to 3840 px"},
      {"camera.fps = \"fast\"", "camera.fps is \"fast\"; it must be a number from 1 to 120"},
      {"camera.fps = [30]", "camera.fps is a list; it must be a number from 1 to 120"},
      {"[camera.fps]\nx = 1", "camera.fps is a table; it must be a number from 1 to 120"},
      {"camera.fps = 2024-01-01", "camera.fps is a date; it must be a number from 1 to 120"},
      {"camera.fps = 2024-01-01T07:32:00Z", "camera.fps is a date; it must be a number from 1 to 120"},
      {"camera.fps = 12:00:00", "camera.fps is a time; it must be a number from 1 to 120"},
      {"camera.loop = 1", "camera.loop is 1; it must be true or false"},
      {"paths.models = false", "paths.models is false; it must be a path in quotation marks"},
      {"visits.window_s = 1.5", "visits.window_s is 1.5; it must be a whole number from 1 to 86400 s"},
      {"screen.language = 82", "screen.language is 82; it must be \"ko\" or \"en\""},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(refusalOf(text) == "kiosk.toml:1: " + expected);
  }
}

TEST_CASE("Config with a value out of range is refused with the range and one at either end is not") {
  struct Range {
    std::string key;
    std::vector<std::string> inside;
    std::vector<std::string> outside;
    std::string allowed;
  };
  const std::vector<Range> ranges = {
      {"camera.width_px", {"320", "3840"}, {"319", "3841", "-9223372036854775808"}, "320 to 3840 px"},
      {"camera.height_px", {"240", "2160"}, {"239", "2161", "4294967776"}, "240 to 2160 px"},
      {"camera.fps", {"1", "120", "1.0", "120.0"}, {"0.999", "120.5", "nan", "inf", "-inf"}, "1 to 120"},
      {"recognition.frames_to_agree", {"1", "20"}, {"0", "21", "-1"}, "1 to 20"},
      {"recognition.frames_to_unknown", {"1", "100"}, {"0", "101"}, "1 to 100"},
      {"strangers.greeted_per_1000", {"0.1", "100", "5"}, {"0", "0.09", "100.1", "nan", "-1"}, "0.1 to 100"},
      {"strangers.clocked_per_1000", {"0.1", "100"}, {"0", "101"}, "0.1 to 100"},
      {"strangers.admitted_per_1000", {"0.1", "100"}, {"0", "101"}, "0.1 to 100"},
      {"recognition.ambiguous_margin", {"0", "0.5", "0.0"}, {"-0.001", "0.501", "nan"}, "0 to 0.5"},
      {"recognition.smallest_face_px", {"40", "400", "60.5"}, {"39.9", "401"}, "40 to 400 px"},
      {"recognition.embeddings_per_second", {"1", "60", "7.5"}, {"0", "0.99", "60.1", "nan"}, "1 to 60"},
      {"recognition.track_memory_ms", {"100", "10000"}, {"99", "10001"}, "100 to 10000 ms"},
      {"recognition.compute_threads", {"1", "2"}, {"0", "3"}, "1 to 2"},
      {"visits.window_s", {"1", "86400"}, {"0", "86401", "9223372036854775807"}, "1 to 86400 s"},
      {"screen.greeting_s", {"2", "60"}, {"1", "61"}, "2 to 60 s"},
      {"screen.language", {"'ko'", "'en'"}, {"'kr'", "''", "'KO'"}, "\"ko\" or \"en\""},
      {"screen.theme", {"'light'", "'dark'", "'contrast'"}, {"'pink'"}, "\"light\", \"dark\" or \"contrast\""},
  };
  for (const Range& range : ranges) {
    for (const std::string& value : range.inside) {
      CAPTURE(value);
      CHECK(refusalOf(range.key + " = " + value).empty());
    }
    for (const std::string& value : range.outside) {
      const std::string message = refusalOf(range.key + " = " + value);
      CHECK(isOneLine(message));
      checkMentions(message, "kiosk.toml:1: " + range.key + " is ");
      checkMentions(message, "; it must be ");
      CHECK(message.ends_with(range.allowed));
    }
  }
}

TEST_CASE("Config paths that cannot be meant are refused") {
  CHECK(refusalOf("camera.source = ''") ==
        "kiosk.toml:1: camera.source is \"\"; it must be a device, URL or path in quotation marks");
  checkMentions(refusalOf("camera.source = \"rtsp://a\\u0000b\""), "without control characters");
  checkMentions(refusalOf("paths.models = \"a\\u0000b\""), "without control characters");
  CHECK(isOneLine(refusalOf("paths.models = \"\"\"a\nb\"\"\"")));
  checkMentions(refusalOf("paths.gallery = '~mina/gallery.db'"),
                "paths.gallery is \"~mina/gallery.db\"; it must be a path from / or ~/");
  const Home none(nullptr);
  checkMentions(refusalOf("paths.gallery = '~/gallery.db'"), "HOME is not set");
  CHECK(refusalOf("paths.gallery = '/gallery.db'").empty());
}

TEST_CASE("Config with several faults is refused for the first in the file") {
  const std::string message = refusalOf("[visits]\nwindow_s = 0\n[camera]\nfps = 0\nzoom = 1\n[abc]\n");
  checkMentions(message, "kiosk.toml:2: visits.window_s");
}

TEST_CASE("Config messages cut long text between two characters") {
  std::string hangul;
  for (int i = 0; i < 1000; ++i) hangul += "단";
  std::string twenty;
  for (int i = 0; i < 20; ++i) twenty += "단";
  checkMentions(refusalOf("screen.theme = 'x" + hangul + "'"), "is \"x" + twenty.substr(3) + "\"…; it must be");
}

TEST_CASE("Config defaults apply to whatever is not mentioned and are those of the libraries") {
  CHECK(parse("") == Config{});
  CHECK(parse("# nothing\n[camera]\n") == Config{});
  CHECK(parse("\xEF\xBB\xBF[visits]\r\nwindow_s = 61\r\n").visits.window == 61s);
  const Config config;
  const dangol::checkin::IdentityDecider::Options decider;
  CHECK(config.recognition.frames_to_agree == decider.frames_to_agree);
  CHECK(config.recognition.frames_to_unknown == decider.frames_to_unknown);
  CHECK(config.recognition.ambiguous_margin == decider.ambiguous_margin);
  CHECK(config.recognition.smallest_face_px == double{dangol::vision::QualityGate::liveLimits().smallest_face_px});
  CHECK(config.recognition.embeddings_per_second == dangol::runtime::TrackIdentity::Options{}.embeddings_per_second);
  CHECK(config.recognition.track_memory == dangol::vision::FaceTracker::Options{}.forget_after);
  const dangol::capture::SourceOptions source;
  CHECK(config.camera.width_px == source.width_px);
  CHECK(config.camera.height_px == source.height_px);
  CHECK(config.camera.fps == source.fps);
  CHECK(config.camera.loop == source.loop);
}

TEST_CASE("Config reads every setting") {
  const Config config = parse(R"(
    [camera]
    source = "rtsp://door.example/stream"
    width_px = 1_280
    height_px = 0x2D0
    fps = 25
    loop = true
    [paths]
    models = "/srv/models"
    gallery = "data/gallery.db"
    [recognition]
    frames_to_agree = 4
    frames_to_unknown = 9
    ambiguous_margin = 0
    smallest_face_px = 80
    embeddings_per_second = 7.5
    track_memory_ms = 1500
    compute_threads = 2
    [strangers]
    greeted_per_1000 = 20
    clocked_per_1000 = 2.5
    admitted_per_1000 = 0.5
    [visits]
    window_s = 600
    [screen]
    language = "en"
    theme = "dark"
    fullscreen = false
    greeting_s = 7
  )");
  Config expected;
  expected.camera = {
      .source = "rtsp://door.example/stream", .width_px = 1280, .height_px = 720, .fps = 25, .loop = true};
  expected.paths = {.models = "/srv/models", .gallery = "/etc/dangol/data/gallery.db"};
  expected.recognition = {.frames_to_agree = 4,
                          .frames_to_unknown = 9,
                          .ambiguous_margin = 0,
                          .smallest_face_px = 80,
                          .embeddings_per_second = 7.5,
                          .track_memory = 1500ms,
                          .compute_threads = 2};
  expected.strangers = {.greeting = 20, .attendance = 2.5, .access = 0.5};
  expected.visits = {.window = 600s};
  expected.screen = {.language = "en", .theme = "dark", .fullscreen = false, .greeting = 7s};
  CHECK(config == expected);
}

TEST_CASE("Config paths start at the file's folder or at home") {
  const Home home("/home/mina");
  CHECK(parse("paths.gallery = '../gallery.db'").paths.gallery == "/etc/dangol/../gallery.db");
  CHECK(parse("paths.gallery = '~/gallery.db'").paths.gallery == "/home/mina/gallery.db");
  CHECK(parse("paths.models = '~'").paths.models == "/home/mina");
  CHECK(parse("paths.models = './~odd'").paths.models == "/etc/dangol/./~odd");
  CHECK(parse("paths.models = ''").paths.models.empty());
  CHECK(parse("camera.source = 'visit.mp4'").camera.source == "/etc/dangol/visit.mp4");
  CHECK(parse("camera.source = '~/visit.mp4'").camera.source == "/home/mina/visit.mp4");
  CHECK(parse("camera.source = './10:30.mp4'").camera.source == "/etc/dangol/./10:30.mp4");
  CHECK(parse("camera.source = '/dev/video1'").camera.source == "/dev/video1");
  CHECK(parse("camera.source = 'v4l2:/dev/video1'").camera.source == "v4l2:/dev/video1");
  CHECK(parseConfig("paths.models = 'models'", "kiosk.toml", "").paths.models == "models");

  const TemporaryFolder folder;
  const fs::path file = folder.write("kiosk.toml", "paths.models = 'models'");
  CHECK(loadConfig(file).paths.models == folder.path() / "models");
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  const fs::path models = loadConfig("kiosk.toml").paths.models;
  fs::current_path(before);
  CHECK(models == fs::canonical(folder.path()) / "models");
}

TEST_CASE("tasks and answers are different texts and a question has its answers") {
  checkMentions(refusalOf("[attendance]\ntasks = \"bar\""), "a list of at most 20 different texts");
  checkMentions(refusalOf("[attendance]\ntasks = [\"bar\", \"bar\"]"), "attendance.tasks is a list");
  CHECK_FALSE(refusalOf("[attendance]\ntasks = [\"\"]").empty());
  CHECK_FALSE(refusalOf("[attendance]\ntasks = [1]").empty());
  CHECK_FALSE(refusalOf("[attendance]\nquestion = \"two\\nlines\"").empty());
  checkMentions(refusalOf("[attendance]\nquestion = \"Fit?\"\nquestion_answers = []"), "attendance.question_answers");
  checkMentions(refusalOf("[attendance]\nquestion_alerts = [\"maybe\"]"), "\"maybe\"");
  checkMentions(refusalOf("[purposes]\nstaff = \"access\""), "\"greeting\", \"attendance\" or \"none\"");
  const Config config = parse("[attendance]\ntasks = [\"bar\", \"주방\"]\nforgotten_after_min = 600");
  CHECK(config.attendance.tasks == std::vector<std::string>{"bar", "주방"});
  CHECK(config.attendance.forgotten_after == 10h);
  CHECK(parse(dangol::runtime::toToml(config)) == config);
}

}  // namespace
