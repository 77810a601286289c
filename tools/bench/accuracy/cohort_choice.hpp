#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dangol/gallery/score_model.hpp"
#include "scorer.hpp"

namespace CLI {
class App;
}

namespace dangol::bench {

// What the normalised score is normalised by.
struct CohortChoice {
  std::filesystem::path file;  // empty: no cohort, only plain distances are measured
  [[nodiscard]] bool any() const { return !file.empty(); }
  // "split": a model fitted anew for each split, on half of the people who are neither enrolled nor strangers.
  [[nodiscard]] bool perSplit() const { return file == "split"; }
};

// Plain distance, and the normalised score when there is a cohort. Owns the score model.
class ScorerSet {
 public:
  ScorerSet() { scorers_.push_back(makeDistanceScorer()); }
  explicit ScorerSet(const gallery::CohortModel& cohort) : ScorerSet(std::make_unique<gallery::ScoreModel>(cohort)) {}
  // Reads the file. Throws gallery::CohortError when it cannot be read, BenchError when it is of another face model.
  [[nodiscard]] static ScorerSet of(const CohortChoice& choice);
  [[nodiscard]] const std::vector<std::unique_ptr<Scorer>>& all() const { return scorers_; }

 private:
  explicit ScorerSet(std::unique_ptr<gallery::ScoreModel> model) : ScorerSet() {
    model_ = std::move(model);
    scorers_.push_back(makeNormalisedScorer(*model_));
  }
  std::unique_ptr<gallery::ScoreModel> model_;
  std::vector<std::unique_ptr<Scorer>> scorers_;
};

}  // namespace dangol::bench
