#include <algorithm>
#include <array>
#include <string_view>

#include "dangol/ui/utf8.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

struct Rows {
  std::array<std::u32string_view, 3> plain;
  std::array<std::u32string_view, 3> shifted;
};

// The two-set layout, as on every keyboard sold in Korea.
constexpr Rows kHangul{{U"ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", U"ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", U"ㅋㅌㅊㅍㅠㅜㅡ"},
                       {U"ㅃㅉㄸㄲㅆㅛㅕㅑㅒㅖ", U"ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", U"ㅋㅌㅊㅍㅠㅜㅡ"}};
constexpr Rows kLatin{{U"qwertyuiop", U"asdfghjkl", U"zxcvbnm"}, {U"QWERTYUIOP", U"ASDFGHJKL", U"ZXCVBNM"}};

std::string utf8(char32_t c) {
  std::string text;
  appendCodePoint(text, c);
  return text;
}

class Keyboard {
 public:
  Keyboard(const Scene& scene, const Rect& area)
      : scene_(scene),
        area_(area),
        gap_(scene.metrics().space_dp(0.5F)),
        row_((area.height()) / 4),
        unit_(std::min(area.width() / 10, row_ * 1.7F)) {}

  void letters(std::size_t row, std::u32string_view letters) {
    const auto count = static_cast<float>(letters.size());
    float left = area_.centreX() - unit_ * count / 2;
    for (const char32_t letter : letters) {
      const Rect key = place(left, unit_, row);
      left += unit_;
      drawFace(key, touchable(scene_, key, utf8(letter), TypeKey{letter}), false);
      label(key, utf8(letter), scene_.colours().text);
    }
  }

  void icon(float left_units, float units, std::size_t row, Icon icon, const UiAction& action, bool lit) {
    const Rect key = at(left_units, units, row);
    drawFace(key, touchable(scene_, key, "icon", action), lit);
    drawIcon(scene_.canvas, icon, key.centreX(), key.centreY(), std::min(key.height(), unit_) * 0.42F,
             lit ? scene_.colours().on_accent : scene_.colours().text);
  }

  void words(float left_units, float units, std::size_t row, const std::string& words, const UiAction& action,
             bool lit) {
    const Rect key = at(left_units, units, row);
    drawFace(key, touchable(scene_, key, words, action), lit);
    label(key, words, lit ? scene_.colours().on_accent : scene_.colours().text);
  }

  // A key that does nothing yet.
  void faded(float left_units, float units, std::size_t row, const std::string& words) {
    const Rect key = at(left_units, units, row);
    scene_.canvas.outline(key.inset(gap_ / 2), scene_.colours().outline, radius(key), 2);
    label(key, words, scene_.colours().muted);
  }

 private:
  [[nodiscard]] Rect place(float left, float width, std::size_t row) const {
    const float top = area_.top + row_ * static_cast<float>(row);
    return {left, top, left + width, top + row_};
  }
  // In units from the left edge of the first row.
  [[nodiscard]] Rect at(float left_units, float units, std::size_t row) const {
    return place(area_.centreX() - unit_ * 5 + left_units * unit_, units * unit_, row);
  }
  [[nodiscard]] float radius(const Rect& key) const { return std::min(key.height() * 0.25F, gap_ * 4); }

  void drawFace(const Rect& key, bool pressed, bool lit) const {
    const Palette& colours = scene_.colours();
    const Rect shown = key.inset(pressed ? gap_ : gap_ / 2);
    scene_.canvas.fill(shown, lit ? colours.accent : colours.surface, radius(key));
    if (!lit) scene_.canvas.outline(shown, colours.outline, radius(key), std::max(1.5F, colours.outline_dp * 0.7F));
    if (pressed) scene_.canvas.fill(shown, colours.text, radius(key), 0.14F);
  }

  void label(const Rect& key, const std::string& words, Colour ink) const {
    TextStyle style = scene_.style(TextSize::Body, Weight::Regular, ink);
    style.em_dp = std::min({style.em_dp * 1.1F, row_ * 0.5F, unit_ * 0.62F});
    const float needed = scene_.canvas.textWidth(style, words);
    const float room = key.width() - gap_ * 3;
    if (needed > room) style.em_dp *= room / needed;
    scene_.canvas.text(style, words, key.centreX(), key.centreY(), Align::Centre);
  }

  const Scene& scene_;
  Rect area_;
  float gap_;
  float row_;
  float unit_;
};

}  // namespace

void drawTextField(const Scene& scene, const Rect& rect, const TypedText& typed, const std::string& hint) {
  const Palette& colours = scene.colours();
  Canvas& canvas = scene.canvas;
  const float radius = scene.metrics().radius_dp() * 0.75F;
  canvas.card(rect, radius);
  canvas.outline(rect, colours.accent, radius, std::max(3.0F, colours.outline_dp));
  const float padding = scene.metrics().space_dp(2.5F);
  const float room = rect.width() - padding * 2;
  TextStyle style = scene.style(TextSize::Title, Weight::Bold, colours.text);
  style.em_dp = std::min(style.em_dp, rect.height() * 0.55F);
  const float caret = style.em_dp * 0.06F;

  if (typed.text.empty()) {
    TextStyle faint = style;
    faint.weight = Weight::Regular;
    faint.colour = colours.muted;
    const std::string words = canvas.lines(faint, hint, room - caret * 4, 1).front();
    canvas.text(faint, words, rect.left + padding + caret * 4, rect.centreY(), Align::Left);
  }
  // The end of what is typed stays in sight.
  std::string_view shown = typed.text;
  while (!shown.empty() && canvas.textWidth(style, shown) > room - caret * 2) static_cast<void>(takeCodePoint(shown));
  canvas.text(style, shown, rect.left + padding, rect.centreY(), Align::Left);
  const float x = rect.left + padding + canvas.textWidth(style, shown) + caret;
  canvas.fill({x, rect.centreY() - style.em_dp * 0.55F, x + caret, rect.centreY() + style.em_dp * 0.55F},
              colours.accent, caret / 2);
}

void drawKeyboard(const Scene& scene, const Rect& area, const TypedText& typed, const std::string& enter,
                  bool can_enter) {
  const bool hangul = typed.layout == KeyboardLayout::Hangul;
  const Rows& rows = hangul ? kHangul : kLatin;
  const auto& letters = typed.shift ? rows.shifted : rows.plain;
  Keyboard keyboard(scene, area);
  for (std::size_t row = 0; row < letters.size(); ++row) keyboard.letters(row, letters[row]);
  keyboard.icon(0, 1.5F, 2, Icon::Shift, ShiftKey{}, typed.shift);
  keyboard.icon(8.5F, 1.5F, 2, Icon::Erase, EraseKey{}, false);
  keyboard.words(0, 1.75F, 3, scene.words(hangul ? Text::KeyLatin : Text::KeyHangul), LayoutKey{}, false);
  keyboard.words(1.75F, 4.75F, 3, scene.words(Text::KeySpace), TypeKey{U' '}, false);
  keyboard.words(6.5F, 1, 3, "-", TypeKey{U'-'}, false);
  if (can_enter) {
    keyboard.words(7.5F, 2.5F, 3, enter, EnterKey{}, true);
  } else {
    keyboard.faded(7.5F, 2.5F, 3, enter);
  }
}

}  // namespace dangol::ui
