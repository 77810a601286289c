#include "rates.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace dangol::app {
namespace {

using Histogram = ui::AdminDiagnosticsScreen::Histogram;

Histogram histogramOf(const runtime::LatencyHistogram& measured) {
  constexpr std::array kUpto_ms{100, 200, 300, 400, 600, 800, 1200, 2000, 5000};
  Histogram histogram;
  const auto summary = measured.summary();
  histogram.count = summary.count;
  histogram.p50_ms = summary.p50_ms;
  histogram.p95_ms = summary.p95_ms;
  std::uint64_t below = 0;
  std::uint64_t most = 1;
  std::vector<std::uint64_t> counts;
  for (const int upto : kUpto_ms) {
    const std::uint64_t all = measured.countUpTo(std::chrono::milliseconds(upto));
    counts.push_back(all - std::min(all, below));
    below = all;
    most = std::max(most, counts.back());
  }
  for (std::size_t i = 0; i < counts.size(); ++i) {
    histogram.bars.push_back(
        {std::chrono::milliseconds(kUpto_ms[i]), static_cast<double>(counts[i]) / static_cast<double>(most)});
  }
  return histogram;
}

}  // namespace

const AdminArea::Figures& Rates::figures(const runtime::KioskRuntime& kiosk, std::uint64_t pictures_drawn,
                                         vision::SteadyTime now) {
  const std::chrono::duration<double> elapsed = now - since_;
  if (elapsed < std::chrono::seconds(1)) return figures_;
  figures_.run = kiosk.statistics();
  figures_.camera_fps = static_cast<double>(figures_.run.frames_captured - captured_) / elapsed.count();
  figures_.screen_fps = static_cast<double>(pictures_drawn - drawn_) / elapsed.count();
  if (since_ == vision::SteadyTime{}) figures_.camera_fps = figures_.screen_fps = 0;
  figures_.latency = histogramOf(kiosk.timeToGreet());
  figures_.version = DANGOL_VERSION;
  figures_.model = vision::ModelBundle::embeddingModelId().value;
  since_ = now;
  captured_ = figures_.run.frames_captured;
  drawn_ = pictures_drawn;
  return figures_;
}

}  // namespace dangol::app
