#include "selection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "origin.hpp"

namespace dangol::enroll {
namespace {

Refusal outlier(const vision::Shot& shot, double distance, double limit, std::string_view others) {
  return {std::string(shownOrigin(shot.label)), "outlier",
          fmt::format("disagrees with {}: distance {:.2f} to the nearest, up to {:.2f} is the same person", others,
                      distance, limit),
          distance, limit};
}

double distanceToNearest(const vision::Embedding& embedding, std::span<const gallery::Template> templates) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const auto& one : templates) nearest = std::min(nearest, vision::distance(embedding, one.embedding));
  return nearest;
}

}  // namespace

Selection selectTemplates(std::span<const vision::Shot> shots, double same_person_distance,
                          std::span<const gallery::Template> existing) {
  Selection selection;
  std::vector<vision::Shot> candidates;
  for (const auto& shot : shots) {
    const double distance = existing.empty() ? 0 : distanceToNearest(shot.embedding, existing);
    if (distance > same_person_distance) {
      selection.refused.push_back(outlier(shot, distance, same_person_distance, "their enrolled pictures"));
    } else {
      candidates.push_back(shot);
    }
  }
  vision::TemplatePicker::Options options;
  options.same_person_distance = same_person_distance;
  const auto pick = vision::TemplatePicker(options).pick(candidates);
  for (const std::size_t number : pick.picked) {
    const auto& shot = candidates[number];
    selection.templates.push_back({shot.embedding, shot.report.quality.overall, shot.label});
  }
  for (const auto& refused : pick.refused) {
    const auto& shot = candidates[refused.shot];
    const std::string label(shownOrigin(shot.label));
    const std::string reason(vision::name(refused.why));
    switch (refused.why) {
      case vision::ShotRefusal::BadQuality:
        if (shot.report.failure) selection.refused.push_back(refusalOf(label, *shot.report.failure));
        break;
      case vision::ShotRefusal::Outlier:
        selection.refused.push_back(outlier(shot, refused.distance, same_person_distance, "the other pictures"));
        break;
      case vision::ShotRefusal::TooAlike:
        selection.leftOut.push_back({label, reason,
                                     fmt::format("too much like one that was kept (distance {:.2f})", refused.distance),
                                     refused.distance, options.smallest_difference});
        break;
      case vision::ShotRefusal::NotNeeded:
        selection.leftOut.push_back(
            {label, reason, fmt::format("{} better ones were kept", pick.picked.size()), {}, {}});
        break;
    }
  }
  return selection;
}

}  // namespace dangol::enroll
