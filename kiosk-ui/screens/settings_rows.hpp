#pragma once

#include <string>
#include <vector>

#include "scene.hpp"

namespace dangol::ui {

// One thing that can be changed, and what it can be.
struct Setting {
  struct Value {
    std::string label;
    UiAction action;
    bool chosen = false;
  };
  std::string label;
  std::vector<Value> values;
};

// What anybody may change: language, text, contrast, reach, sound. For the owner, volume and both themes too.
[[nodiscard]] std::vector<Setting> easeSettings(const Scene& scene);
[[nodiscard]] std::vector<Setting> adminSettings(const Scene& scene);

// One row a setting, its values side by side. compact: the label above its values, two settings beside each other, and
// a last place that closes, for reach mode.
void drawSettings(const Scene& scene, const Rect& area, const std::vector<Setting>& settings, bool compact);

}  // namespace dangol::ui
