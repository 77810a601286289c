#pragma once

#include <algorithm>
#include <array>

namespace dangol::vision {

struct Point {
  float x_px = 0;
  float y_px = 0;
};

// A face's rectangle in pixels of the picture it was found in. It may reach beyond the picture's edge.
struct FaceBox {
  int left_px = 0;
  int top_px = 0;
  int width_px = 0;
  int height_px = 0;

  [[nodiscard]] int right_px() const { return left_px + width_px; }
  [[nodiscard]] int bottom_px() const { return top_px + height_px; }
  [[nodiscard]] Point centre() const {
    return {static_cast<float>(left_px) + static_cast<float>(width_px) / 2,
            static_cast<float>(top_px) + static_cast<float>(height_px) / 2};
  }
  friend bool operator==(const FaceBox&, const FaceBox&) = default;
};

// Intersection over union, 0 (apart) to 1 (equal). Ensures: 0 when either box is empty.
[[nodiscard]] inline float intersectionOverUnion(const FaceBox& a, const FaceBox& b) {
  const int width = std::min(a.right_px(), b.right_px()) - std::max(a.left_px, b.left_px);
  const int height = std::min(a.bottom_px(), b.bottom_px()) - std::max(a.top_px, b.top_px);
  if (width <= 0 || height <= 0) return 0;
  const auto area = [](int w, int h) { return static_cast<float>(w) * static_cast<float>(h); };
  const float both = area(width, height);
  return both / (area(a.width_px, a.height_px) + area(b.width_px, b.height_px) - both);
}

// The smallest box that holds both. Requires: neither is empty.
[[nodiscard]] inline FaceBox boundingBox(const FaceBox& a, const FaceBox& b) {
  const int left = std::min(a.left_px, b.left_px);
  const int top = std::min(a.top_px, b.top_px);
  return {left, top, std::max(a.right_px(), b.right_px()) - left, std::max(a.bottom_px(), b.bottom_px()) - top};
}

// The box with a margin on every side.
[[nodiscard]] inline FaceBox grown(const FaceBox& box, int margin_px) {
  return {box.left_px - margin_px, box.top_px - margin_px, box.width_px + 2 * margin_px, box.height_px + 2 * margin_px};
}

// A face found by a detector. score: the detector's own confidence; higher is surer, comparable only within one
// detector.
struct Detection {
  FaceBox box;
  float score = 0;
};

// The five points of dlib's shape_predictor_5_face_landmarks, in its order. Left and right are the picture's own.
struct Landmarks5 {
  enum Index { RightEyeOuter, RightEyeInner, LeftEyeOuter, LeftEyeInner, NoseBase };
  std::array<Point, 5> points;
};

}  // namespace dangol::vision
