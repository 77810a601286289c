#include "cohort_choice.hpp"

#include <fmt/format.h>

#include "bench_error.hpp"
#include "dangol/vision/model_bundle.hpp"

namespace dangol::bench {

ScorerSet ScorerSet::of(const CohortChoice& choice) {
  if (!choice.any()) return {};
  const auto cohort = gallery::CohortModel::read(choice.file);
  if (cohort.model != vision::ModelBundle::embeddingModelId()) {
    throw BenchError(fmt::format("{} describes embeddings of {}, not of {}; fit it anew with fit-cohort",
                                 choice.file.string(), cohort.model.value,
                                 vision::ModelBundle::embeddingModelId().value));
  }
  return ScorerSet(cohort);
}

}  // namespace dangol::bench
