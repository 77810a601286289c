#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string_view>

#include "dangol/gallery/types.hpp"
#include "dangol/vision/frame.hpp"

namespace dangol::checkin {

enum class Identity {
  NotYet,     // too few good frames that agree
  Accepted,   // one enrolled person
  Ambiguous,  // two enrolled people are too alike to tell apart
  Unknown     // nobody enrolled
};

// The decision about one track so far.
struct IdentityDecision {
  Identity identity = Identity::NotYet;
  std::optional<gallery::PersonId> person;  // set exactly when Accepted
  double distance = 0;                      // mean over the agreeing frames; Accepted only
  double margin = 0;                        // mean distance of the runner-up person minus distance; Accepted only
  int agreeing_frames = 0;                  // in a row, for the outcome that leads
};

// Decides, open set, who one track is: one lucky frame never decides. Every good frame is one vote, for a person, for
// nobody or for "cannot tell"; an outcome is reached when the last frames_to_agree votes are the same. An accepted
// person is kept until as many votes in a row say otherwise. Pure: no clock, no I/O. Reentrant; not thread-safe.
class IdentityDecider {
 public:
  struct Options {
    int frames_to_agree = 3;         // good frames in a row that say the same
    double accept_distance = 0.5;    // the nearest person is at most this far
    double ambiguous_margin = 0.04;  // and the second-best person at least this much farther
    int frames_to_unknown = 8;       // strangers are told later than regulars are greeted: the next frame may be better
  };
  explicit IdentityDecider(Options options) : options_(options) {}

  // One good frame's nearest people, nearest first; empty when nobody is enrolled.
  const IdentityDecision& observe(std::span<const gallery::PersonMatch> matches);
  [[nodiscard]] const IdentityDecision& decision() const { return decision_; }

 private:
  enum class Vote { None, Person, Ambiguous, Nobody };
  Options options_;
  IdentityDecision decision_;
  Vote leading_ = Vote::None;
  std::optional<gallery::PersonId> leadingPerson_;
  double distanceSum_ = 0;
  double marginSum_ = 0;
};

// A stable snake_case name: "accepted".
[[nodiscard]] std::string_view name(Identity identity);

}  // namespace dangol::checkin
