#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command.hpp"
#include "dangol/vision/placement_check.hpp"

namespace dangol::enroll {

enum class Health { Ok, Warn, Fail };

// One thing that was checked.
struct Finding {
  Health health = Health::Ok;
  std::string what;                                                // "gallery"
  std::string found;                                               // "12 people, 48 templates, schema 1"
  std::string remedy;                                              // unless Ok
  std::optional<vision::PlacementMeasure> measure = std::nullopt;  // what found says, in numbers
};

// Each looks at one part of the installation, changes nothing, and never throws for what it finds.
[[nodiscard]] std::vector<Finding> checkModels(const Settings& settings);
[[nodiscard]] std::vector<Finding> checkGallery(const Settings& settings);
[[nodiscard]] std::vector<Finding> checkComputing(const Settings& settings);
[[nodiscard]] std::vector<Finding> checkCameras();

// Where a camera stands, and for how long to look.
struct PlacementRequest {
  std::string uri;            // a camera, stream, video or folder
  double seconds = 10;        // of the source's own time; one that ends earlier is measured over what it has
  std::optional<double> fps;  // pictures a second the kiosk asks for; nothing: its default, of a camera
};
// Measures light, blur, noise, pace and how people face the camera, with a word on each. Shows its progress on stderr.
// Throws CommandError: Interrupted.
[[nodiscard]] std::vector<Finding> checkPlacement(const Settings& settings, const PlacementRequest& request);

}  // namespace dangol::enroll
