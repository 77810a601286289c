#include "dangol/ui/theme.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>
#include <vector>

using namespace dangol::ui;

namespace {

// Every pair of words and ground that a screen draws.
std::vector<std::pair<Colour, Colour>> wordPairs(const Palette& p) {
  std::vector<std::pair<Colour, Colour>> pairs{{p.on_accent, p.accent}, {p.surface, p.attention}};
  for (const Colour ground : {p.background, p.glow, p.surface}) {
    for (const Colour words : {p.text, p.muted, p.accent, p.positive, p.attention}) pairs.emplace_back(words, ground);
  }
  return pairs;
}

double weakest(ThemeKind kind) {
  double least = 21;
  for (const auto& [words, ground] : wordPairs(palette(kind))) least = std::min(least, contrastRatio(words, ground));
  return least;
}

}  // namespace

TEST_CASE("contrast of equal colours is 1 and of black on white 21") {
  CHECK(contrastRatio({9, 9, 9}, {9, 9, 9}) == doctest::Approx(1));
  CHECK(contrastRatio({0, 0, 0}, {255, 255, 255}) == doctest::Approx(21));
  CHECK(contrastRatio({255, 255, 255}, {0, 0, 0}) == doctest::Approx(21));
}

TEST_CASE("all words keep the contrast that WCAG asks of small text") {
  CHECK(weakest(ThemeKind::Light) >= 4.5);
  CHECK(weakest(ThemeKind::Dark) >= 4.5);
  CHECK(weakest(ThemeKind::Contrast) >= 7);
}

TEST_CASE("touch targets are never under 48 dp") {
  for (const int side : {320, 480, 768, 1024, 2048}) {
    for (const float scale : {1.0F, 1.5F, 2.0F, 3.0F}) {
      CAPTURE(side);
      CAPTURE(scale);
      CHECK(Metrics(side, side, scale).touch_dp() >= 48);
    }
  }
}

TEST_CASE("a denser display of the same size looks the same") {
  const Metrics plain(1024, 768, 1);
  const Metrics dense(2048, 1536, 2);
  CHECK(dense.width_dp() == plain.width_dp());
  CHECK(dense.text_dp(TextSize::Body) == plain.text_dp(TextSize::Body));
  CHECK(dense.px_per_dp() == 2 * plain.px_per_dp());
}

TEST_CASE("a larger display has larger type") {
  CHECK(Metrics(2048, 1536, 1).text_dp(TextSize::Body) > Metrics(1024, 768, 1).text_dp(TextSize::Body));
}
