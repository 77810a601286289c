#include "dangol/checkin/identity_decider.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace dangol::checkin {

bool IdentityDecider::Options::valid() const {
  return frames_to_agree >= 1 && frames_to_unknown >= 1 && std::isfinite(accept_score) &&
         std::isfinite(ambiguous_margin) && ambiguous_margin >= 0 && std::isfinite(look_alike_margin) &&
         look_alike_margin >= 0;
}

IdentityDecider::IdentityDecider(Options options) : options_(options) { assert(options.valid()); }

void IdentityDecider::setAcceptScore(double accept_score) {
  assert(std::isfinite(accept_score));
  options_.accept_score = accept_score;
}

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
  if (matches.empty() || !(matches.front().score <= options_.accept_score)) return {.vote = Vote::Nobody};
  const gallery::PersonMatch& best = matches.front();
  Ballot ballot{.vote = Vote::Person,
                .person = best.person,
                .score = best.score,
                .margin = std::numeric_limits<double>::infinity(),
                .distance = best.distance};
  const auto runnerUp =
      std::ranges::find_if(matches, [&](const gallery::PersonMatch& match) { return match.person != best.person; });
  if (runnerUp == matches.end()) return ballot;
  ballot.margin = runnerUp->score - best.score;
  ballot.runner_up = runnerUp->person;
  const double needed = runnerUp->look_alike_of_first ? std::max(options_.ambiguous_margin, options_.look_alike_margin)
                                                      : options_.ambiguous_margin;
  if (!(ballot.margin >= needed)) return {.vote = Vote::Ambiguous};
  return ballot;
}

void IdentityDecider::extendStreak(const Ballot& ballot) {
  if (ballot.vote != leading_ || ballot.person != leadingPerson_) {
    leading_ = ballot.vote;
    leadingPerson_ = ballot.person;
    scoreSum_ = 0;
    marginSum_ = 0;
    distanceSum_ = 0;
    decision_.agreeing_frames = 0;
  }
  scoreSum_ += ballot.score;
  marginSum_ += ballot.margin;
  distanceSum_ += ballot.distance;
  runnerUp_ = ballot.runner_up;
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
                   .score = scoreSum_ / frames,
                   .margin = marginSum_ / frames,
                   .distance = distanceSum_ / frames,
                   .runner_up = runnerUp_,
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
