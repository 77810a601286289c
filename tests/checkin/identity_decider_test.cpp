#include "dangol/checkin/identity_decider.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "aborts.hpp"

namespace {

using dangol::checkin::Identity;
using dangol::checkin::IdentityDecider;
using dangol::checkin::IdentityDecision;
using dangol::gallery::PersonId;
using dangol::gallery::PersonMatch;
using Matches = std::vector<PersonMatch>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr IdentityDecider::Options kOptions{.accept_score = 0.5};
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

PersonMatch match(const std::string& person, double distance) {
  return {.person = PersonId{person}, .score = distance, .templates = {}};
}

// Clear votes under the default options.
const Matches kMina = {match("mina", 0.3), match("joon", 0.6)};
const Matches kJoon = {match("joon", 0.3), match("mina", 0.6)};
const Matches kNobody = {match("mina", 0.7), match("joon", 0.8)};
const Matches kAlike = {match("mina", 0.40), match("joon", 0.41)};

IdentityDecision observe(IdentityDecider& decider, const Matches& matches, int times = 1) {
  for (int i = 0; i < times; ++i) decider.observe(matches);
  return decider.decision();
}

bool names(const IdentityDecision& decision, const std::string& person) {
  return decision.identity == Identity::Accepted && decision.person == PersonId{person};
}

TEST_CASE("IdentityDecider options outside their limits are not valid") {
  using Options = IdentityDecider::Options;
  CHECK(Options{}.valid());
  CHECK(Options{.frames_to_agree = 1, .accept_score = 0, .ambiguous_margin = 0, .frames_to_unknown = 1}.valid());
  CHECK_FALSE(Options{.frames_to_agree = 0}.valid());
  CHECK_FALSE(Options{.frames_to_agree = -1}.valid());
  CHECK_FALSE(Options{.frames_to_unknown = 0}.valid());
  for (const double bad : {-0.01, kInfinity, kNan}) {
    CAPTURE(bad);
    CHECK(Options{.accept_score = bad}.valid() == (bad < 0 && std::isfinite(bad)));  // a score may be negative
    CHECK_FALSE(Options{.ambiguous_margin = bad}.valid());
    CHECK_FALSE(Options{.look_alike_margin = bad}.valid());
  }
}

#ifndef NDEBUG
TEST_CASE("IdentityDecider refuses invalid options at once where assertions are on") {
  CHECK_FALSE(dangol::test::aborts([] { const IdentityDecider decider({.frames_to_agree = 1}); }));
  CHECK(dangol::test::aborts([] { const IdentityDecider decider({.frames_to_agree = 0}); }));
}
#endif

TEST_CASE("IdentityDecider has no opinion before the first frame") {
  const IdentityDecider decider(kOptions);
  CHECK(decider.decision().identity == Identity::NotYet);
  CHECK_FALSE(decider.decision().person.has_value());
  CHECK(decider.decision().agreeing_frames == 0);
}

TEST_CASE("IdentityDecider names nobody after one lucky frame") {
  IdentityDecider decider(kOptions);
  CHECK(observe(decider, kMina).identity == Identity::NotYet);
  CHECK(observe(decider, kNobody).identity == Identity::NotYet);
  CHECK(observe(decider, kMina, 2).identity == Identity::NotYet);
  CHECK_FALSE(decider.decision().person.has_value());
}

TEST_CASE("IdentityDecider names nobody for a distance that is not a number") {
  IdentityDecider decider({.accept_score = 0.5, .frames_to_unknown = 3});
  CHECK(observe(decider, {match("mina", kNan), match("joon", 0.9)}, 3).identity == Identity::Unknown);
  CHECK(observe(decider, {match("mina", 0.3), match("joon", kNan)}, 3).identity == Identity::Ambiguous);
  CHECK(observe(decider, {match("mina", kInfinity)}, 3).identity == Identity::Unknown);
}

TEST_CASE("IdentityDecider says nobody only after frames_to_unknown frames") {
  IdentityDecider decider(kOptions);
  SUBCASE("when the nearest person is too far") {
    CHECK(observe(decider, kNobody, 7).identity == Identity::NotYet);
    CHECK(observe(decider, kNobody).identity == Identity::Unknown);
  }
  SUBCASE("when nobody is enrolled") {
    CHECK(observe(decider, {}, 7).identity == Identity::NotYet);
    CHECK(observe(decider, {}).identity == Identity::Unknown);
  }
  SUBCASE("in a row") {
    observe(decider, kNobody, 7);
    observe(decider, kMina);
    CHECK(observe(decider, kNobody, 7).identity == Identity::NotYet);
    CHECK(decider.decision().agreeing_frames == 7);
  }
  CHECK_FALSE(decider.decision().person.has_value());
  CHECK(decider.decision().score == 0);
}

TEST_CASE("IdentityDecider cannot tell two people apart whose distances are too close") {
  IdentityDecider decider({.accept_score = 0.5, .ambiguous_margin = 0.25});
  CHECK(observe(decider, {match("mina", 0.375), match("joon", 0.5)}, 2).identity == Identity::NotYet);
  CHECK(observe(decider, {match("joon", 0.375), match("mina", 0.5)}).identity == Identity::Ambiguous);
  CHECK_FALSE(decider.decision().person.has_value());
  SUBCASE("even when the runner-up alone would not be accepted") {
    IdentityDecider other({.accept_score = 0.5, .ambiguous_margin = 0.25});
    CHECK(observe(other, {match("mina", 0.5), match("joon", 0.625)}, 3).identity == Identity::Ambiguous);
  }
}

TEST_CASE("IdentityDecider does not take a person's second entry for a runner-up") {
  IdentityDecider decider(kOptions);
  CHECK(names(observe(decider, {match("mina", 0.3), match("mina", 0.31), match("joon", 0.6)}, 3), "mina"));
  CHECK(decider.decision().margin == doctest::Approx(0.3));
}

TEST_CASE("IdentityDecider accepts exactly at both limits") {
  IdentityDecider decider({.accept_score = 0.5, .ambiguous_margin = 0.25});
  CHECK(names(observe(decider, {match("mina", 0.5), match("joon", 0.75)}, 3), "mina"));
}

TEST_CASE("IdentityDecider accepts nothing just beyond a limit") {
  IdentityDecider decider({.accept_score = 0.5, .ambiguous_margin = 0.25, .frames_to_unknown = 3});
  CHECK(observe(decider, {match("mina", std::nextafter(0.5, 1.0)), match("joon", 0.9)}, 3).identity ==
        Identity::Unknown);
  CHECK(observe(decider, {match("mina", 0.5), match("joon", std::nextafter(0.75, 0.0))}, 3).identity ==
        Identity::Ambiguous);
}

TEST_CASE("IdentityDecider reports means over the agreeing frames only") {
  IdentityDecider decider(kOptions);
  observe(decider, {match("mina", 0.1), match("joon", 0.9)}, 2);
  observe(decider, kNobody);
  observe(decider, {match("mina", 0.2), match("joon", 0.6)});
  observe(decider, {match("mina", 0.3), match("joon", 0.8)});
  CHECK(decider.decision().identity == Identity::NotYet);
  CHECK(decider.decision().score == 0);
  const auto decision = observe(decider, {match("mina", 0.4), match("joon", 0.7)});
  CHECK(names(decision, "mina"));
  CHECK(decision.score == doctest::Approx(0.3));
  CHECK(decision.margin == doctest::Approx(0.4));
  CHECK(decision.agreeing_frames == 3);
  CHECK(observe(decider, {match("mina", 0.5), match("joon", 0.6)}).score == doctest::Approx(0.35));
}

TEST_CASE("IdentityDecider reports an infinite margin when one person is enrolled") {
  IdentityDecider decider(kOptions);
  const auto decision = observe(decider, {match("mina", 0.3)}, 3);
  CHECK(names(decision, "mina"));
  CHECK(decision.margin == kInfinity);
  CHECK(decision.score == doctest::Approx(0.3));
}

TEST_CASE("IdentityDecider keeps an accepted person until frames_to_agree frames in a row say otherwise") {
  IdentityDecider decider(kOptions);
  observe(decider, kMina, 3);
  SUBCASE("two frames against, again and again, change nothing") {
    for (int i = 0; i < 10; ++i) {
      CHECK(names(observe(decider, kNobody, 2), "mina"));
      CHECK(decider.decision().agreeing_frames == 2);
      CHECK(names(observe(decider, kMina), "mina"));
    }
    CHECK(decider.decision().score == doctest::Approx(0.3));
  }
  SUBCASE("another person takes over") {
    CHECK(names(observe(decider, kJoon, 2), "mina"));
    CHECK(names(observe(decider, kJoon), "joon"));
  }
  SUBCASE("a stranger takes over: first not sure, later nobody") {
    CHECK(names(observe(decider, kNobody, 2), "mina"));
    CHECK(observe(decider, kNobody).identity == Identity::NotYet);
    CHECK_FALSE(decider.decision().person.has_value());
    CHECK(observe(decider, kNobody, 4).identity == Identity::NotYet);
    CHECK(observe(decider, kNobody).identity == Identity::Unknown);
  }
  SUBCASE("frames that disagree with each other also end it") {
    observe(decider, kJoon);
    CHECK(names(observe(decider, kNobody), "mina"));
    CHECK(observe(decider, kAlike).identity == Identity::NotYet);
    CHECK(decider.decision().agreeing_frames == 1);
  }
}

TEST_CASE("IdentityDecider keeps an accepted person for frames_to_agree even when nobody needs fewer frames") {
  IdentityDecider decider({.frames_to_agree = 4, .accept_score = 0.5, .frames_to_unknown = 2});
  observe(decider, kMina, 4);
  CHECK(names(observe(decider, kNobody, 3), "mina"));
  CHECK(observe(decider, kNobody).identity == Identity::Unknown);
}

TEST_CASE("IdentityDecider keeps unknown and ambiguous as stubbornly as a name") {
  IdentityDecider decider(kOptions);
  Matches confirming;
  Identity decided = Identity::NotYet;
  SUBCASE("unknown") {
    confirming = kNobody;
    decided = Identity::Unknown;
  }
  SUBCASE("ambiguous") {
    confirming = kAlike;
    decided = Identity::Ambiguous;
  }
  CHECK(observe(decider, confirming, 8).identity == decided);
  for (int i = 0; i < 10; ++i) {
    CHECK(observe(decider, kMina, 2).identity == decided);
    CHECK(observe(decider, confirming).identity == decided);
  }
  observe(decider, kMina, 2);
  CHECK(observe(decider, kJoon).identity == Identity::NotYet);
}

TEST_CASE("IdentityDecider greets a regular whose first frames were poor") {
  IdentityDecider decider(kOptions);
  observe(decider, kNobody, 8);
  CHECK(observe(decider, kMina, 2).identity == Identity::Unknown);
  CHECK(names(observe(decider, kMina), "mina"));
}

TEST_CASE("IdentityDecider settles an ambiguous track when the frames get clear") {
  IdentityDecider decider(kOptions);
  CHECK(observe(decider, kAlike, 3).identity == Identity::Ambiguous);
  CHECK(names(observe(decider, kJoon, 3), "joon"));
}

TEST_CASE("Identity has stable names") {
  CHECK(name(Identity::NotYet) == "not_yet");
  CHECK(name(Identity::Accepted) == "accepted");
  CHECK(name(Identity::Ambiguous) == "ambiguous");
  CHECK(name(Identity::Unknown) == "unknown");
}

TEST_CASE("IdentityDecider asks for more between two people who are noted as look-alikes") {
  const auto against = [](double runnerUp, bool lookAlike) {
    IdentityDecider decider({.accept_score = 0.5, .ambiguous_margin = 0.125, .look_alike_margin = 0.25});
    Matches matches = {match("mina", 0.25), match("joon", runnerUp)};
    matches[1].look_alike_of_first = lookAlike;
    return observe(decider, matches, 3).identity;
  };
  CHECK(against(0.375, false) == Identity::Accepted);
  CHECK(against(0.375, true) == Identity::Ambiguous);
  CHECK(against(0.5, true) == Identity::Accepted);
  IdentityDecider wide({.accept_score = 0.5, .ambiguous_margin = 0.25, .look_alike_margin = 0});
  Matches near = {match("mina", 0.25), match("joon", 0.375)};
  near[1].look_alike_of_first = true;
  CHECK(observe(wide, near, 3).identity == Identity::Ambiguous);
}

TEST_CASE("IdentityDecider judges the frames after a new limit by it, and says who came second") {
  IdentityDecider decider(kOptions);
  CHECK(observe(decider, kMina, 3).runner_up == PersonId{"joon"});
  decider.setAcceptScore(0.2);
  CHECK(names(observe(decider, kMina, 2), "mina"));
  CHECK(observe(decider, kMina).identity == Identity::NotYet);
}

}  // namespace
