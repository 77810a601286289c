#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "dangol/checkin/identity_decider.hpp"
#include "dangol/runtime/config.hpp"
#include "dangol/runtime/latency_histogram.hpp"
#include "dangol/runtime/matching.hpp"
#include "dangol/runtime/still_pictures.hpp"
#include "dangol/runtime/track_identity.hpp"
#include "dangol/vision/face_aligner.hpp"
#include "dangol/vision/face_detector.hpp"
#include "dangol/vision/face_embedder.hpp"
#include "dangol/vision/face_tracker.hpp"
#include "dangol/vision/motion_gate.hpp"
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
  bool still_picture = false;                     // a poster of the person, who is not here
};

// What one frame told. Tracks: the largest face first.
struct Observation {
  std::uint64_t sequence = 0;
  vision::SteadyTime capturedAt;
  std::vector<TrackReport> tracks;
};

// Time spent in each stage, one record a frame (gate, detect, frame) or a face (the others).
struct StageTimes {
  LatencyHistogram gate;     // whether anything moved
  LatencyHistogram detect;   // grey picture, detection and tracking; only of frames that were looked at
  LatencyHistogram quality;  // landmarks and measuring
  LatencyHistogram embed;    // chip and network
  LatencyHistogram search;
  LatencyHistogram frame;  // the whole of one frame
};

// The same, summed up.
struct StageSummaries {
  LatencyHistogram::Summary gate;
  LatencyHistogram::Summary detect;
  LatencyHistogram::Summary quality;
  LatencyHistogram::Summary embed;
  LatencyHistogram::Summary search;
  LatencyHistogram::Summary frame;
};
// Thread-safe.
[[nodiscard]] StageSummaries summariesOf(const StageTimes& stages);

// Turns frames into observations: look where something moved, track, judge, embed, search, decide. What it does depends
// on the frames and their times alone, never on how long it takes. Bound to the recognition thread; stages() is
// thread-safe.
class Recognition {
 public:
  // Throws VisionError when a model file is missing or altered.
  Recognition(const Config::Recognition& config, const vision::ModelBundle& models);

  // Requires: frames of one source in their order. The matching, which has an index, may be another one
  // each time.
  [[nodiscard]] Observation process(const vision::Frame& frame, const Matching& matching);

  [[nodiscard]] const StageTimes& stages() const { return stages_; }

 private:
  struct TrackState {
    TrackIdentity identity;
    vision::SteadyTime lastDetectedAt;  // unlike Track::lastSeen, not renewed while the picture stands still
    vision::SteadyTime lastMovedAt;     // when anything in or around it did
    bool wasPicture = false;
  };

  [[nodiscard]] std::optional<vision::FaceBox> chooseSearch(vision::RgbView picture, vision::SteadyTime at);
  vision::FaceBox noteSearch(const vision::FaceBox& region, vision::SteadyTime at);
  [[nodiscard]] std::vector<vision::Detection> detect(const std::optional<vision::FaceBox>& search,
                                                      vision::GrayView gray, vision::SteadyTime at);
  void detectAround(const vision::Track& track, vision::GrayView gray, vision::SteadyTime at,
                    std::vector<vision::Detection>& found);
  [[nodiscard]] bool standsStill(const vision::Track& track, const TrackState& state, vision::SteadyTime at) const;
  TrackReport observe(const vision::Track& track, vision::RgbView picture, vision::GrayView gray,
                      const Matching& matching, int& embeddingsLeft);
  // Gives the track another id when it turns out to be somebody else's.
  void embed(vision::TrackId& track, vision::RgbView picture, const vision::Landmarks5& landmarks,
             const vision::FaceQuality& quality, vision::SteadyTime at, const Matching& matching);

  TrackIdentity::Options identityOptions_;
  vision::MotionGate motion_;
  vision::HogFaceDetector detector_;
  vision::FaceAligner aligner_;
  vision::QualityGate gate_;
  vision::FaceEmbedder embedder_;
  vision::FaceTracker tracker_;
  std::unordered_map<vision::TrackId, TrackState> states_;
  StillPictures pictures_;
  std::optional<vision::FaceBox> movedSinceSearch_;  // outside of the tracks' regions
  std::optional<vision::SteadyTime> lastMotionAt_;   // the same
  vision::FaceBox searched_;
  std::optional<vision::SteadyTime> lastSearchAt_;
  std::optional<vision::SteadyTime> lastFullSearchAt_;
  StageTimes stages_;
};

}  // namespace dangol::runtime
