#pragma once

#include <chrono>

#include "dangol/runtime/clock.hpp"

namespace dangol::test {

// Stands still until told otherwise.
class FakeClock final : public runtime::Clock {
 public:
  [[nodiscard]] vision::SteadyTime steady() const override { return steadyNow; }
  [[nodiscard]] gallery::WallTime wall() const override { return wallNow; }
  [[nodiscard]] std::chrono::minutes localOffset() const override { return std::chrono::hours{9}; }

  vision::SteadyTime steadyNow{std::chrono::hours{1}};
  gallery::WallTime wallNow{std::chrono::sys_days{std::chrono::year{2026} / 1 / 15}};
};

}  // namespace dangol::test
