#include "scorer.hpp"

#include <cmath>

#include "parallel.hpp"

namespace dangol::bench {
namespace {

class DistanceScorer final : public Scorer {
 public:
  [[nodiscard]] std::string name() const override { return "distance"; }
  [[nodiscard]] double strangeness(const vision::Embedding&) const override { return 0; }
  [[nodiscard]] double score(double squared, double, double) const override { return std::sqrt(squared); }
  [[nodiscard]] double pooled(std::span<const double> scores) const override { return scores.front(); }
  [[nodiscard]] std::optional<double> customaryThreshold() const override { return 0.6; }
};

class NormalisedScorer final : public Scorer {
 public:
  explicit NormalisedScorer(const gallery::ScoreModel& model) : model_(model) {}
  [[nodiscard]] std::string name() const override { return "normalised"; }
  [[nodiscard]] double strangeness(const vision::Embedding& embedding) const override {
    return model_.strangeness(embedding);
  }
  [[nodiscard]] double score(double squared, double probe, double reference) const override {
    return squared - (probe + reference) / 2;
  }
  [[nodiscard]] double pooled(std::span<const double> scores) const override { return gallery::pooledScore(scores); }

 private:
  const gallery::ScoreModel& model_;
};

}  // namespace

std::unique_ptr<Scorer> makeDistanceScorer() { return std::make_unique<DistanceScorer>(); }

std::unique_ptr<Scorer> makeNormalisedScorer(const gallery::ScoreModel& model) {
  return std::make_unique<NormalisedScorer>(model);
}

std::vector<double> strangenessOf(const Scorer& scorer, std::span<const vision::Embedding> embeddings,
                                  std::size_t jobs) {
  std::vector<double> all(embeddings.size());
  parallelFor(all.size(), jobs, [&](std::size_t i) { all[i] = scorer.strangeness(embeddings[i]); });
  return all;
}

}  // namespace dangol::bench
