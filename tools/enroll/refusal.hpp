#pragma once

#include <optional>
#include <string>

#include "dangol/vision/quality_gate.hpp"
#include "json_output.hpp"

namespace dangol::enroll {

// A picture, or a moment of a video, that did not become a template, and why.
struct Refusal {
  std::string label;    // "photo 2.jpg", "visit.mp4 at 00:12.4"
  std::string reason;   // for machines: "no_face", "too_small", "outlier"
  std::string message;  // for the owner, with what was measured and the limit
  std::optional<double> measured;
  std::optional<double> limit;
};

[[nodiscard]] Refusal refusalOf(std::string label, const vision::QualityFailure& failure);

// picture, reason, message, and measured and limit where there are any.
[[nodiscard]] Json toJson(const Refusal& refusal);

}  // namespace dangol::enroll
