#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "dangol/gallery/types.hpp"
#include "dangol/vision/embedding.hpp"

namespace dangol::gallery {

// An immutable snapshot of every template, searched exactly. Thread-safe. Replaced as a whole (through a shared_ptr)
// when the gallery changes.
//
// A compact first pass (8-bit templates, SIMD) bounds every distance from below and above; whatever the bounds cannot
// exclude is measured again by vision::squaredDistance. The answer is therefore that of a scan in double precision,
// ties included (the smaller template number, in the order given, wins).
class GalleryIndex {
 public:
  struct Entry {
    TemplateId id;
    PersonId person;
    vision::Embedding embedding;
    double bias = 0;  // added to the squared distance when ranking; 0 ranks by distance alone
  };

  // Takes the templates in any order. Throws std::invalid_argument when an embedding or a bias is not finite, or an id
  // is empty: the index in use stays, the new one is refused.
  explicit GalleryIndex(std::vector<Entry> entries);
  ~GalleryIndex();
  GalleryIndex(const GalleryIndex&) = delete;
  GalleryIndex& operator=(const GalleryIndex&) = delete;

  struct SearchLimits {
    std::size_t people = 2;                // the nearest so many people
    std::size_t templates_per_person = 3;  // and of each the nearest so many templates
  };
  // The nearest people, nearest first by squared distance plus bias, and of each the nearest templates by the same
  // rank. The distances reported are plain ones, without bias; a person's is that of their first-ranked template. Fewer
  // when fewer are enrolled; none when empty. Requires: a finite probe.
  [[nodiscard]] std::vector<PersonMatch> search(const vision::Embedding& probe, const SearchLimits& limits) const;
  [[nodiscard]] std::vector<PersonMatch> search(const vision::Embedding& probe) const {
    return search(probe, SearchLimits{});
  }

  [[nodiscard]] std::size_t templateCount() const;
  [[nodiscard]] std::size_t personCount() const;
  // What it keeps in memory: about 0.8 kB a template, most of it the embedding itself in single precision, of which a
  // search reads only the few its first pass leaves over.
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace dangol::gallery
