#pragma once

#include <algorithm>

namespace dangol::ui {

// What fingers did to the screen that is shown, beyond single touches. Starts anew with every screen.
struct Gestures {
  float scroll_dp = 0;    // how far the screen's one scrolled area is
  float velocity_dp = 0;  // a second, after a finger let go of it
  bool dragging = false;
  bool held = false;  // a long press was answered; the finger has to be lifted before the next

  [[nodiscard]] bool moving() const { return velocity_dp != 0 || dragging; }
};

}  // namespace dangol::ui
