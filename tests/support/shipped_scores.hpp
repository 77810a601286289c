#pragma once

#include <memory>

#include "dangol/gallery/score_model.hpp"
#include "dangol/gallery/shipped_models.hpp"

namespace dangol::test {

// The score model that comes with Dangol, made once: it takes a moment.
inline std::shared_ptr<const gallery::ScoreModel> shippedScores() {
  static const auto scores = std::make_shared<const gallery::ScoreModel>(
      gallery::ShippedModels(gallery::ShippedModels::defaultFolder()).cohort());
  return scores;
}

}  // namespace dangol::test
