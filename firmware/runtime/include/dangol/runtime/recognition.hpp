#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "dangol/checkin/identity_decider.hpp"
#include "dangol/gallery/gallery_index.hpp"
#include "dangol/runtime/config.hpp"
#include "dangol/runtime/latency_histogram.hpp"
#include "dangol/vision/face_aligner.hpp"
#include "dangol/vision/face_detector.hpp"
#include "dangol/vision/face_embedder.hpp"
#include "dangol/vision/face_tracker.hpp"
#include "dangol/vision/quality_gate.hpp"

namespace dangol::runtime {

// What one frame told about one track.
struct TrackReport {
  vision::TrackId id{};
  vision::FaceBox box;
  bool seen_now = false;
  std::optional<vision::QualityReport> quality;   // set when seen_now
  checkin::IdentityDecision decision;             // so far
  std::optional<vision::SteadyTime> firstGoodAt;  // the first frame of this track that passed the quality gate
};

// What one frame told. Tracks: the largest face first.
struct Observation {
  std::uint64_t sequence = 0;
  vision::SteadyTime capturedAt;
  std::vector<TrackReport> tracks;
};

// Time spent in each stage, one record a frame (detect) or a face (the others).
struct StageTimes {
  LatencyHistogram detect;
  LatencyHistogram quality;  // landmarks and measuring
  LatencyHistogram embed;    // chip and network
  LatencyHistogram search;
  LatencyHistogram frame;  // the whole of one frame
};

// Turns frames into observations: detect, track, judge, embed, search, decide. Bound to the recognition thread;
// stages() is thread-safe.
class Recognition {
 public:
  // Throws VisionError when a model file is missing or altered.
  Recognition(const Config::Recognition& config, const vision::ModelBundle& models);

  // Requires: frames of one source in their order. The index may be another one each time.
  [[nodiscard]] Observation process(const vision::Frame& frame, const gallery::GalleryIndex& index);

  [[nodiscard]] const StageTimes& stages() const { return stages_; }

 private:
  struct TrackState {
    explicit TrackState(const checkin::IdentityDecider::Options& options) : decider(options) {}
    checkin::IdentityDecider decider;
    std::optional<vision::SteadyTime> firstGoodAt;
    std::optional<vision::SteadyTime> lastEmbeddedAt;
  };

  TrackReport observe(const vision::Track& track, vision::RgbView picture, vision::GrayView gray,
                      const gallery::GalleryIndex& index, int& embeddingsLeft);
  [[nodiscard]] bool embeddingIsDue(const TrackState& state, vision::SteadyTime at) const;

  checkin::IdentityDecider::Options deciderOptions_;
  vision::HogFaceDetector detector_;
  vision::FaceAligner aligner_;
  vision::QualityGate gate_;
  vision::FaceEmbedder embedder_;
  vision::FaceTracker tracker_;
  std::unordered_map<vision::TrackId, TrackState> states_;
  StageTimes stages_;
};

}  // namespace dangol::runtime
