#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "dangol/vision/face.hpp"
#include "dangol/vision/frame.hpp"

namespace dangol::vision {

// Tells, for next to nothing, whether a fixed camera's picture changed, so that nobody has to look for faces in an
// empty room. It compares the logarithm of the brightness of 64×48 cells with a background that adapts.
//
// What changes the light of a whole row of cells alike is taken out first: automatic exposure, a slow change of light,
// the oscillation and the moving bands of lamps on 50 or 60 Hz mains. Each cell learns its own camera noise, and a cell
// alone never counts as motion: two of its neighbours have to change with it. A light that is switched on may still be
// taken for motion: it costs a look, no more. Reentrant; not thread-safe.
class MotionGate {
 public:
  static constexpr int kColumns = 64;
  static constexpr int kRows = 48;

  MotionGate();

  // Takes the next frame; whether anything moved. The first frame, and the first of another size, always counts as
  // motion: nothing is known of what it shows. Requires: a picture that is not empty; times that never go back.
  bool update(RgbView picture, SteadyTime at);

  // Of the newest frame, in its pixels.
  [[nodiscard]] bool moved() const { return moved_; }
  // Whether anything moved that touches the region.
  [[nodiscard]] bool movedWithin(const FaceBox& region) const;
  // What moved and none of the regions covers, in one box; nothing when all of it is covered.
  [[nodiscard]] std::optional<FaceBox> movedOutside(std::span<const FaceBox> regions) const;

 private:
  static constexpr std::size_t kCells = std::size_t{kColumns} * kRows;
  using Cells = std::array<float, kCells>;
  using Rows = std::array<float, kRows>;

  void measure(RgbView picture);
  void begin(RgbView picture);
  Rows removeLight(Cells& difference);
  void adapt(const Cells& difference, const Rows& light, float seconds);
  [[nodiscard]] FaceBox boxOf(std::size_t cell) const;

  int width_px_ = 0;
  int height_px_ = 0;
  std::optional<SteadyTime> lastAt_;
  std::vector<float> logarithms_;  // of a cell's mean brightness, by quarters of a grey level
  Cells now_{};
  Cells background_{};
  Cells noise_{};
  std::array<bool, kCells> changed_{};
  std::vector<std::size_t> moving_;  // the cells that count
  bool moved_ = false;
};

}  // namespace dangol::vision
