#include "known_faces.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "dangol/gallery/acceptance.hpp"
#include "dangol/gallery/shipped_models.hpp"

namespace dangol::enroll {

KnownFaces::KnownFaces(const gallery::Gallery& gallery)
    : index_(gallery.buildIndex()),
      thresholds_(gallery::ShippedModels(gallery::ShippedModels::defaultFolder()).thresholds()) {}

std::optional<KnownFaces::Nearest> KnownFaces::nearest(std::span<const gallery::NewTemplate> templates,
                                                       const gallery::PersonId& except) const {
  std::optional<Nearest> best;
  const auto consider = [&](const Nearest& found) {
    if (found.person != except && (!best || found.score < best->score)) best = found;
  };
  for (const auto& probe : templates) {
    // Two, so that somebody is left when the first is the one to leave out.
    for (const auto& found : index_->search(probe.embedding)) consider({found.person, found.score, found.distance});
    if (added_.empty()) continue;
    const double strangeness = index_->scoreModel()->strangeness(probe.embedding);
    for (const auto& [person, own] : added_) consider(match(probe.embedding, strangeness, person, own));
  }
  return best;
}

KnownFaces::Nearest KnownFaces::match(const vision::Embedding& probe, double strangeness,
                                      const gallery::PersonId& person, const std::vector<Added>& templates) const {
  std::vector<double> scores;
  double nearest = std::numeric_limits<double>::infinity();
  for (const Added& one : templates) {
    const double squared = vision::squaredDistance(probe, one.embedding);
    scores.push_back(squared - (strangeness + one.strangeness) / 2);
    nearest = std::min(nearest, squared);
  }
  std::ranges::sort(scores);
  return {person, gallery::pooledScore(scores), std::sqrt(nearest)};
}

void KnownFaces::add(const gallery::PersonId& person, std::span<const gallery::NewTemplate> templates) {
  for (const auto& one : templates) {
    added_[person].push_back({one.embedding, index_->scoreModel()->strangeness(one.embedding)});
  }
}

double KnownFaces::acceptScore() const {
  auto enrolled = gallery::countEnrolled(*index_);
  for (const auto& [person, own] : added_) enrolled.push_back({.templates = own.size(), .people = 1});
  if (enrolled.empty()) enrolled.push_back({.templates = 1, .people = 1});
  return thresholds_.thresholdFor(gallery::StrangersPer1000{}.greeting / 1000, enrolled);
}

}  // namespace dangol::enroll
