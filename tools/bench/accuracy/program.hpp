#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "face_set.hpp"

namespace CLI {
class App;
}

// dangol-bench: each command is one file that adds itself to the parser; main.cpp only wires.
namespace dangol::bench {

using Json = nlohmann::ordered_json;

// The options that every command which looks at faces understands.
struct Settings {
  std::filesystem::path models;
  std::filesystem::path cache;
  std::size_t jobs = 1;
};

struct Program {
  Settings settings;
  std::function<int()> chosen;  // returns the program's exit code
};

void addEmbed(CLI::App& app, Program& program);
void addVerify(CLI::App& app, Program& program);
void addIdentify(CLI::App& app, Program& program);
void addFitCohort(CLI::App& app, Program& program);
void addCalibrate(CLI::App& app, Program& program);
void addSpeed(CLI::App& app, Program& program);
void addReport(CLI::App& app, Program& program);

// Which people of which inputs are looked at.
struct Selection {
  std::vector<std::filesystem::path> inputs;
  std::filesystem::path only;     // a list of names; empty: everybody
  std::filesystem::path exclude;  // a list of names; empty: nobody
};
void addSelection(CLI::App& command, Selection& selection);

// Reads, embeds and selects. Throws what its parts throw.
[[nodiscard]] FaceSet loadFaces(const Selection& selection, const Settings& settings, EmbedStatistics& statistics);

// What was looked at, for the report: sets, people, pictures, failures to acquire.
[[nodiscard]] Json describeFaces(const FaceSet& faces);

// Writes the JSON with "timing" as its last key, the only part that differs between runs; to standard output when the
// file is "-", nowhere when it is empty. Throws BenchError.
void writeJson(const std::filesystem::path& file, Json report, const Json& timing);

// Seconds since it was made.
class Stopwatch {
 public:
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
  }

 private:
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

}  // namespace dangol::bench
