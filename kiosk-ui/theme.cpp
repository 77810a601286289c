#include "dangol/ui/theme.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace dangol::ui {
namespace {

double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) { return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue); }

constexpr Palette kLight{.background = {0xFA, 0xF4, 0xEA},
                         .glow = {0xF6, 0xEC, 0xDD},
                         .surface = {0xFF, 0xFF, 0xFF},
                         .outline = {0xE9, 0xDD, 0xCC},
                         .text = {0x2F, 0x25, 0x1E},
                         .muted = {0x6F, 0x5F, 0x52},
                         .accent = {0xAE, 0x48, 0x22},
                         .on_accent = {0xFF, 0xFF, 0xFF},
                         .positive = {0x2F, 0x74, 0x50},
                         .attention = {0x9A, 0x5B, 0x05},
                         .shadow = {0x5A, 0x3E, 0x28},
                         .outline_dp = 0,
                         .shadow_share = 1};

constexpr Palette kDark{.background = {0x1C, 0x17, 0x14},
                        .glow = {0x26, 0x1F, 0x1A},
                        .surface = {0x2D, 0x26, 0x20},
                        .outline = {0x46, 0x3B, 0x32},
                        .text = {0xF7, 0xEF, 0xE5},
                        .muted = {0xC3, 0xB3, 0xA3},
                        .accent = {0xF2, 0x9F, 0x6C},
                        .on_accent = {0x2A, 0x15, 0x08},
                        .positive = {0x7F, 0xCF, 0xA0},
                        .attention = {0xF0, 0xBC, 0x60},
                        .shadow = {0x00, 0x00, 0x00},
                        .outline_dp = 0,
                        .shadow_share = 1};

constexpr Palette kContrast{.background = {0x00, 0x00, 0x00},
                            .glow = {0x00, 0x00, 0x00},
                            .surface = {0x00, 0x00, 0x00},
                            .outline = {0xFF, 0xFF, 0xFF},
                            .text = {0xFF, 0xFF, 0xFF},
                            .muted = {0xFF, 0xFF, 0xFF},
                            .accent = {0xFF, 0xD8, 0x00},
                            .on_accent = {0x00, 0x00, 0x00},
                            .positive = {0x6C, 0xFF, 0x9E},
                            .attention = {0xFF, 0xD8, 0x00},
                            .shadow = {0x00, 0x00, 0x00},
                            .outline_dp = 3,
                            .shadow_share = 0};

constexpr float kReferenceShortSide_dp = 768;

float growthOf(TextScale text) {
  switch (text) {
    case TextScale::Normal:
      return 1;
    case TextScale::Large:
      return 1.2F;
    case TextScale::Largest:
      return 1.45F;
  }
  return 1;
}

}  // namespace

double contrastRatio(Colour a, Colour b) {
  const double first = luminance(a);
  const double second = luminance(b);
  const auto [darker, lighter] = std::minmax(first, second);
  return (lighter + 0.05) / (darker + 0.05);
}

const Palette& palette(ThemeKind kind) {
  switch (kind) {
    case ThemeKind::Light:
      return kLight;
    case ThemeKind::Dark:
      return kDark;
    case ThemeKind::Contrast:
      return kContrast;
  }
  return kLight;
}

Metrics::Metrics(int width_px, int height_px, float content_scale, TextScale text)
    : px_per_dp_(content_scale),
      width_dp_(static_cast<float>(width_px) / content_scale),
      height_dp_(static_cast<float>(height_px) / content_scale),
      growth_(std::clamp(std::min(width_dp_, height_dp_) / kReferenceShortSide_dp, 0.5F, 4.0F)),
      text_growth_(growthOf(text)) {
  assert(width_px >= 1 && height_px >= 1 && content_scale > 0);
}

float Metrics::text_dp(TextSize size) const {
  const auto reference = [size] {
    switch (size) {
      case TextSize::Clock:
        return 168.0F;
      case TextSize::Name:
        return 104.0F;
      case TextSize::Headline:
        return 56.0F;
      case TextSize::Title:
        return 40.0F;
      case TextSize::Body:
        return 30.0F;
      case TextSize::Caption:
        return 22.0F;
    }
    return 30.0F;
  };
  return reference() * growth_ * text_growth_;
}

float Metrics::touch_dp() const { return std::max(least_touch_dp(), space_dp(10)); }

}  // namespace dangol::ui
