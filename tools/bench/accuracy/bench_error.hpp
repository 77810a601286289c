#pragma once

#include <stdexcept>

namespace dangol::bench {

// Input or output that cannot be used: what, where and what to do.
class BenchError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace dangol::bench
