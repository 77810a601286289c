#include "dangol/runtime/track_identity.hpp"

#include <cassert>
#include <cmath>

namespace dangol::runtime {
namespace {

using checkin::Identity;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

// A face farther than this from what its track looked like so far is not taken for the same.
constexpr double kSameFace = 0.45;
constexpr int kDoubtsOfAnotherFace = 2;

// Once decided, a track is looked at again this often: somebody else may have taken the place.
constexpr milliseconds kVerifyAcceptedEvery{2000};
constexpr milliseconds kVerifyUnknownEvery{300};

// Any frame adds something after this long, and any turn of the head by so much.
constexpr milliseconds kAddsSomethingAfter{150};
constexpr float kAnotherPose_deg = 8;

// Frames come a little early or late: without slack, every other one would be passed over.
constexpr milliseconds kFrameJitter{8};

bool anotherPose(const vision::FaceQuality& a, const vision::FaceQuality& b) {
  return std::abs(a.yaw_deg - b.yaw_deg) > kAnotherPose_deg || std::abs(a.pitch_deg - b.pitch_deg) > kAnotherPose_deg ||
         std::abs(a.roll_deg - b.roll_deg) > kAnotherPose_deg;
}

}  // namespace

TrackIdentity::TrackIdentity(const Options& options) : options_(options), decider_(options.decider) {
  assert(options.embeddings_per_second > 0);
}

void TrackIdentity::noteGood(vision::SteadyTime at) {
  if (!firstGoodAt_) firstGoodAt_ = at;
  if (doubts_ > 0 && !goodSinceDoubt_) goodSinceDoubt_ = at;
}

void TrackIdentity::doubt() {
  if (doubts_ == 0 && fusion_.size() > 0) doubts_ = 1;
}

bool TrackIdentity::embeddingIsDue(const vision::FaceQuality& quality, vision::SteadyTime at) const {
  if (!lastEmbeddedAt_) return true;
  const auto since = at - *lastEmbeddedAt_;
  if (since + kFrameJitter < nanoseconds(std::llround(1e9 / options_.embeddings_per_second))) return false;
  if (doubts_ > 0 || fusion_.size() == 0) return true;
  switch (decider_.decision().identity) {
    case Identity::NotYet:
      // The first few are always welcome: their mean is what the decision waits for.
      return fusion_.size() < static_cast<std::size_t>(options_.decider.frames_to_agree) ||
             since >= kAddsSomethingAfter || quality.overall > fusion_.meanQuality() ||
             anotherPose(quality, *lastQuality_);
    case Identity::Accepted:
      return since >= kVerifyAcceptedEvery;
    case Identity::Ambiguous:
    case Identity::Unknown:
      return since >= kVerifyUnknownEvery;
  }
  return true;
}

TrackIdentity::Face TrackIdentity::observe(const vision::Embedding& probe, const vision::FaceQuality& quality,
                                           vision::SteadyTime at, const Matching& matching) {
  lastEmbeddedAt_ = at;
  ++embedded_;
  decider_.setAcceptScore(matching.accept.greeting);
  if (fits(probe, matching)) {
    doubts_ = 0;
    goodSinceDoubt_.reset();
    vote(probe, quality, matching);
    return Face::Same;
  }
  if (!goodSinceDoubt_) goodSinceDoubt_ = at;
  if (++doubts_ < kDoubtsOfAnotherFace) return Face::Doubted;

  // Before a decision, a face that does not fit may also be the same one in a bad light: its wait began earlier.
  if (decider_.decision().identity != Identity::NotYet) firstGoodAt_ = goodSinceDoubt_;
  doubts_ = 0;
  goodSinceDoubt_.reset();
  fusion_.clear();
  decider_ = checkin::IdentityDecider(options_.decider);
  decider_.setAcceptScore(matching.accept.greeting);
  vote(probe, quality, matching);
  return Face::Other;
}

bool TrackIdentity::fits(const vision::Embedding& probe, const Matching& matching) const {
  if (fusion_.size() == 0) return true;
  if (vision::distance(probe, fusion_.fused()) > kSameFace) return false;
  const checkin::IdentityDecision& standing = decider_.decision();
  if (standing.identity != Identity::Accepted) return true;
  const auto matches = matching.index->search(probe);
  return !matches.empty() && matches.front().person == *standing.person;
}

// A standing name is tested by each new picture alone: what the track looked like so far would only confirm itself.
void TrackIdentity::vote(const vision::Embedding& probe, const vision::FaceQuality& quality, const Matching& matching) {
  fusion_.add(probe, quality.overall);
  lastQuality_ = quality;
  const bool standing = decider_.decision().identity == Identity::Accepted;
  decider_.observe(matching.index->search(standing ? probe : fusion_.fused()));
}

checkin::IdentityDecision TrackIdentity::decision() const {
  return doubts_ > 0 ? checkin::IdentityDecision{} : decider_.decision();
}

}  // namespace dangol::runtime
