#include "dangol/checkin/identity_decider.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace dangol::checkin {

bool IdentityDecider::Options::valid() const {
  return frames_to_agree >= 1 && frames_to_unknown >= 1 && std::isfinite(accept_distance) && accept_distance >= 0 &&
         std::isfinite(ambiguous_margin) && ambiguous_margin >= 0;
}

IdentityDecider::IdentityDecider(Options options) : options_(options) { assert(options.valid()); }

const IdentityDecision& IdentityDecider::observe(std::span<const gallery::PersonMatch> matches) {
  const Ballot ballot = judge(matches);
  extendStreak(ballot);
  if (decision_.identity == Identity::NotYet || confirms(ballot)) {
    dissentingFrames_ = 0;
    if (streakDecides()) adoptStreak();
  } else if (++dissentingFrames_ >= options_.frames_to_agree) {
    dissentingFrames_ = 0;
    if (streakDecides()) {
      adoptStreak();
    } else {
      decision_ = {.agreeing_frames = decision_.agreeing_frames};
    }
  }
  return decision_;
}

IdentityDecider::Ballot IdentityDecider::judge(std::span<const gallery::PersonMatch> matches) const {
  // The comparisons are written so that NaN falls on the side that names nobody.
  if (matches.empty() || !(matches.front().distance <= options_.accept_distance)) return {.vote = Vote::Nobody};
  const gallery::PersonMatch& nearest = matches.front();
  const auto runnerUp =
      std::ranges::find_if(matches, [&](const gallery::PersonMatch& match) { return match.person != nearest.person; });
  const double margin =
      runnerUp == matches.end() ? std::numeric_limits<double>::infinity() : runnerUp->distance - nearest.distance;
  if (!(margin >= options_.ambiguous_margin)) return {.vote = Vote::Ambiguous};
  return {.vote = Vote::Person, .person = nearest.person, .distance = nearest.distance, .margin = margin};
}

void IdentityDecider::extendStreak(const Ballot& ballot) {
  if (ballot.vote != leading_ || ballot.person != leadingPerson_) {
    leading_ = ballot.vote;
    leadingPerson_ = ballot.person;
    distanceSum_ = 0;
    marginSum_ = 0;
    decision_.agreeing_frames = 0;
  }
  distanceSum_ += ballot.distance;
  marginSum_ += ballot.margin;
  ++decision_.agreeing_frames;
}

bool IdentityDecider::confirms(const Ballot& ballot) const {
  switch (decision_.identity) {
    case Identity::NotYet:
      return false;
    case Identity::Accepted:
      return ballot.vote == Vote::Person && ballot.person == decision_.person;
    case Identity::Ambiguous:
      return ballot.vote == Vote::Ambiguous;
    case Identity::Unknown:
      return ballot.vote == Vote::Nobody;
  }
  return false;
}

bool IdentityDecider::streakDecides() const {
  const int needed = leading_ == Vote::Nobody ? options_.frames_to_unknown : options_.frames_to_agree;
  return decision_.agreeing_frames >= needed;
}

void IdentityDecider::adoptStreak() {
  const int frames = decision_.agreeing_frames;
  switch (leading_) {
    case Vote::None:
      return;
    case Vote::Person:
      decision_ = {.identity = Identity::Accepted,
                   .person = leadingPerson_,
                   .distance = distanceSum_ / frames,
                   .margin = marginSum_ / frames,
                   .agreeing_frames = frames};
      return;
    case Vote::Ambiguous:
      decision_ = {.identity = Identity::Ambiguous, .agreeing_frames = frames};
      return;
    case Vote::Nobody:
      decision_ = {.identity = Identity::Unknown, .agreeing_frames = frames};
      return;
  }
}

std::string_view name(Identity identity) {
  switch (identity) {
    case Identity::NotYet:
      return "not_yet";
    case Identity::Accepted:
      return "accepted";
    case Identity::Ambiguous:
      return "ambiguous";
    case Identity::Unknown:
      return "unknown";
  }
  return {};
}

}  // namespace dangol::checkin
