#pragma once

#include <imgui.h>

#include <cstdint>

#include "dangol/vision/frame.hpp"

// Textures of the current OpenGL context. Bound to its thread.
namespace dangol::ui {

// A new, bound texture without a picture; smooth when scaled, its edge pixels repeated.
[[nodiscard]] unsigned createTexture();

// What Dear ImGui calls a texture.
[[nodiscard]] inline ImTextureID textureId(unsigned texture) {
  return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture));
}

// The camera's newest picture in the graphics memory.
class PreviewTexture {
 public:
  PreviewTexture() = default;
  ~PreviewTexture() { clear(); }
  PreviewTexture(const PreviewTexture&) = delete;
  PreviewTexture& operator=(const PreviewTexture&) = delete;

  // Copies the frame, unless it is the one that is already there. Null: the picture before it stays.
  void update(const vision::FramePtr& frame);

  // Forgets the picture.
  void clear();

  [[nodiscard]] bool empty() const { return shown_ == nullptr; }
  [[nodiscard]] ImTextureID id() const { return textureId(texture_); }
  [[nodiscard]] int width_px() const { return width_px_; }
  [[nodiscard]] int height_px() const { return height_px_; }
  [[nodiscard]] std::uint64_t uploads() const { return uploads_; }

 private:
  unsigned texture_ = 0;
  int width_px_ = 0;
  int height_px_ = 0;
  vision::FramePtr shown_;  // kept, so that its address cannot be another frame's
  std::uint64_t uploads_ = 0;
};

}  // namespace dangol::ui
