#include "dangol/runtime/control.hpp"

#include <fmt/format.h>

#include <algorithm>
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

// Whoever forgets to log out is logged out.
constexpr std::chrono::minutes kAdminWithin{5};

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
      listener_(listener),
      desk_(config.attendance, clock) {}

void Control::handle(const Observation& observation) {
  look(observation);
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
      memory.named = track.decision.person;
      if (!memory.isNot.contains(*track.decision.person)) serve(track, observation);
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

// One face is shown to an enrolment: the nearest, and only while nobody else is there.
void Control::look(const Observation& observation) {
  const auto here = [](const TrackReport& track) { return track.seen_now && !track.still_picture; };
  if (!wantsProbes() || std::ranges::count_if(observation.tracks, here) != 1) return;
  const auto track = std::ranges::find_if(observation.tracks, here);
  if (!track->probe || !track->quality) return;
  enrolment_->see(*track->probe, *track->quality, clock_.steady());
  if (!wantsProbes() && matching_) enrolment_->compare(*matching_);
}

void Control::serve(const TrackReport& track, const Observation& observation) {
  assert(track.decision.person);
  try {
    const auto kind = kindOf(*track.decision.person);
    if (!kind) return;
    switch (purposeOf(*kind)) {
      case KioskPurpose::None:
        break;
      case KioskPurpose::Greeting:
        greet(track, observation);
        break;
      case KioskPurpose::Attendance:
        // A wrong timesheet costs more than an awkward hello: who is not sure enough for it uses a PIN.
        if (!matching_ || track.decision.score > matching_->accept.attendance) break;
        if (const auto person = gallery_.find(*track.decision.person)) {
          desk_.approach(gallery_, *person, gallery::Method::Face);
        }
        break;
    }
  } catch (const gallery::GalleryError& error) {
    galleryFault_ = error.what();
  }
}

Control::KioskPurpose Control::purposeOf(gallery::PersonKind kind) const {
  const std::string& purpose = kind == gallery::PersonKind::Staff ? config_.purposes.staff : config_.purposes.customers;
  if (purpose == "greeting") return KioskPurpose::Greeting;
  return purpose == "attendance" ? KioskPurpose::Attendance : KioskPurpose::None;
}

std::optional<gallery::PersonKind> Control::kindOf(const gallery::PersonId& person) {
  if (const auto known = kinds_.find(person); known != kinds_.end()) return known->second;
  const auto found = gallery_.find(person);
  if (!found) return std::nullopt;
  return kinds_.emplace(person, found->kind).first->second;
}

vision::SteadyTime Control::inOrder(vision::SteadyTime at) { return latest_ = std::max(latest_, at); }

std::optional<EnrolmentProgress> Control::enrolmentProgress() const {
  if (!enrolment_) return std::nullopt;
  return enrolment_->progress();
}

void Control::greet(const TrackReport& track, const Observation& observation) {
  const vision::SteadyTime at = inOrder(observation.capturedAt);
  if (!visits_.beginsVisit(*track.decision.person, checkin::Purpose::Greeting, at)) return;

  Sighting greeted = sighting(SightingKind::Greeted, track, observation);
  greeted.person = gallery_.find(*track.decision.person);
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

void Control::tick() {
  journal_.flush(gallery_);
  const vision::SteadyTime now = clock_.steady();
  std::erase_if(greetings_, [&](const Greeting& greeting) { return now - greeting.at > kUndoGreetingWithin; });
  std::erase_if(admins_, [&](const auto& admin) { return now - admin.second.lastUsed > kAdminWithin; });
  if (enrolment_ && enrolment_->abandoned(now)) enrolment_.reset();
}

std::shared_ptr<const Matching> Control::refreshMatching() {
  try {
    const std::int64_t counter = gallery_.changeCounter();
    if (changeCounter_ == counter) {
      galleryFault_.reset();
      return nullptr;
    }
    auto index = gallery_.buildIndex();
    const gallery::AcceptScores accept = acceptRule_(*index);
    changeCounter_ = counter;
    galleryFault_.reset();
    kinds_.clear();
    matching_ = std::make_shared<const Matching>(Matching{std::move(index), accept});
    return matching_;
  } catch (const std::exception& error) {  // a damaged template must not take the working index away
    galleryFault_ = error.what();
    return nullptr;
  }
}

}  // namespace dangol::runtime
