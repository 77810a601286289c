#include "calibration.hpp"

#include <fmt/format.h>

#include "dangol/gallery/shipped_models.hpp"

namespace dangol::enroll {

Calibration calibrate(const gallery::GalleryIndex& index, const gallery::StrangersPer1000& promise) {
  const gallery::SiteScores site = gallery::siteScores(index);
  const gallery::ThresholdModel model =
      gallery::ShippedModels(gallery::ShippedModels::defaultFolder()).thresholds().adaptedTo(site);
  const gallery::AcceptScores accept = gallery::acceptScores(model, promise, index);
  auto enrolled = gallery::countEnrolled(index);
  if (enrolled.empty()) enrolled.push_back({.templates = 1, .people = 1});
  const auto limit = [&](std::string_view purpose, double promised, double score) {
    return PurposeLimit{purpose, promised, score, model.fpirAt(score, enrolled), model.fnirAt(score, enrolled)};
  };
  return {index.personCount(),
          index.templateCount(),
          site.scores.size(),
          {limit("greeting", promise.greeting, accept.greeting),
           limit("attendance", promise.attendance, accept.attendance), limit("access", promise.access, accept.access)}};
}

std::string withInterval(const gallery::Estimate& share, double scale) {
  return fmt::format("{:.1f} ({:.1f} to {:.1f})", scale * share.value, scale * share.low, scale * share.high);
}

}  // namespace dangol::enroll
