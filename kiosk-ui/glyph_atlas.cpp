#include "glyph_atlas.hpp"

#include <GL/gl.h>

#include <algorithm>

#include "textures.hpp"

namespace dangol::ui {
namespace {

constexpr int kPage_px = 1024;
constexpr std::size_t kMostPages = 16;  // 4 MB each
constexpr int kGap_px = 1;

std::uint64_t keyOf(Weight weight, int em_px, char32_t codePoint) {
  return (static_cast<std::uint64_t>(weight) << 60U) | (static_cast<std::uint64_t>(em_px) << 32U) | codePoint;
}

}  // namespace

GlyphAtlas::~GlyphAtlas() { clear(); }

void GlyphAtlas::clear() {
  for (const Page& page : pages_) glDeleteTextures(1, &page.texture);
  pages_.clear();
  glyphs_.clear();
}

void GlyphAtlas::beginFrame() {
  if (pages_.size() > kMostPages) clear();
}

GlyphAtlas::Place GlyphAtlas::place(int width, int height) {
  for (Page& page : pages_) {
    if (page.shelf_right + width <= kPage_px && page.shelf_top + height <= kPage_px && height <= page.shelf_height) {
      const Place found{&page, page.shelf_right, page.shelf_top};
      page.shelf_right += width + kGap_px;
      return found;
    }
    const int next = page.shelf_top + page.shelf_height + kGap_px;
    if (next + height <= kPage_px) {
      page.shelf_top = next;
      page.shelf_height = height;
      page.shelf_right = width + kGap_px;
      return {&page, 0, next};
    }
  }
  // An OpenGL texture starts with whatever was in the memory; the gaps between glyphs have to be clear.
  upload_.assign(static_cast<std::size_t>(kPage_px) * kPage_px, 0x00FFFFFFU);
  const unsigned texture = createTexture();
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, kPage_px, kPage_px, 0, GL_RGBA, GL_UNSIGNED_BYTE, upload_.data());
  pages_.push_back({texture, 0, height, width + kGap_px});
  return {&pages_.back(), 0, 0};
}

const GlyphAtlas::Glyph& GlyphAtlas::glyph(Weight weight, int em_px, char32_t codePoint) {
  em_px = std::clamp(em_px, 1, kLargestEm_px);
  const auto [entry, isNew] = glyphs_.try_emplace(keyOf(weight, em_px, codePoint));
  Glyph& glyph = entry->second;
  if (!isNew) return glyph;

  const GlyphBitmap bitmap = fonts_.rasterise(weight, static_cast<float>(em_px), codePoint);
  ++rasterised_;
  if (bitmap.coverage.empty() || bitmap.width_px > kPage_px || bitmap.height_px > kPage_px) return glyph;

  const Place at = place(bitmap.width_px, bitmap.height_px);
  upload_.resize(bitmap.coverage.size());
  std::transform(bitmap.coverage.begin(), bitmap.coverage.end(), upload_.begin(),
                 [](std::uint8_t coverage) { return 0x00FFFFFFU | (static_cast<std::uint32_t>(coverage) << 24U); });
  glBindTexture(GL_TEXTURE_2D, at.page->texture);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexSubImage2D(GL_TEXTURE_2D, 0, at.x, at.y, bitmap.width_px, bitmap.height_px, GL_RGBA, GL_UNSIGNED_BYTE,
                  upload_.data());

  const auto uv = [](int px) { return static_cast<float>(px) / kPage_px; };
  glyph.texture = textureId(at.page->texture);
  glyph.offset = {static_cast<float>(bitmap.left_px), static_cast<float>(bitmap.top_px)};
  glyph.size = {static_cast<float>(bitmap.width_px), static_cast<float>(bitmap.height_px)};
  glyph.uv_min = {uv(at.x), uv(at.y)};
  glyph.uv_max = {uv(at.x + bitmap.width_px), uv(at.y + bitmap.height_px)};
  return glyph;
}

}  // namespace dangol::ui
