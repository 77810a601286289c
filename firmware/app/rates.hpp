#pragma once

#include <cstdint>

#include "admin_area.hpp"

namespace dangol::app {

// The figures of the diagnostics page, counted up over the last whole second. Bound to one thread.
class Rates {
 public:
  [[nodiscard]] const AdminArea::Figures& figures(const runtime::KioskRuntime& kiosk, std::uint64_t pictures_drawn,
                                                  vision::SteadyTime now);

 private:
  AdminArea::Figures figures_;
  vision::SteadyTime since_{};
  std::uint64_t captured_ = 0;
  std::uint64_t drawn_ = 0;
};

}  // namespace dangol::app
