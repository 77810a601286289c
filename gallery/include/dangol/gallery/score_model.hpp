#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "dangol/gallery/cohort_model.hpp"
#include "dangol/vision/embedding.hpp"

namespace dangol::gallery {

struct CohortBlock;

// Makes distances comparable between people: a face that is close to many strangers has to come closer to be believed.
// Adaptive symmetric score normalisation, mean only (Matejka et al., Interspeech 2017), on squared distances:
//
//   score(probe, template) = squaredDistance(probe, template) - (strangeness(probe) + strangeness(template)) / 2
//
// Lower is more alike. A person's score is the mean of the best kPooledTemplates of their templates'.
// Immutable: thread-safe.
class ScoreModel {
 public:
  static constexpr std::size_t kPooledTemplates = 3;

  struct Options {
    std::size_t cohort_vectors = 8000;  // drawn from the model
    std::size_t neighbours = 20;        // nearest of them that count
    std::uint64_t seed = 1;
  };
  // Throws CohortError when the model cannot be sampled. Requires: neighbours of 1 to cohort_vectors.
  ScoreModel(const CohortModel& cohort, Options options);
  explicit ScoreModel(const CohortModel& cohort);
  ~ScoreModel();
  ScoreModel(const ScoreModel&) = delete;
  ScoreModel& operator=(const ScoreModel&) = delete;

  // Mean squared distance to the nearest cohort vectors: small for a face that resembles many.
  [[nodiscard]] double strangeness(const vision::Embedding& embedding) const;

  // Whose embeddings it is about.
  [[nodiscard]] const vision::ModelId& model() const { return model_; }
  // Names the cohort and the options: strangeness stored under another id has to be computed anew.
  [[nodiscard]] const std::string& id() const { return id_; }

 private:
  std::vector<CohortBlock> blocks_;
  std::size_t neighbours_;
  vision::ModelId model_;
  std::string id_;
};

// The mean of the smallest few scores. Requires: at least one score; sorted, smallest first.
[[nodiscard]] double pooledScore(std::span<const double> scores);

}  // namespace dangol::gallery
