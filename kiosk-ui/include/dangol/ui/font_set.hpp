#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dangol/ui/theme.hpp"

namespace dangol::ui {

// One glyph's picture: coverage 0 to 255, row by row. Offsets are from the pen on the baseline to the picture's top
// left corner, y downwards.
struct GlyphBitmap {
  int left_px = 0;
  int top_px = 0;
  int width_px = 0;
  int height_px = 0;
  std::vector<std::uint8_t> coverage;
};

// The typefaces of the screen: NanumSquareRound, and behind it whatever other families are installed, for the letters
// that it lacks. Needs no display. Const calls are thread-safe.
class FontSet {
 public:
  // Where distributions install fonts, searched with all their subfolders.
  [[nodiscard]] static std::vector<std::filesystem::path> systemFolders();

  // Throws UiError, naming the package to install, when no Korean typeface is found.
  explicit FontSet(const std::vector<std::filesystem::path>& folders = systemFolders());
  ~FontSet();
  FontSet(FontSet&&) noexcept;
  FontSet& operator=(FontSet&&) noexcept;

  // Whether the code point has a glyph of its own and can be drawn letter by letter: right-to-left and joining scripts
  // cannot, emoji are left out on purpose.
  [[nodiscard]] bool has(char32_t codePoint) const;

  // The text with everything that cannot be drawn taken out of it: conjoining Hangul is composed, invisible marks and
  // emoji go, a run of letters of other scripts inside a word becomes one "·". Empty when not one letter or digit can
  // be drawn.
  [[nodiscard]] std::string drawable(std::string_view text) const;

  // How far the pen moves after the code point when next follows (0: nothing follows).
  [[nodiscard]] float advance_px(Weight weight, float em_px, char32_t codePoint, char32_t next) const;
  [[nodiscard]] float width_px(Weight weight, float em_px, std::string_view text) const;
  // From a line's visual middle (that of a Hangul syllable) down to its baseline.
  [[nodiscard]] float middleToBaseline_px(Weight weight, float em_px) const;
  [[nodiscard]] GlyphBitmap rasterise(Weight weight, float em_px, char32_t codePoint) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dangol::ui
