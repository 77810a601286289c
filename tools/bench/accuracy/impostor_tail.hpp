#pragma once

#include <cstdint>
#include <vector>

#include "face_set.hpp"
#include "scorer.hpp"

namespace dangol::bench {

// A person score between two different people.
struct ImpostorScore {
  float score = 0;
  std::uint32_t stranger = 0;  // indices into FaceSet::people
  std::uint32_t enrolled = 0;
};

// The lowest person scores of strangers against people enrolled with so many templates, and how many there were in all.
// Several experiments, each among people of its own, can be put together.
struct ImpostorTail {
  struct Part {
    std::vector<std::uint32_t> strangers;
    std::vector<std::uint32_t> enrolled;
  };
  std::vector<Part> parts;
  std::vector<ImpostorScore> lowest;  // sorted, lowest first

  void add(ImpostorTail other);
  // How many scores there were, whoever counts as often as their weight says; nobody is a stranger to themselves.
  [[nodiscard]] double weight(const std::vector<std::uint32_t>& weights) const;
};

// The pictures a person is enrolled with, the first so many with a face; empty when there are fewer.
[[nodiscard]] std::vector<vision::Embedding> templatesOf(const FaceSet& faces, std::size_t person, std::size_t count);
// A person's first picture with a face as one live frame sees it; nothing when there is none.
[[nodiscard]] const vision::Embedding* probeOf(const FaceSet& faces, std::size_t person);

// Every one of the people as a stranger, with their first picture, against every other who has so many templates. Keeps
// at least the lowest kKeptShare of the scores. Deterministic.
inline constexpr double kKeptShare = 0.05;
[[nodiscard]] ImpostorTail impostorTail(const FaceSet& faces, const std::vector<std::size_t>& people,
                                        std::size_t templates, const Scorer& scorer, std::size_t jobs);

// The scores of regulars: every picture that a person is not enrolled with, against their own templates.
struct OwnScore {
  double score = 0;
  std::uint32_t person = 0;
};
[[nodiscard]] std::vector<OwnScore> ownScores(const FaceSet& faces, const std::vector<std::size_t>& people,
                                              std::size_t templates, const Scorer& scorer, std::size_t jobs);

}  // namespace dangol::bench
