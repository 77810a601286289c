#include "dangol/runtime/clock.hpp"

#include <ctime>

namespace dangol::runtime {

vision::SteadyTime SystemClock::steady() const { return std::chrono::steady_clock::now(); }

gallery::WallTime SystemClock::wall() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::chrono::minutes SystemClock::localOffset() const {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (localtime_r(&now, &local) == nullptr) return std::chrono::minutes{0};
  return std::chrono::minutes{local.tm_gmtoff / 60};
}

}  // namespace dangol::runtime
