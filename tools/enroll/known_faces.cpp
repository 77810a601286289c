#include "known_faces.hpp"

namespace dangol::enroll {

std::optional<KnownFaces::Nearest> KnownFaces::nearest(std::span<const gallery::NewTemplate> templates,
                                                       const gallery::PersonId& except) const {
  std::optional<Nearest> best;
  const auto consider = [&](const gallery::PersonId& person, double distance) {
    if (person == except || (best && best->distance <= distance)) return;
    best = Nearest{person, distance};
  };
  for (const auto& probe : templates) {
    // Two, so that somebody is left when the nearest is the one to leave out.
    for (const auto& match : index_->search(probe.embedding, {.people = 2, .templates_per_person = 1})) {
      consider(match.person, match.distance);
    }
    for (const auto& added : added_) consider(added.person, vision::distance(probe.embedding, added.embedding));
  }
  return best;
}

void KnownFaces::add(const gallery::PersonId& person, std::span<const gallery::NewTemplate> templates) {
  for (const auto& one : templates) added_.push_back({person, one.embedding});
}

}  // namespace dangol::enroll
