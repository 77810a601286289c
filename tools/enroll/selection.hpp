#pragma once

#include <span>
#include <string>
#include <vector>

#include "dangol/gallery/types.hpp"
#include "dangol/vision/template_picker.hpp"
#include "refusal.hpp"

namespace dangol::enroll {

// What becomes of a person's good shots.
struct Selection {
  std::vector<gallery::NewTemplate> templates;  // the best first; empty when the shots do not agree on one person
  std::vector<Refusal> refused;                 // shots of somebody else
  std::vector<Refusal> leftOut;                 // good, but they would add nothing
};

// Picks the templates among good shots. A shot further than same_person_distance from every other one is refused; with
// the templates somebody already has, so is one that is as far from all of these.
[[nodiscard]] Selection selectTemplates(std::span<const vision::Shot> shots, double same_person_distance,
                                        std::span<const gallery::Template> existing = {});

}  // namespace dangol::enroll
