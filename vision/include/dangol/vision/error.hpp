#pragma once

#include <stdexcept>

namespace dangol::vision {

// A model file that is missing, altered or unreadable. The message says what, where, and what to do about it.
class VisionError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace dangol::vision
