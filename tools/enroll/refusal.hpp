#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dangol/vision/quality_gate.hpp"
#include "json_output.hpp"

namespace dangol::enroll {

// Reasons that neither the quality gate nor the template picker has a name for.
inline constexpr std::string_view kNoFace = "no_face";
inline constexpr std::string_view kSeveralFaces = "several_faces";
inline constexpr std::string_view kUnreadable = "unreadable";

// A picture, or a moment of a video, that did not become a template, and why.
struct Refusal {
  std::string label;    // "photo 2.jpg", "visit.mp4 at 00:12.4"
  std::string reason;   // for machines: one of those, or the name of a QualityIssue or ShotRefusal
  std::string message;  // for the owner, with what was measured and the limit
  std::optional<double> measured;
  std::optional<double> limit;
};

[[nodiscard]] Refusal refusalOf(std::string label, const vision::QualityFailure& failure);

// picture, reason, message, and measured and limit where there are any.
[[nodiscard]] Json toJson(const Refusal& refusal);

}  // namespace dangol::enroll
