#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <thread>

#include "dangol/vision/error.hpp"
#include "dangol/vision/face_embedder.hpp"
#include "health.hpp"

namespace dangol::enroll {
namespace {

using vision::Model;

Finding checkBlas() {
  // Asked of the library that is loaded, not of the one this was built with: Debian's alternatives can swap it.
  const auto config = reinterpret_cast<const char* (*)()>(dlsym(RTLD_DEFAULT, "openblas_get_config"));
  if (config == nullptr) {
    return {Health::Warn, "BLAS", "not OpenBLAS: dlib's network runs about 14 times slower",
            "install libopenblas0-pthread and run update-alternatives --auto libblas.so.3-$(uname -m)-linux-gnu"};
  }
  return {Health::Ok, "BLAS", config(), ""};
}

Finding checkCpu() {
  std::string features;
#if defined(__x86_64__)
  __builtin_cpu_init();
  const auto add = [&](bool supported, std::string_view feature) {
    if (supported) features += fmt::format(" {}", feature);
  };
  add(__builtin_cpu_supports("avx2") != 0, "AVX2");
  add(__builtin_cpu_supports("fma") != 0, "FMA");
  add(__builtin_cpu_supports("avx512f") != 0, "AVX-512");
  add(__builtin_cpu_supports("avx512vnni") != 0, "AVX-512-VNNI");
  const bool fast = __builtin_cpu_supports("avx2") != 0;
#else
  const bool fast = true;
#endif
  const std::string found =
      fmt::format("{} cores{}{}", std::thread::hardware_concurrency(), features.empty() ? "" : ",", features);
  if (fast) return {Health::Ok, "CPU", found, ""};
  return {Health::Warn, "CPU", found + ", no AVX2", "face detection takes about twice as long on this CPU"};
}

// One real pass through the recognition network: what a slow BLAS or CPU means, in milliseconds.
Finding measureEmbedding(const Settings& settings) {
  constexpr int kRounds = 5;
  constexpr double kSlow_ms = 100;
  vision::FaceEmbedder embedder{vision::ModelBundle(settings.models)};
  const vision::FaceChip chip{vision::RgbImage(vision::kFaceChipSize_px, vision::kFaceChipSize_px)};
  double best_ms = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    const auto embedding = embedder.embed(chip);
    best_ms =
        std::min(best_ms, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    if (!std::ranges::all_of(embedding.values, [](float value) { return std::isfinite(value); })) {
      return {Health::Fail, "recognition", "the network's output is not a number", "report this with the lines above"};
    }
  }
  const std::string found = fmt::format("{:.0f} ms a face", best_ms);
  if (best_ms < kSlow_ms) return {Health::Ok, "recognition", found, ""};
  return {Health::Warn, "recognition", found, "see BLAS and CPU; end other programs that keep the CPU busy"};
}

}  // namespace

std::vector<Finding> checkModels(const Settings& settings) {
  const vision::ModelBundle models(settings.models);
  std::vector<Finding> findings;
  for (const Model model : {Model::FivePointLandmarks, Model::FaceResNet, Model::MmodFaceDetector}) {
    const std::string file = vision::ModelBundle::fileName(model);
    try {
      const auto bytes = models.read(model);
      findings.push_back(
          {Health::Ok, "model", fmt::format("{}, {} KB, SHA-256 as expected", file, bytes.size() / 1024), ""});
    } catch (const vision::VisionError& error) {
      findings.push_back(
          {Health::Fail, "model", error.what(), "run tools/fetch-assets, or name the folder with --models"});
    }
  }
  return findings;
}

std::vector<Finding> checkComputing(const Settings& settings) {
  std::vector<Finding> findings{checkCpu(), checkBlas()};
  try {
    findings.push_back(measureEmbedding(settings));
  } catch (const vision::VisionError&) {
    // checkModels says what is wrong with the file.
    findings.push_back({Health::Fail, "recognition", "not possible without its model", "see the models above"});
  }
  return findings;
}

}  // namespace dangol::enroll
