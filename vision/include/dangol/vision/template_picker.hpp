#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dangol/vision/embedding.hpp"
#include "dangol/vision/quality_gate.hpp"

namespace dangol::vision {

// One picture of a person who is being enrolled.
struct Shot {
  Embedding embedding;
  QualityReport report;
  std::string label;  // for the owner: "photo 2.jpg", "visit.mp4 at 00:12"
};

enum class ShotRefusal {
  BadQuality,  // the gate refused it: see the shot's own report
  Outlier,     // looks like somebody else than the rest
  TooAlike,    // adds nothing to a shot that was picked
  NotNeeded    // enough shots were picked, and this one would have added less
};

struct RefusedShot {
  std::size_t shot;  // its number among those given
  ShotRefusal why;
  double distance = 0;  // Outlier: to the nearest other good shot (of the group that was kept, if one was);
                        // TooAlike, NotNeeded: to the nearest picked one; BadQuality: 0
};

struct TemplatePick {
  std::vector<std::size_t> picked;   // in the order of their worth, the best first
  std::vector<RefusedShot> refused;  // every other shot, in the order given
};

// Chooses a person's templates from many shots: good ones that differ, so that a few cover how the person looks.
//
// 1. Shots that failed the gate are dropped.
// 2. Shots within same_person_distance of each other belong together, also through a chain of shots. The largest group
//    is the person; whoever is outside is an outlier. When another group is as large there is no telling who is meant:
//    nothing is picked, and every good shot is an outlier. A single good shot is its own group.
// 3. The shot of the best quality.overall comes first; then, again and again, the one with the greatest product of
//    overall quality and distance to the nearest shot picked so far.
// 4. It ends at `most`, or when nothing left is same_shot_distance away from the picked ones, or, once `fewest` are
//    picked, when the next would be nearer than smallest_difference.
//
// The same shots in the same order always give the same answer; ties go to the earlier shot. Pure. Reentrant.
class TemplatePicker {
 public:
  struct Options {
    std::size_t fewest = 3;             // aimed at; fewer are picked only when there are no more that differ at all
    std::size_t most = 6;               // at least 1
    double same_person_distance = 0.5;  // two shots further apart do not vouch for each other
    double smallest_difference = 0.15;  // a shot nearer than this to a picked one is not worth a template
    double same_shot_distance = 0.01;   // nearer than this it is the same picture again, whatever its file is
  };
  explicit TemplatePicker(Options options) : options_(options) {}

  [[nodiscard]] TemplatePick pick(std::span<const Shot> shots) const;

 private:
  Options options_;
};

// A stable snake_case name: "too_alike".
[[nodiscard]] std::string_view name(ShotRefusal refusal);

}  // namespace dangol::vision
