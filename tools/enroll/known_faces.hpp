#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "dangol/gallery/gallery.hpp"
#include "dangol/gallery/threshold_model.hpp"

namespace dangol::enroll {

// Everybody enrolled, to ask whether a new face is one of them. People who are enrolled afterwards are added without
// building the index again.
class KnownFaces {
 public:
  // Requires: a gallery that scores. Throws gallery::GalleryError when it is damaged, gallery::ThresholdError when the
  // shipped thresholds are.
  explicit KnownFaces(const gallery::Gallery& gallery);

  struct Nearest {
    gallery::PersonId person;
    double score = 0;     // lower is more alike
    double distance = 0;  // Euclidean, for people to read
  };
  // The person whom any of these templates matches best, leaving one person out if told to.
  [[nodiscard]] std::optional<Nearest> nearest(std::span<const gallery::NewTemplate> templates,
                                               const gallery::PersonId& except = {}) const;
  void add(const gallery::PersonId& person, std::span<const gallery::NewTemplate> templates);

  // Up to this score a face is greeted as the person it matches, among as many as are known now.
  [[nodiscard]] double acceptScore() const;

 private:
  struct Added {
    vision::Embedding embedding;
    double strangeness = 0;
  };
  [[nodiscard]] Nearest match(const vision::Embedding& probe, double strangeness, const gallery::PersonId& person,
                              const std::vector<Added>& templates) const;

  std::shared_ptr<const gallery::GalleryIndex> index_;
  gallery::ThresholdModel thresholds_;
  std::map<gallery::PersonId, std::vector<Added>> added_;
};

}  // namespace dangol::enroll
