#pragma once

#include <imgui.h>

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "dangol/ui/font_set.hpp"

namespace dangol::ui {

// The glyphs in use, as textures that grow by one glyph at a time: a new name costs only its new syllables, at the one
// size it is written in. Needs a current OpenGL context; bound to its thread.
class GlyphAtlas {
 public:
  struct Glyph {
    ImTextureID texture = nullptr;  // null: nothing to draw (a space)
    ImVec2 offset;                  // px from the pen on the baseline to the top left corner
    ImVec2 size;                    // px
    ImVec2 uv_min;
    ImVec2 uv_max;
  };

  explicit GlyphAtlas(const FontSet& fonts) : fonts_(fonts) {}
  ~GlyphAtlas();
  GlyphAtlas(const GlyphAtlas&) = delete;
  GlyphAtlas& operator=(const GlyphAtlas&) = delete;

  // Rasterised at the first call. em_px is limited to kLargestEm_px. Ensures: the glyph stays valid until beginFrame().
  const Glyph& glyph(Weight weight, int em_px, char32_t codePoint);

  // Forgets everything when the textures have become too many: what is on the screen comes back at once.
  void beginFrame();

  // Forgets everything at once.
  void forget() { clear(); }

  [[nodiscard]] std::uint64_t rasterised() const { return rasterised_; }
  [[nodiscard]] std::size_t textures() const { return pages_.size(); }

  static constexpr int kLargestEm_px = 640;

 private:
  struct Page {
    unsigned texture = 0;
    int shelf_top = 0;
    int shelf_height = 0;
    int shelf_right = 0;
  };
  struct Place {
    Page* page;
    int x;
    int y;
  };
  [[nodiscard]] Place place(int width, int height);
  void clear();

  const FontSet& fonts_;
  std::vector<Page> pages_;
  std::unordered_map<std::uint64_t, Glyph> glyphs_;
  std::vector<std::uint32_t> upload_;
  std::uint64_t rasterised_ = 0;
};

}  // namespace dangol::ui
