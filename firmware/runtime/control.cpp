#include "dangol/runtime/control.hpp"

#include <fmt/format.h>

#include <cassert>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace dangol::runtime {
namespace {

// A track that has not been reported for this long is over; its id never comes back.
constexpr std::chrono::seconds kForgetTrackAfter{30};

// A greeting is on the screen for much less.
constexpr std::chrono::minutes kUndoGreetingWithin{2};

std::string greetingDetail(const checkin::IdentityDecision& decision) {
  return std::isfinite(decision.margin)
             ? fmt::format(R"({{"score":{:.4f},"margin":{:.4f}}})", decision.score, decision.margin)
             : fmt::format(R"({{"score":{:.4f}}})", decision.score);
}

}  // namespace

std::string_view name(SightingKind kind) {
  switch (kind) {
    case SightingKind::Greeted:
      return "greeted";
    case SightingKind::Unknown:
      return "unknown";
    case SightingKind::Ambiguous:
      return "ambiguous";
  }
  std::abort();
}

Control::Control(gallery::Gallery gallery, const Config& config, AcceptRule acceptRule, Timing timing,
                 const Clock& clock, SightingListener& listener)
    : gallery_(std::move(gallery)),
      config_(config),
      visits_(config.visits.window),
      acceptRule_(std::move(acceptRule)),
      timing_(timing),
      clock_(clock),
      listener_(listener) {}

void Control::handle(const Observation& observation) {
  for (const TrackReport& track : observation.tracks) handleTrack(track, observation);
  std::erase_if(tracks_,
                [&](const auto& entry) { return observation.capturedAt - entry.second.lastSeen > kForgetTrackAfter; });
}

void Control::handleTrack(const TrackReport& track, const Observation& observation) {
  if (!track.seen_now || track.still_picture) return;
  TrackMemory& memory = tracks_[track.id];
  memory.lastSeen = observation.capturedAt;
  switch (track.decision.identity) {
    case checkin::Identity::NotYet:
      break;
    case checkin::Identity::Accepted:
      greet(track, observation);
      break;
    case checkin::Identity::Ambiguous:
      if (!std::exchange(memory.saidAmbiguous, true)) {
        listener_.onSighting(sighting(SightingKind::Ambiguous, track, observation));
      }
      break;
    case checkin::Identity::Unknown:
      if (!std::exchange(memory.saidUnknown, true)) {
        listener_.onSighting(sighting(SightingKind::Unknown, track, observation));
      }
      break;
  }
}

void Control::greet(const TrackReport& track, const Observation& observation) {
  assert(track.decision.person);
  if (tracks_[track.id].isNot.contains(*track.decision.person)) return;
  if (!visits_.beginsVisit(*track.decision.person, checkin::Purpose::Greeting, observation.capturedAt)) return;

  Sighting greeted = sighting(SightingKind::Greeted, track, observation);
  try {
    greeted.person = gallery_.find(*track.decision.person);
  } catch (const gallery::GalleryError& error) {
    galleryFault_ = error.what();
  }
  // Removed by another program a moment ago, or unreadable now: nobody is greeted by a name that cannot be read.
  if (!greeted.person) return;

  greeted.score = track.decision.score;
  greeted.distance = track.decision.distance;
  greeted.margin = track.decision.margin;
  journal_.addGreeting(greeted.id, {.at = greeted.at,
                                    .localOffset = clock_.localOffset(),
                                    .person = greeted.person->id,
                                    .detail = greetingDetail(track.decision)});
  journal_.flush(gallery_);
  greetings_.push_back({greeted.id, greeted.person->id, track.id, clock_.steady()});
  listener_.onSighting(greeted);
}

Sighting Control::sighting(SightingKind kind, const TrackReport& track, const Observation& observation) {
  Sighting result;
  result.id = SightingId{++lastSighting_};
  result.kind = kind;
  result.at = clock_.wall();
  result.frameAt = observation.capturedAt;
  result.track = track.id;
  const vision::SteadyTime until = timing_ == Timing::Live ? clock_.steady() : observation.capturedAt;
  if (track.firstGoodAt) result.latency = until - *track.firstGoodAt;
  return result;
}

void Control::retry() {
  journal_.flush(gallery_);
  const vision::SteadyTime now = clock_.steady();
  std::erase_if(greetings_, [&](const Greeting& greeting) { return now - greeting.at > kUndoGreetingWithin; });
}

std::shared_ptr<const Matching> Control::refreshMatching() {
  try {
    const std::int64_t counter = gallery_.changeCounter();
    if (changeCounter_ == counter) {
      galleryFault_.reset();
      return nullptr;
    }
    auto index = gallery_.buildIndex();
    const AcceptScores accept = acceptRule_(*index);
    changeCounter_ = counter;
    galleryFault_.reset();
    return std::make_shared<const Matching>(Matching{std::move(index), accept});
  } catch (const std::exception& error) {  // a damaged template must not take the working index away
    galleryFault_ = error.what();
    return nullptr;
  }
}

}  // namespace dangol::runtime
