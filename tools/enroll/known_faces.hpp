#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "dangol/gallery/gallery.hpp"

namespace dangol::enroll {

// Everybody enrolled, to ask whether a new face is one of them. People who are enrolled afterwards are added without
// building the index again.
class KnownFaces {
 public:
  // Throws gallery::GalleryError when the gallery is damaged.
  explicit KnownFaces(const gallery::Gallery& gallery) : index_(gallery.buildIndex()) {}

  struct Nearest {
    gallery::PersonId person;
    double distance = 0;
  };
  // The person any of these templates comes nearest to, leaving one person out if told to.
  [[nodiscard]] std::optional<Nearest> nearest(std::span<const gallery::NewTemplate> templates,
                                               const gallery::PersonId& except = {}) const;
  void add(const gallery::PersonId& person, std::span<const gallery::NewTemplate> templates);

 private:
  struct Added {
    gallery::PersonId person;
    vision::Embedding embedding;
  };
  std::shared_ptr<const gallery::GalleryIndex> index_;
  std::vector<Added> added_;
};

}  // namespace dangol::enroll
