#include "face_choice.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text.hpp"

namespace dangol::enroll {
namespace {

constexpr double kBystander = 0.4;

std::string_view place(std::size_t index, std::size_t count) {
  if (index == 0) return "left";
  return index + 1 == count ? "right" : "between";
}

}  // namespace

std::optional<FaceChoice> parseFaceChoice(std::string_view text) {
  using Which = FaceChoice::Which;
  if (text == "largest") return FaceChoice{Which::Largest};
  if (text == "left") return FaceChoice{Which::Left};
  if (text == "right") return FaceChoice{Which::Right};
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  const auto number = digits ? parseNumber(text) : std::nullopt;
  if (!number || *number < 1 || *number > 1000) return std::nullopt;
  return FaceChoice{Which::Number, static_cast<std::size_t>(*number)};
}

std::vector<vision::StillFace> subjects(std::vector<vision::StillFace> faces) {
  int widest = 0;
  for (const auto& face : faces) widest = std::max(widest, face.detection.box.width_px);
  std::erase_if(faces, [&](const auto& face) { return face.detection.box.width_px < kBystander * widest; });
  std::stable_sort(faces.begin(), faces.end(),
                   [](const auto& a, const auto& b) { return a.detection.box.left_px < b.detection.box.left_px; });
  return faces;
}

std::string listFaces(std::span<const vision::StillFace> faces) {
  std::string list;
  for (std::size_t i = 0; i < faces.size(); ++i) {
    const auto& box = faces[i].detection.box;
    list += fmt::format("{}{}: {}, {} px wide, at {},{}", i == 0 ? "" : "; ", i + 1, place(i, faces.size()),
                        box.width_px, box.left_px, box.top_px);
  }
  return list;
}

std::variant<vision::StillFace, std::string> chooseFace(std::span<const vision::StillFace> faces, FaceChoice choice) {
  if (faces.size() == 1 && choice.which != FaceChoice::Which::Number) return faces.front();
  switch (choice.which) {
    case FaceChoice::Which::Only:
      return fmt::format("{} faces ({}); say which with --face", faces.size(), listFaces(faces));
    case FaceChoice::Which::Largest:
      return *std::max_element(faces.begin(), faces.end(), [](const auto& a, const auto& b) {
        return a.detection.box.width_px < b.detection.box.width_px;
      });
    case FaceChoice::Which::Left:
      return faces.front();
    case FaceChoice::Which::Right:
      return faces.back();
    case FaceChoice::Which::Number:
      break;
  }
  if (choice.number <= faces.size()) return faces[choice.number - 1];
  return fmt::format("there is no face {}: only {} ({})", choice.number, faces.size(), listFaces(faces));
}

}  // namespace dangol::enroll
