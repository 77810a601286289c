#pragma once

#include <stdexcept>

namespace dangol::ui {

// No display, no usable OpenGL, no Korean typeface. The message says what, where, and what to do about it.
class UiError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace dangol::ui
