#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "dangol/capture/camera_source.hpp"
#include "dangol/capture/clock.hpp"

namespace dangol::capture {

// Wraps a source and breaks it at will: for tests, and to see what the kiosk does when a camera fails.
// As CameraSource otherwise.
class ReplaySource final : public CameraSource {
 public:
  // Before the picture: next() says Lost.
  struct Lose {
    std::string reason = "its cable was pulled";
  };
  // The picture comes late.
  struct Delay {
    std::chrono::milliseconds by{0};
  };
  // Instead of the picture, the one delivered before it; itself when it is the first.
  struct Repeat {};
  // Instead of the picture, one even grey: 0 is black, 255 white.
  struct Fill {
    std::uint8_t grey = 0;
  };
  // The picture in another size, whatever that does to its proportions. Requires: sides of at least 1.
  struct Resize {
    int width_px = 0;
    int height_px = 0;
  };
  using Kind = std::variant<Lose, Delay, Repeat, Fill, Resize>;

  // A fault that begins at the picture with this number, from 0, and lasts for count calls (Lose) or pictures.
  struct Fault {
    std::uint64_t at = 0;
    std::uint64_t count = 1;
    Kind kind;
  };

  // Faults of the same picture happen in the order given. The clock times the delays.
  ReplaySource(std::unique_ptr<CameraSource> source, std::vector<Fault> faults,
               std::shared_ptr<Clock> clock = steadyClock());

  [[nodiscard]] ReadResult next(std::stop_token stop) override;
  [[nodiscard]] std::string name() const override { return source_->name(); }
  [[nodiscard]] bool live() const override { return source_->live(); }
  [[nodiscard]] Skipped skipped() const override { return source_->skipped(); }

 private:
  struct Pending {
    Fault fault;
    std::uint64_t done = 0;
  };
  [[nodiscard]] ReadResult stopped() const;

  std::unique_ptr<CameraSource> source_;
  std::vector<Pending> faults_;
  std::shared_ptr<Clock> clock_;
  vision::FramePtr previous_;
  std::uint64_t delivered_ = 0;
};

// A source of these very frames, which then ends. live: what live() says.
[[nodiscard]] std::unique_ptr<CameraSource> framesSource(std::vector<vision::FramePtr> frames, bool live = false);

}  // namespace dangol::capture
