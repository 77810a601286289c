#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "dangol/checkin/identity_decider.hpp"

namespace {

using dangol::checkin::Identity;
using dangol::checkin::IdentityDecider;
using dangol::checkin::IdentityDecision;
using dangol::gallery::PersonId;
using dangol::gallery::PersonMatch;
using Matches = std::vector<PersonMatch>;

IdentityDecider::Options anyOptions() {
  return {.frames_to_agree = *rc::gen::inRange(1, 6),
          .accept_score = *rc::gen::inRange(0, 11) / 16.0,
          .ambiguous_margin = *rc::gen::inRange(0, 4) / 16.0,
          .frames_to_unknown = *rc::gen::inRange(1, 9)};
}

// Up to three people at distances on a coarse grid, so that ties and limits met exactly are common.
Matches anyMatches() {
  const int people = *rc::gen::inRange(0, 4);
  std::vector<std::string> names = {"mina", "joon", "sora"};
  std::rotate(names.begin(), names.begin() + *rc::gen::inRange(0, 3), names.end());
  Matches matches;
  int distance = *rc::gen::inRange(0, 10);
  for (std::size_t i = 0; i < static_cast<std::size_t>(people); ++i) {
    matches.push_back({.person = PersonId{names[i]}, .score = distance / 16.0, .templates = {}});
    distance += *rc::gen::inRange(0, 6);
  }
  return matches;
}

// Runs of the same kind of frame: independent frames would hardly ever agree for long.
std::vector<Matches> anyTrack() {
  std::vector<Matches> track;
  const int runs = *rc::gen::inRange(0, 12);
  for (int run = 0; run < runs; ++run) {
    track.insert(track.end(), static_cast<std::size_t>(*rc::gen::inRange(1, 8)), anyMatches());
  }
  return track;
}

std::vector<IdentityDecision> decide(const IdentityDecider::Options& options, const std::vector<Matches>& track) {
  IdentityDecider decider(options);
  std::vector<IdentityDecision> decisions;
  for (const Matches& matches : track) decisions.push_back(decider.observe(matches));
  return decisions;
}

// Whether the frame, looked at alone and by the letter of the contract, speaks for the person.
bool speaksFor(const PersonId& person, const Matches& matches, const IdentityDecider::Options& options) {
  return !matches.empty() && matches[0].person == person && matches[0].score <= options.accept_score &&
         (matches.size() < 2 || matches[1].score - matches[0].score >= options.ambiguous_margin);
}

// Where the newest run of frames_to_agree frames that speak for the person ends, or track.size() if there is none in
// the first `frames` frames.
std::size_t endOfNewestRun(const PersonId& person, const std::vector<Matches>& track, std::size_t frames,
                           const IdentityDecider::Options& options) {
  const auto needed = static_cast<std::size_t>(options.frames_to_agree);
  for (std::size_t end = frames; end >= needed; --end) {
    const auto first = track.begin() + static_cast<std::ptrdiff_t>(end - needed);
    const auto agrees = [&](const Matches& matches) { return speaksFor(person, matches, options); };
    if (std::all_of(first, first + options.frames_to_agree, agrees)) return end;
  }
  return track.size() + 1;
}

TEST_CASE("IdentityDecider property: no name without enough agreeing frames in a row that still stand") {
  CHECK(rc::check([] {
    const auto options = anyOptions();
    const auto track = anyTrack();
    const auto decisions = decide(options, track);
    for (std::size_t i = 0; i < decisions.size(); ++i) {
      if (decisions[i].identity != Identity::Accepted) continue;
      const PersonId person = decisions[i].person.value();
      const std::size_t end = endOfNewestRun(person, track, i + 1, options);
      RC_ASSERT(end <= i + 1);
      int against = 0;
      for (std::size_t j = end; j <= i; ++j) {
        against = speaksFor(person, track[j], options) ? 0 : against + 1;
        RC_ASSERT(against < options.frames_to_agree);
      }
    }
  }));
}

TEST_CASE("IdentityDecider property: enough agreeing frames in a row always name the person") {
  CHECK(rc::check([] {
    const auto options = anyOptions();
    const auto track = anyTrack();
    const auto decisions = decide(options, track);
    for (std::size_t i = 0; i < decisions.size(); ++i) {
      if (track[i].empty()) continue;
      const PersonId person = track[i][0].person;
      if (endOfNewestRun(person, track, i + 1, options) != i + 1) continue;
      RC_ASSERT(decisions[i].identity == Identity::Accepted);
      RC_ASSERT(decisions[i].person == person);
    }
  }));
}

TEST_CASE("IdentityDecider property: a named person was within both limits in every agreeing frame") {
  CHECK(rc::check([] {
    const auto options = anyOptions();
    const auto track = anyTrack();
    const auto decisions = decide(options, track);
    for (std::size_t i = 0; i < decisions.size(); ++i) {
      const bool accepted = decisions[i].identity == Identity::Accepted;
      RC_ASSERT(decisions[i].person.has_value() == accepted);
      if (!accepted) {
        RC_ASSERT(decisions[i].score == 0);
        RC_ASSERT(decisions[i].margin == 0);
        continue;
      }
      RC_ASSERT(decisions[i].score <= options.accept_score);
      RC_ASSERT(decisions[i].margin >= options.ambiguous_margin);
      const bool namedNow = i == 0 || decisions[i - 1].person != decisions[i].person;
      if (!namedNow) continue;
      const auto frames = static_cast<std::size_t>(decisions[i].agreeing_frames);
      RC_ASSERT(decisions[i].agreeing_frames >= options.frames_to_agree);
      for (std::size_t j = i + 1 - frames; j <= i; ++j) {
        RC_ASSERT(track[j].at(0).person == decisions[i].person);
        RC_ASSERT(track[j].at(0).score <= options.accept_score);
      }
    }
  }));
}

TEST_CASE("IdentityDecider property: a lower accept distance never names more") {
  CHECK(rc::check([] {
    const auto higher = anyOptions();
    auto lower = higher;
    lower.accept_score = higher.accept_score * *rc::gen::inRange(0, 5) / 4;
    const auto track = anyTrack();
    const auto strict = decide(lower, track);
    const auto lenient = decide(higher, track);
    for (std::size_t i = 0; i < track.size(); ++i) {
      if (strict[i].identity != Identity::Accepted) continue;
      RC_ASSERT(lenient[i].identity == Identity::Accepted);
      RC_ASSERT(lenient[i].person == strict[i].person);
    }
  }));
}

TEST_CASE("IdentityDecider property: a track that alternates between persons never gets a name") {
  CHECK(rc::check([] {
    auto options = anyOptions();
    options.frames_to_agree = *rc::gen::inRange(2, 6);
    const std::vector<std::string> people = {"mina", "joon", "sora", "hana"};
    std::vector<Matches> track;
    auto person = *rc::gen::inRange<std::size_t>(0, people.size());
    const int frames = *rc::gen::inRange(0, 60);
    for (int i = 0; i < frames; ++i) {
      person = (person + *rc::gen::inRange<std::size_t>(1, people.size())) % people.size();
      track.push_back({{.person = PersonId{people[person]}, .distance = 0, .templates = {}}});
    }
    for (const auto& decision : decide(options, track)) RC_ASSERT(decision.identity == Identity::NotYet);
  }));
}

TEST_CASE("IdentityDecider property: nobody is told only after enough frames in a row without anybody") {
  CHECK(rc::check([] {
    const auto options = anyOptions();
    const auto track = anyTrack();
    const auto decisions = decide(options, track);
    int nobody = 0;
    bool toldNow = false;
    for (std::size_t i = 0; i < decisions.size(); ++i) {
      const bool seen = !track[i].empty() && track[i][0].score <= options.accept_score;
      nobody = seen ? 0 : nobody + 1;
      const bool wasTold = toldNow;
      toldNow = decisions[i].identity == Identity::Unknown;
      if (toldNow && !wasTold) RC_ASSERT(nobody >= options.frames_to_unknown);
    }
  }));
}

}  // namespace
