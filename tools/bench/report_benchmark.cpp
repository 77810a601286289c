// How long a year's timesheet takes: 200 people, about 300,000 records, from the gallery's file to the finished report.

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "dangol/checkin/timesheet.hpp"
#include "dangol/gallery/attendance_log.hpp"
#include "dangol/vision/model_bundle.hpp"
#include "simulated_year.hpp"

namespace {

using namespace dangol;
using bench::SimulatedYear;
using Clock = std::chrono::steady_clock;
using Records = std::vector<gallery::AttendanceRecord>;

constexpr int kPeople = 200;
constexpr std::uint32_t kSeed = 1;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// A folder that is gone with this object.
struct Scratch {
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "dangol-report-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
    path = name;
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::filesystem::path path;
};

std::vector<gallery::PersonId> addPeople(gallery::Gallery& gallery) {
  std::vector<gallery::PersonId> people;
  for (int i = 0; i < kPeople; ++i) {
    gallery::NewPerson person{.name = fmt::format("Simulated {:03}", i), .kind = gallery::PersonKind::Staff};
    person.code = fmt::format("S{:03}", i);
    people.push_back(gallery.add(person, {}).id);
  }
  return people;
}

// What was taken back or corrected names records by the ids they got.
Records renamed(Records changes, const std::unordered_map<std::string, gallery::EventId>& ids) {
  for (auto& change : changes) {
    if (auto* undo = std::get_if<gallery::AttendanceUndo>(&change)) undo->undoes = ids.at(undo->undoes.value);
    if (auto* correction = std::get_if<gallery::AttendanceCorrection>(&change); correction && correction->replaces) {
      correction->replaces = ids.at(correction->replaces->value);
    }
  }
  return changes;
}

std::size_t fill(gallery::Gallery& gallery) {
  const SimulatedYear year(addPeople(gallery), kSeed);
  gallery::AttendanceLog log(gallery);
  const auto stored = log.add(year.entries());
  std::unordered_map<std::string, gallery::EventId> ids;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    ids.emplace(std::get<gallery::AttendanceEntry>(year.entries()[i]).id.value, stored[i]);
  }
  return stored.size() + log.add(renamed(year.changes(), ids)).size();
}

std::string seconds(double value) { return fmt::format("{:.2f}", value); }

// Runs `dangol report`; how long it took.
double run(const std::filesystem::path& program, const std::filesystem::path& gallery, const std::filesystem::path& out,
           const std::vector<std::string>& options) {
  std::vector<std::string> arguments{program,      "report", "timesheet",  "--gallery", gallery, "--from",
                                     "2026-01-01", "--to",   "2026-12-31", "--out",     out};
  arguments.insert(arguments.end(), options.begin(), options.end());
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const auto start = Clock::now();
  pid_t child = 0;
  int status = 1;
  if (posix_spawn(&child, program.c_str(), nullptr, nullptr, argv.data(), environ) != 0 ||
      waitpid(child, &status, 0) != child || status != 0) {
    throw std::runtime_error(program.string() + " did not make the report; is it built?");
  }
  return secondsSince(start);
}

int measure(const std::filesystem::path& program) {
  const Scratch scratch;
  const auto file = scratch.path / "gallery.db";
  auto gallery = gallery::Gallery::create(file, vision::ModelBundle::embeddingModelId());
  auto start = Clock::now();
  const std::size_t records = fill(gallery);
  nlohmann::ordered_json result{{"people", kPeople}, {"records", records}, {"fill_s", seconds(secondsSince(start))}};

  start = Clock::now();
  const Records read = gallery::AttendanceLog(gallery).records({});
  result["read_s"] = seconds(secondsSince(start));
  for (const std::string format : {"csv", "json", "html"}) {
    result["timesheet_" + format + "_s"] =
        seconds(run(program, file, scratch.path / ("year." + format), {"--format", format}));
  }
  result["payroll_csv_s"] =
      seconds(run(program, file, scratch.path / "payroll.csv", {"--format", "csv", "--layout", "payroll"}));
  std::printf("%s\n", result.dump().c_str());
  return read.size() == records ? 0 : 1;
}

}  // namespace

int main(int, char** argv) {
  try {
    return measure(std::filesystem::path(argv[0]).parent_path() / "dangol");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "report-benchmark: %s\n", error.what());
    return 1;
  }
}
