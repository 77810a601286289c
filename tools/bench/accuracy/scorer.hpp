#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dangol/gallery/score_model.hpp"
#include "dangol/vision/embedding.hpp"

namespace dangol::bench {

// A way to turn distances into scores; lower is more alike. Immutable: thread-safe.
class Scorer {
 public:
  Scorer() = default;
  virtual ~Scorer() = default;
  Scorer(const Scorer&) = delete;
  Scorer& operator=(const Scorer&) = delete;

  [[nodiscard]] virtual std::string name() const = 0;
  // What score() wants to know of each side on its own.
  [[nodiscard]] virtual double strangeness(const vision::Embedding& embedding) const = 0;
  // One comparison, from the squared distance and both sides' strangeness.
  [[nodiscard]] virtual double score(double squared_distance, double probe, double reference) const = 0;
  // A person's score from their templates'. Requires: sorted, smallest first, at least one.
  [[nodiscard]] virtual double pooled(std::span<const double> scores) const = 0;
  // The threshold people customarily use; nothing when there is none.
  [[nodiscard]] virtual std::optional<double> customaryThreshold() const { return std::nullopt; }
};

// dlib's plain Euclidean distance, a person's nearest template; the customary threshold is 0.6.
[[nodiscard]] std::unique_ptr<Scorer> makeDistanceScorer();
// Normalised by a cohort, a person's best three templates averaged: what the gallery does. The model must outlive it.
[[nodiscard]] std::unique_ptr<Scorer> makeNormalisedScorer(const gallery::ScoreModel& model);

// strangeness() of each, on several threads.
[[nodiscard]] std::vector<double> strangenessOf(const Scorer& scorer, std::span<const vision::Embedding> embeddings,
                                                std::size_t jobs);

}  // namespace dangol::bench
