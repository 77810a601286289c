#pragma once

#include <chrono>

#include "dangol/gallery/types.hpp"
#include "dangol/vision/frame.hpp"

namespace dangol::runtime {

// What time it is, so that tests can say so. Thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual vision::SteadyTime steady() const = 0;
  [[nodiscard]] virtual gallery::WallTime wall() const = 0;
  // Local time minus UTC now, daylight saving included.
  [[nodiscard]] virtual std::chrono::minutes localOffset() const = 0;
};

// The machine's own clocks.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] vision::SteadyTime steady() const override;
  [[nodiscard]] gallery::WallTime wall() const override;
  [[nodiscard]] std::chrono::minutes localOffset() const override;
};

}  // namespace dangol::runtime
