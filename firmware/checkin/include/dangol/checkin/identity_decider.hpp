#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "dangol/gallery/types.hpp"

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
  std::optional<gallery::PersonId> person = std::nullopt;  // set exactly when Accepted
  // Accepted only, else 0: means over the newest streak of votes that was long enough to accept the person. The score
  // is at most accept_score, the margin (score of the runner-up person minus score) at least ambiguous_margin. Without
  // a runner-up in any frame of the streak, as when one person is enrolled, the margin is +infinity: JSON has no such
  // number and reports null. The distance is Euclidean, for people to read.
  double score = 0;
  double margin = 0;
  double distance = 0;
  std::optional<gallery::PersonId> runner_up = std::nullopt;  // Accepted only: of the streak's newest vote
  // Length of the newest streak, whatever it votes for: while NotYet, how near a decision is.
  int agreeing_frames = 0;
};

// Decides, open set, who one track is: one lucky frame never decides. Every good frame is one vote:
//   a person   when the best one's score is within accept_score and the runner-up's at least ambiguous_margin higher,
//              or look_alike_margin when the two are known to be easily taken for each other;
//   ambiguous  when the best is within accept_score but the runner-up, within it or not, is nearer than that;
//   nobody     when the best is beyond accept_score, or nobody is enrolled.
// Votes in a row for the same (for persons: the same person) are a streak; any other vote begins a new streak of 1.
// A streak of frames_to_agree for a person is Accepted, of frames_to_agree for ambiguous is Ambiguous, of
// frames_to_unknown for nobody is Unknown.
//
// Whatever was decided is kept while fewer than frames_to_agree votes in a row say otherwise, be they for one or for
// several other outcomes; every vote that confirms it begins that count again. The vote that completes the count ends
// it: with the outcome whose streak is long enough by then, else with NotYet. So a name does not outlive its person
// when somebody else takes the place, and one bad frame takes no name away.
//
// Pure: no clock, no I/O. Reentrant; not thread-safe.
class IdentityDecider {
 public:
  struct Options {
    int frames_to_agree = 3;          // at least 1; good frames in a row that say the same
    double accept_score = 0;          // finite; the best person's score is at most this (lower is more alike)
    double ambiguous_margin = 0.02;   // finite, at least 0; and the second-best person's at least this much higher
    double look_alike_margin = 0.06;  // finite, at least 0; and this much, where the two are noted as look-alikes
    int frames_to_unknown = 8;        // at least 1; strangers are told later than regulars are greeted: the next frame
                                      // may be better

    // Whether every option is within its limits.
    [[nodiscard]] bool valid() const;
  };
  // Requires: options.valid().
  explicit IdentityDecider(Options options);

  // The limit for the frames to come: it depends on who is enrolled. Requires: finite.
  void setAcceptScore(double accept_score);

  // One good frame's nearest people, best first; empty when nobody is enrolled. A score that is not a number never
  // names anybody. Requires: the two best people at least, when as many are enrolled, else the margin cannot be judged.
  // Ensures: the result is valid until the decider is destroyed, and changes with the next call.
  const IdentityDecision& observe(std::span<const gallery::PersonMatch> matches);
  [[nodiscard]] const IdentityDecision& decision() const { return decision_; }

 private:
  enum class Vote { None, Person, Ambiguous, Nobody };
  struct Ballot {
    Vote vote = Vote::None;
    std::optional<gallery::PersonId> person = std::nullopt;  // set exactly when vote is Person
    double score = 0;
    double margin = 0;
    double distance = 0;
    std::optional<gallery::PersonId> runner_up = std::nullopt;
  };
  [[nodiscard]] Ballot judge(std::span<const gallery::PersonMatch> matches) const;
  void extendStreak(const Ballot& ballot);
  [[nodiscard]] bool confirms(const Ballot& ballot) const;
  [[nodiscard]] bool streakDecides() const;
  void adoptStreak();

  Options options_;
  IdentityDecision decision_;
  Vote leading_ = Vote::None;
  std::optional<gallery::PersonId> leadingPerson_;
  double scoreSum_ = 0;
  double marginSum_ = 0;
  double distanceSum_ = 0;
  std::optional<gallery::PersonId> runnerUp_;
  int dissentingFrames_ = 0;  // in a row, against what is decided
};

// A stable snake_case name: "not_yet", "accepted", "ambiguous", "unknown".
[[nodiscard]] std::string_view name(Identity identity);

}  // namespace dangol::checkin
