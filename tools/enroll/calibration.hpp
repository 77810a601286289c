#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dangol/gallery/acceptance.hpp"

namespace dangol::enroll {

// What one purpose's promise about strangers means for the people enrolled now.
struct PurposeLimit {
  std::string_view purpose;  // "greeting"
  double promised_per_1000 = 0;
  double score = 0;             // up to this, a face is taken for somebody
  gallery::Estimate strangers;  // taken for somebody, as a share
  gallery::Estimate missed;     // regulars who need another look, as a share of single looks
};

// How far the promise can be kept, by the shipped thresholds and by how those enrolled score against each other.
struct Calibration {
  std::size_t people = 0;
  std::size_t templates = 0;
  std::size_t own_scores = 0;  // between people enrolled here, which counted
  std::vector<PurposeLimit> purposes;
};

// Requires: an index with a score model. Throws gallery::ThresholdError when the shipped thresholds are damaged.
[[nodiscard]] Calibration calibrate(const gallery::GalleryIndex& index, const gallery::StrangersPer1000& promise);

// "3.1 (2.0 to 4.5)" of a share times `scale`.
[[nodiscard]] std::string withInterval(const gallery::Estimate& share, double scale);

}  // namespace dangol::enroll
