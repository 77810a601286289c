#pragma once

#include <vector>

#include "distance_blocks.hpp"
#include "scorer.hpp"

namespace dangol::bench {

// People with their templates, ready to be searched. Immutable: thread-safe. The scorer must outlive it.
class PersonGallery {
 public:
  // Requires: at least one template each.
  PersonGallery(const std::vector<std::vector<vision::Embedding>>& people, const Scorer& scorer, std::size_t jobs);

  [[nodiscard]] std::size_t size() const { return firstOf_.size() - 1; }
  // Everybody's score, in the order given.
  [[nodiscard]] std::vector<double> scores(const vision::Embedding& probe) const;

 private:
  PersonGallery(const std::vector<vision::Embedding>& templates, std::vector<std::size_t> first, const Scorer& scorer,
                std::size_t jobs);
  const Scorer& scorer_;
  DistanceBlocks blocks_;
  std::vector<double> strangeness_;   // of each template
  std::vector<std::size_t> firstOf_;  // person -> first template; one more at the end
};

}  // namespace dangol::bench
