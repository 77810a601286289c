#include "run_headless.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <cmath>
#include <cstdio>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>

#include "dangol/runtime/kiosk_runtime.hpp"

namespace dangol::app {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value, double steps) { return std::round(value * steps) / steps; }
double milliseconds(std::chrono::nanoseconds duration) {
  return rounded(std::chrono::duration<double, std::milli>(duration).count(), 10);
}

std::string isoTime(gallery::WallTime at) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)),
                     (at - seconds).count());
}

void printLine(const Json& line) {
  // A name may hold any valid text; a terminal gets valid UTF-8 whatever happens.
  const std::string text = line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

class JsonLines final : public runtime::SightingListener {
 public:
  void onSighting(const runtime::Sighting& sighting) override {
    Json line;
    line["event"] = runtime::name(sighting.kind);
    line["time"] = isoTime(sighting.at);
    line["track"] = static_cast<std::uint64_t>(sighting.track);
    if (sighting.person) {
      line["person"] = {{"id", sighting.person->id.value}, {"name", sighting.person->name}};
      line["score"] = rounded(sighting.score, 1e4);
      line["distance"] = rounded(sighting.distance, 1e4);
      line["margin"] = std::isfinite(sighting.margin) ? Json(rounded(sighting.margin, 1e4)) : Json(nullptr);
    }
    line["latency_ms"] = milliseconds(sighting.latency);
    const std::lock_guard lock(mutex_);
    printLine(line);
    ++counts_[std::string(runtime::name(sighting.kind))];
  }

  // Says each fault when it appears and when it has passed.
  void reportFaults(const std::vector<runtime::FaultReport>& faults) {
    std::map<std::string, std::string> now;
    for (const auto& report : faults) now.emplace(runtime::name(report.fault), report.reason);
    const std::lock_guard lock(mutex_);
    for (const auto& [name, reason] : now) {
      if (!faults_.contains(name)) printLine({{"event", "fault"}, {"fault", name}, {"reason", reason}});
    }
    for (const auto& [name, reason] : faults_) {
      if (!now.contains(name)) printLine({{"event", "recovered"}, {"fault", name}});
    }
    faults_ = std::move(now);
  }

  [[nodiscard]] Json counts() const {
    const std::lock_guard lock(mutex_);
    Json counts;
    for (const auto kind :
         {runtime::SightingKind::Greeted, runtime::SightingKind::Unknown, runtime::SightingKind::Ambiguous}) {
      const std::string name(runtime::name(kind));
      const auto found = counts_.find(name);
      counts[name] = found == counts_.end() ? 0 : found->second;
    }
    return counts;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, int> counts_;
  std::map<std::string, std::string> faults_;
};

Json stageSummary(const runtime::LatencyHistogram& histogram) {
  const auto summary = histogram.summary();
  return {{"count", summary.count},
          {"p50_ms", rounded(summary.p50_ms, 100)},
          {"p95_ms", rounded(summary.p95_ms, 100)},
          {"max_ms", rounded(summary.max_ms, 100)}};
}

Json summaryOf(const runtime::KioskRuntime& kiosk, const JsonLines& lines) {
  const auto statistics = kiosk.statistics();
  const auto& stages = kiosk.stages();
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  Json line;
  line["event"] = "summary";
  line["people"] = kiosk.snapshot().people;
  line["sightings"] = lines.counts();
  line["frames"] = {{"captured", statistics.frames_captured},
                    {"processed", statistics.frames_processed},
                    {"dropped", statistics.frames_dropped}};
  line["observations_dropped"] = statistics.observations_dropped;
  line["first_frame_ms"] =
      statistics.time_to_first_frame ? Json(milliseconds(*statistics.time_to_first_frame)) : Json(nullptr);
  line["stages"] = {{"gate", stageSummary(stages.gate)},       {"detect", stageSummary(stages.detect)},
                    {"quality", stageSummary(stages.quality)}, {"embed", stageSummary(stages.embed)},
                    {"search", stageSummary(stages.search)},   {"frame", stageSummary(stages.frame)}};
  line["time_to_greet"] = stageSummary(kiosk.timeToGreet());
  line["peak_memory_mb"] = usage.ru_maxrss / 1024;
  return line;
}

}  // namespace

int runHeadless(const runtime::Config& config, std::unique_ptr<capture::CameraSource> source,
                const vision::ModelBundle& models, gallery::Gallery gallery, const std::function<bool()>& stopped) {
  const runtime::SystemClock clock;
  JsonLines lines;
  runtime::KioskRuntime kiosk(config, std::move(source), models, std::move(gallery), clock, lines);
  while (!kiosk.waitUntilFinished(std::chrono::milliseconds{200}) && !stopped()) {
    lines.reportFaults(kiosk.snapshot().faults);
  }
  lines.reportFaults(kiosk.snapshot().faults);
  printLine(summaryOf(kiosk, lines));
  return 0;
}

}  // namespace dangol::app
