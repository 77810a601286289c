#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dangol/vision/still_face_finder.hpp"

namespace dangol::enroll {

// Which of several faces in a picture is meant.
struct FaceChoice {
  enum class Which { Only, Largest, Left, Right, Number };
  Which which = Which::Only;
  std::size_t number = 0;  // from 1, counted from the picture's left; Number only
};

// "largest", "left", "right" or a number from 1; nothing for anything else.
[[nodiscard]] std::optional<FaceChoice> parseFaceChoice(std::string_view text);

// The faces somebody could mean, from the picture's left to its right. A face less than 0.4 times as wide as the
// largest one is a bystander's and is left out.
[[nodiscard]] std::vector<vision::StillFace> subjects(std::vector<vision::StillFace> faces);

// "1: left, 120 px wide, at 40,30; 2: right, 118 px wide, at 380,42". Requires: faces in the order of subjects().
[[nodiscard]] std::string listFaces(std::span<const vision::StillFace> faces);

// The one that is meant, or why none is. Requires: at least one face, in the order of subjects().
[[nodiscard]] std::variant<vision::StillFace, std::string> chooseFace(std::span<const vision::StillFace> faces,
                                                                      FaceChoice choice);

}  // namespace dangol::enroll
