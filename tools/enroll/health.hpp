#pragma once

#include <string>
#include <vector>

#include "command.hpp"

namespace dangol::enroll {

enum class Health { Ok, Warn, Fail };

// One thing that was checked.
struct Finding {
  Health health = Health::Ok;
  std::string what;    // "gallery"
  std::string found;   // "12 people, 48 templates, schema 1"
  std::string remedy;  // unless Ok
};

// Each looks at one part of the installation, changes nothing, and never throws for what it finds.
[[nodiscard]] std::vector<Finding> checkModels(const Settings& settings);
[[nodiscard]] std::vector<Finding> checkGallery(const Settings& settings);
[[nodiscard]] std::vector<Finding> checkComputing(const Settings& settings);
[[nodiscard]] std::vector<Finding> checkCameras();
// Opens a camera, stream, video or folder and reads a few pictures from it.
[[nodiscard]] std::vector<Finding> checkSource(const std::string& uri);

}  // namespace dangol::enroll
