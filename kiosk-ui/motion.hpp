#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>

#include "dangol/ui/view_state.hpp"

namespace dangol::ui {

// Slow at both ends; x from 0 to 1.
[[nodiscard]] inline float eased(float x) {
  x = std::clamp(x, 0.0F, 1.0F);
  return x * x * (3 - 2 * x);
}

// How far now is on the way from one time to another, 0 to 1.
[[nodiscard]] inline float shareOf(SteadyTime from, SteadyTime to, SteadyTime now) {
  if (to <= from) return 1;
  return std::clamp(std::chrono::duration<float>(now - from) / std::chrono::duration<float>(to - from), 0.0F, 1.0F);
}

// What follows the state with a delay, so that the eye can follow too.
struct Motion {
  float progress = 0;  // of SeeingScreen
  float pan = 0.5F;    // where in the picture's width the preview looks, 0 to 1
  float dim = 0;       // of IdleScreen, 0 to 1

  // Moves value towards goal: half of the way in half_life.
  static void follow(float& value, float goal, std::chrono::duration<float> elapsed,
                     std::chrono::duration<float> half_life) {
    value = goal + (value - goal) * std::exp2(-elapsed / half_life);
    if (std::abs(value - goal) < 0.002F) value = goal;
  }
};

}  // namespace dangol::ui
