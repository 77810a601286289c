#include "dangol/runtime/recognition.hpp"

#include <algorithm>

#include "dangol/vision/image_ops.hpp"

namespace dangol::runtime {
namespace {

using std::chrono::steady_clock;

// The nearest two faces are served; whoever stands behind them waits a moment.
constexpr int kEmbeddingsPerFrame = 2;
// Once decided, a track is looked at again this often: somebody else may have taken the place.
constexpr std::chrono::milliseconds kVerifyAcceptedEvery{1000};
constexpr std::chrono::milliseconds kVerifyUnknownEvery{300};

vision::QualityGate::Limits gateLimits(const Config::Recognition& config) {
  auto limits = vision::QualityGate::liveLimits();
  limits.smallest_face_px = static_cast<float>(config.smallest_face_px);
  return limits;
}

checkin::IdentityDecider::Options deciderOptions(const Config::Recognition& config) {
  checkin::IdentityDecider::Options options;
  options.frames_to_agree = config.frames_to_agree;
  options.frames_to_unknown = config.frames_to_unknown;
  options.accept_distance = config.accept_distance;
  options.ambiguous_margin = config.ambiguous_margin;
  return options;
}

}  // namespace

Recognition::Recognition(const Config::Recognition& config, const vision::ModelBundle& models)
    : deciderOptions_(deciderOptions(config)),
      detector_({.smallest_face_px = static_cast<int>(config.smallest_face_px), .score_threshold = 0}),
      aligner_(models),
      gate_(gateLimits(config)),
      embedder_(models, {.engine = vision::FaceEmbedder::Engine::OneDnn, .threads = config.compute_threads}),
      tracker_({.smallest_overlap = 0.3F, .forget_after = config.track_memory}) {}

Observation Recognition::process(const vision::Frame& frame, const gallery::GalleryIndex& index) {
  const auto start = steady_clock::now();
  const vision::GrayImage gray = vision::toGray(frame.view());
  const std::vector<vision::Detection> detections = detector_.detect(gray.view());
  const std::vector<vision::Track>& tracks = tracker_.update(detections, frame.capturedAt());
  stages_.detect.record(steady_clock::now() - start);

  Observation observation{frame.sequence(), frame.capturedAt(), {}};
  int embeddingsLeft = kEmbeddingsPerFrame;
  for (const vision::Track& track : tracks) {
    observation.tracks.push_back(observe(track, frame.view(), gray.view(), index, embeddingsLeft));
  }
  std::erase_if(states_, [&](const auto& entry) {
    return std::ranges::none_of(tracks, [&](const vision::Track& track) { return track.id == entry.first; });
  });
  stages_.frame.record(steady_clock::now() - start);
  return observation;
}

TrackReport Recognition::observe(const vision::Track& track, vision::RgbView picture, vision::GrayView gray,
                                 const gallery::GalleryIndex& index, int& embeddingsLeft) {
  TrackState& state = states_.try_emplace(track.id, deciderOptions_).first->second;
  TrackReport report{track.id, track.box, track.seenNow, std::nullopt, {}, std::nullopt};
  if (track.seenNow) {
    const auto judged = steady_clock::now();
    const vision::Landmarks5 landmarks = aligner_.locate(gray, track.box);
    report.quality = gate_.assess(gray, track.box, landmarks);
    stages_.quality.record(steady_clock::now() - judged);

    if (report.quality->good()) {
      if (!state.firstGoodAt) state.firstGoodAt = track.lastSeen;
      if (embeddingsLeft > 0 && embeddingIsDue(state, track.lastSeen)) {
        --embeddingsLeft;
        state.lastEmbeddedAt = track.lastSeen;
        const auto embedded = steady_clock::now();
        const vision::Embedding probe = embedder_.embed(vision::FaceAligner::cutChip(picture, landmarks));
        const auto searched = steady_clock::now();
        stages_.embed.record(searched - embedded);
        state.decider.observe(index.search(probe));
        stages_.search.record(steady_clock::now() - searched);
      }
    }
  }
  report.decision = state.decider.decision();
  report.firstGoodAt = state.firstGoodAt;
  return report;
}

bool Recognition::embeddingIsDue(const TrackState& state, vision::SteadyTime at) const {
  if (!state.lastEmbeddedAt) return true;
  const auto since = at - *state.lastEmbeddedAt;
  switch (state.decider.decision().identity) {
    case checkin::Identity::NotYet:
      return true;
    case checkin::Identity::Accepted:
      return since >= kVerifyAcceptedEvery;
    case checkin::Identity::Ambiguous:
    case checkin::Identity::Unknown:
      return since >= kVerifyUnknownEvery;
  }
  return true;
}

}  // namespace dangol::runtime
