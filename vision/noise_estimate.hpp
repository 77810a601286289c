#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "dangol/vision/frame.hpp"

namespace dangol::vision {

// The picture filtered with Immerkaer's kernel (1 -2 1; -2 4 -2; 1 -2 1), which leaves noise and fine texture alone.
// Row by row, without padding. Requires: a picture that is not empty. Reentrant.
[[nodiscard]] std::vector<std::int16_t> textureOf(GrayView picture);

// The standard deviation of a camera's noise in grey levels (J. Immerkaer, "Fast Noise Variance Estimation", Computer
// Vision and Image Understanding 64(2), 1996), as the median of 8 by 6 tiles. What stands in the picture looks like
// noise to this formula, and so does what moves in the difference to an earlier picture. Each alone is too high, so a
// tile's noise is the smaller of the two. Tiles that are black or overexposed, where noise is cut off, are left out.
// texture and earlier: textureOf() the picture and of one before it, of the same size; earlier may be empty. Nothing
// when no tile is left. Reentrant.
[[nodiscard]] std::optional<double> noiseOf(GrayView picture, const std::vector<std::int16_t>& texture,
                                            const std::vector<std::int16_t>& earlier);

}  // namespace dangol::vision
