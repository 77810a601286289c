#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "dangol/gallery/score_model.hpp"
#include "dangol/gallery/types.hpp"
#include "dangol/vision/embedding.hpp"

namespace dangol::gallery {

// An immutable snapshot of every template, searched exactly. Thread-safe. Replaced as a whole (through a shared_ptr)
// when the gallery changes.
//
// A template's value is the squared distance to the probe plus its bias. A person's is the mean of their smallest few,
// which is never below the smallest: a compact first pass (8-bit templates, SIMD) bounds every template's value from
// below, and whoever the bound cannot exclude is measured again, all templates, by vision::squaredDistance. The answer
// is therefore that of a scan in double precision, ties included (the smaller template number, in the order given,
// wins).
class GalleryIndex {
 public:
  struct Entry {
    TemplateId id;
    PersonId person;
    vision::Embedding embedding;
    double bias = 0;  // with a score model, minus half its strangeness; 0 ranks by distance alone
  };
  struct Options {
    std::shared_ptr<const ScoreModel> scores{};  // null: scores are mean squared distances
    std::vector<LookAlike> look_alikes{};        // dismissed ones do not count
  };

  // Takes the templates in any order. Throws std::invalid_argument when an embedding or a bias is not finite, or an id
  // is empty: the index in use stays, the new one is refused.
  GalleryIndex(std::vector<Entry> entries, Options options);
  explicit GalleryIndex(std::vector<Entry> entries);
  ~GalleryIndex();
  GalleryIndex(const GalleryIndex&) = delete;
  GalleryIndex& operator=(const GalleryIndex&) = delete;

  struct SearchLimits {
    std::size_t people = 2;  // the nearest so many people
    // A person's value is the mean of their smallest so many, at least 1, and these are the templates reported.
    std::size_t templates_per_person = ScoreModel::kPooledTemplates;
  };
  // The nearest people, nearest first, and of each the nearest templates. Scores are the values, less half the probe's
  // strangeness when there is a score model; distances are plain ones. Fewer when fewer are enrolled; none when empty.
  // Requires: a finite probe.
  [[nodiscard]] std::vector<PersonMatch> search(const vision::Embedding& probe, const SearchLimits& limits) const;
  [[nodiscard]] std::vector<PersonMatch> search(const vision::Embedding& probe) const {
    return search(probe, SearchLimits{});
  }

  // Everybody's score, as a search gives it, by their numbers (see below). Requires: a finite probe.
  [[nodiscard]] std::vector<double> everybodysScores(const vision::Embedding& probe) const;

  // Null without one.
  [[nodiscard]] const std::shared_ptr<const ScoreModel>& scoreModel() const;
  // People are numbered from 0 in the order in which their first templates were given. Requires: a number below
  // personCount().
  [[nodiscard]] const PersonId& person(std::size_t number) const;
  [[nodiscard]] std::span<const vision::Embedding> templatesOf(std::size_t number) const;
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
