#include "dangol/runtime/recognition.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "dangol/vision/image_ops.hpp"

namespace dangol::runtime {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// The nearest face that needs one is served first; whoever stands behind waits for a frame it leaves over.
constexpr int kEmbeddingsPerFrame = 1;

// Where something moves, newcomers are searched for this often: soon while nobody is there, seldom beside a track,
// whose own frames come first, yet often enough to find them within 300 ms. The whole picture is searched now and then
// in any case: somebody may have stood still.
constexpr milliseconds kSearchEvery{60};
constexpr milliseconds kSearchBesideTracksEvery{240};
constexpr milliseconds kSearchAnywayEvery{2000};
// Whoever has just stopped moving is as likely there as before, and easier to see.
constexpr milliseconds kMotionLingers{500};

// How far around what moves a face may reach, as a share of the picture's width.
constexpr int kSearchMargin = 8;

// A decided face in a region where nothing at all moves is where it was: it is detected only this often.
constexpr milliseconds kDetectStillEvery{500};

// How far around a face it is looked for, in its own widths; farther when it was not seen just now.
constexpr float kAround = 0.5F;
constexpr float kAroundHidden = 0.9F;

// Two boxes that overlap more than this are one face found twice.
constexpr float kSameDetection = 0.4F;

vision::QualityGate::Limits gateLimits(const Config::Recognition& config) {
  auto limits = vision::QualityGate::liveLimits();
  limits.smallest_face_px = static_cast<float>(config.smallest_face_px);
  return limits;
}

TrackIdentity::Options identityOptions(const Config::Recognition& config) {
  TrackIdentity::Options options;
  options.decider.frames_to_agree = config.frames_to_agree;
  options.decider.frames_to_unknown = config.frames_to_unknown;
  options.decider.ambiguous_margin = config.ambiguous_margin;
  options.embeddings_per_second = config.embeddings_per_second;
  return options;
}

vision::FaceBox regionAround(const vision::Track& track, vision::SteadyTime at) {
  const vision::FaceBox region = track.expectedAt(at);
  const float share = track.seenNow ? kAround : kAroundHidden;
  return vision::grown(region, static_cast<int>(std::lround(share * static_cast<float>(region.width_px))));
}

bool alreadyFound(std::span<const vision::Detection> found, const vision::FaceBox& box) {
  return std::ranges::any_of(found, [&](const vision::Detection& detection) {
    return vision::intersectionOverUnion(detection.box, box) > kSameDetection;
  });
}

}  // namespace

StageSummaries summariesOf(const StageTimes& stages) {
  return {stages.gate.summary(),  stages.detect.summary(), stages.quality.summary(),
          stages.embed.summary(), stages.search.summary(), stages.frame.summary()};
}

Recognition::Recognition(const Config::Recognition& config, const vision::ModelBundle& models)
    : identityOptions_(identityOptions(config)),
      detector_({.smallest_face_px = static_cast<int>(config.smallest_face_px), .score_threshold = 0}),
      aligner_(models),
      gate_(gateLimits(config)),
      embedder_(models, {.engine = vision::FaceEmbedder::Engine::OneDnn, .threads = config.compute_threads}),
      tracker_({.forget_after = config.track_memory}) {}

Observation Recognition::process(const vision::Frame& frame, const Matching& matching) {
  const auto start = steady_clock::now();
  const auto& tracks = tracker_.tracks();
  const std::optional<vision::FaceBox> search = chooseSearch(frame.view(), frame.capturedAt());
  const auto looked = steady_clock::now();
  stages_.gate.record(looked - start);

  Observation observation{frame.sequence(), frame.capturedAt(), {}};
  if (search || !tracks.empty()) {
    const vision::GrayImage gray = vision::toGray(frame.view());
    tracker_.update(detect(search, gray.view(), frame.capturedAt()), frame.capturedAt());
    stages_.detect.record(steady_clock::now() - looked);

    int embeddingsLeft = kEmbeddingsPerFrame;
    for (const vision::Track& track : tracks) {
      observation.tracks.push_back(observe(track, frame.view(), gray.view(), matching, embeddingsLeft));
    }
    std::erase_if(states_, [&](const auto& entry) {
      return std::ranges::none_of(tracks, [&](const vision::Track& track) { return track.id == entry.first; });
    });
  }
  stages_.frame.record(steady_clock::now() - start);
  return observation;
}

// Where newcomers are searched for in this frame; nothing when nowhere.
std::optional<vision::FaceBox> Recognition::chooseSearch(vision::RgbView picture, vision::SteadyTime at) {
  const std::vector<vision::Track>& tracks = tracker_.tracks();
  motion_.update(picture, at);
  std::vector<vision::FaceBox> regions;
  for (const vision::Track& track : tracks) regions.push_back(regionAround(track, at));
  if (const auto moved = motion_.movedOutside(regions)) {
    movedSinceSearch_ = movedSinceSearch_ ? vision::boundingBox(*movedSinceSearch_, *moved) : *moved;
    lastMotionAt_ = at;
  }

  if (!lastFullSearchAt_ || at - *lastFullSearchAt_ >= kSearchAnywayEvery) {
    lastFullSearchAt_ = at;
    return noteSearch({0, 0, picture.width_px, picture.height_px}, at);
  }
  const milliseconds every = tracks.empty() ? kSearchEvery : kSearchBesideTracksEvery;
  if (!lastMotionAt_ || at - *lastMotionAt_ > kMotionLingers || at - *lastSearchAt_ < every) return std::nullopt;
  return noteSearch(movedSinceSearch_ ? vision::grown(*movedSinceSearch_, picture.width_px / kSearchMargin) : searched_,
                    at);
}

vision::FaceBox Recognition::noteSearch(const vision::FaceBox& region, vision::SteadyTime at) {
  searched_ = region;
  movedSinceSearch_.reset();
  lastSearchAt_ = at;
  return region;
}

std::vector<vision::Detection> Recognition::detect(const std::optional<vision::FaceBox>& search, vision::GrayView gray,
                                                   vision::SteadyTime at) {
  std::vector<vision::Detection> found;
  if (search) found = detector_.detect(gray, *search);
  for (const vision::Track& track : tracker_.tracks()) {
    TrackState& state = states_.at(track.id);
    if (motion_.movedWithin(regionAround(track, at))) state.lastMovedAt = at;
    if (alreadyFound(found, track.expectedAt(at))) {
      state.lastDetectedAt = at;
    } else if (standsStill(track, state, at)) {
      found.push_back({track.box, track.score});
    } else {
      state.lastDetectedAt = at;
      detectAround(track, gray, at, found);
    }
  }
  return found;
}

void Recognition::detectAround(const vision::Track& track, vision::GrayView gray, vision::SteadyTime at,
                               std::vector<vision::Detection>& found) {
  for (const vision::Detection& face :
       detector_.detect(gray, regionAround(track, at), std::max(track.box.width_px, 1))) {
    if (!alreadyFound(found, face.box)) found.push_back(face);
  }
}

bool Recognition::standsStill(const vision::Track& track, const TrackState& state, vision::SteadyTime at) const {
  return track.seenNow && state.identity.settled() && at - state.lastDetectedAt < kDetectStillEvery &&
         state.lastMovedAt < at;
}

TrackReport Recognition::observe(const vision::Track& track, vision::RgbView picture, vision::GrayView gray,
                                 const Matching& matching, int& embeddingsLeft) {
  TrackState& state =
      states_.try_emplace(track.id, TrackState{TrackIdentity(identityOptions_), track.lastSeen, track.lastSeen})
          .first->second;
  TrackReport report;
  report.id = track.id;
  report.box = track.box;
  report.seen_now = track.seenNow;
  // Where a poster begins to move, somebody stepped in front of it.
  const bool posterMoves = state.wasPicture && track.seenNow && state.lastMovedAt == track.lastSeen;
  if (track.doubtful || posterMoves) state.identity.doubt();
  if (track.seenNow) {
    const auto judged = steady_clock::now();
    const vision::Landmarks5 landmarks = aligner_.locate(gray, track.box);
    report.quality = gate_.assess(gray, track.box, landmarks);
    stages_.quality.record(steady_clock::now() - judged);

    if (report.quality->good()) {
      state.identity.noteGood(track.lastSeen);
      if (embeddingsLeft > 0 && state.identity.embeddingIsDue(report.quality->quality, track.lastSeen)) {
        --embeddingsLeft;
        embed(report.id, picture, landmarks, report.quality->quality, track.lastSeen, matching);
      }
    }
  }
  TrackState& now = states_.at(report.id);
  report.decision = now.identity.decision();
  report.firstGoodAt = now.identity.firstGoodAt();
  report.still_picture = track.seenNow && report.decision.person &&
                         pictures_.isPicture(*report.decision.person, track.box, track.lastSeen - now.lastMovedAt);
  now.wasPicture = report.still_picture;
  return report;
}

void Recognition::embed(vision::TrackId& track, vision::RgbView picture, const vision::Landmarks5& landmarks,
                        const vision::FaceQuality& quality, vision::SteadyTime at, const Matching& matching) {
  const auto start = steady_clock::now();
  TrackIdentity& identity = states_.at(track).identity;
  const vision::FaceChip chip = vision::FaceAligner::cutChip(picture, landmarks);
  const vision::Embedding probe = embedder_.embed(identity.mirrorNext() ? vision::mirrored(chip) : chip);
  const auto embedded = steady_clock::now();
  stages_.embed.record(embedded - start);
  const auto face = identity.observe(probe, quality, at, matching);
  stages_.search.record(steady_clock::now() - embedded);
  if (face != TrackIdentity::Face::Other) return;
  auto state = states_.extract(track);
  track = state.key() = tracker_.renew(track);
  states_.insert(std::move(state));
}

}  // namespace dangol::runtime
