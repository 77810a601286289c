#include "screens/settings_rows.hpp"

#include <algorithm>

#include "widgets.hpp"

namespace dangol::ui {
namespace {

using Value = Setting::Value;

Setting languageSetting(const Scene& scene) {
  const Language now = scene.state.language;
  // Each language in its own words: who cannot read the one has to find the other.
  return {scene.words(Text::SettingLanguage),
          {{std::string(text(Language::Korean, Text::LanguageName)), SetLanguage{Language::Korean},
            now == Language::Korean},
           {std::string(text(Language::English, Text::LanguageName)), SetLanguage{Language::English},
            now == Language::English}}};
}

// Values of one field of Ease.
template <class T>
Setting easeSetting(const Scene& scene, Text label, T Ease::*field, const std::vector<std::pair<Text, T>>& values) {
  Setting setting{scene.words(label), {}};
  for (const auto& [words, value] : values) {
    Ease changed = scene.state.ease;
    changed.*field = value;
    setting.values.push_back({scene.words(words), SetEase{changed}, scene.state.ease.*field == value});
  }
  return setting;
}

Setting textSetting(const Scene& scene) {
  return easeSetting<TextScale>(scene, Text::SettingText, &Ease::text,
                                {{Text::TextNormal, TextScale::Normal},
                                 {Text::TextLarge, TextScale::Large},
                                 {Text::TextLargest, TextScale::Largest}});
}

Setting reachSetting(const Scene& scene) {
  return easeSetting<bool>(scene, Text::SettingReach, &Ease::reach, {{Text::Off, false}, {Text::On, true}});
}

Setting voiceSetting(const Scene& scene) {
  return easeSetting<bool>(scene, Text::SettingVoice, &Ease::voice, {{Text::Off, false}, {Text::On, true}});
}

Setting contrastSetting(const Scene& scene) {
  const bool high = scene.state.theme == ThemeKind::Contrast;
  return {scene.words(Text::SettingContrast),
          {{scene.words(Text::Off), SetTheme{ThemeKind::Light}, !high},
           {scene.words(Text::On), SetTheme{ThemeKind::Contrast}, high}}};
}

Setting themeSetting(const Scene& scene) {
  Setting setting{scene.words(Text::SettingTheme), {}};
  for (const auto& [words, kind] :
       {std::pair{Text::ThemeLight, ThemeKind::Light}, std::pair{Text::ThemeDark, ThemeKind::Dark},
        std::pair{Text::SettingContrast, ThemeKind::Contrast}}) {
    setting.values.push_back({scene.words(words), SetTheme{kind}, scene.state.theme == kind});
  }
  return setting;
}

Setting soundsSetting(const Scene& scene) {
  return easeSetting<bool>(scene, Text::SettingSounds, &Ease::sounds, {{Text::Off, false}, {Text::On, true}});
}

Setting volumeSetting(const Scene& scene) {
  const Ease& now = scene.state.ease;
  Ease quieter = now;
  quieter.volume = std::max(0, now.volume - 1);
  Ease louder = now;
  louder.volume = std::min(kLoudest, now.volume + 1);
  return {scene.words(Text::SettingVolume),
          {{"−", SetEase{quieter}}, {std::to_string(now.volume), SetEase{now}, true}, {"+", SetEase{louder}}}};
}

void drawValue(const Scene& scene, const Value& value, const std::string& id, const Rect& rect) {
  const Palette& colours = scene.colours();
  const bool pressed = touchable(scene, rect, id, value.action);
  const Rect shown = pressed ? rect.inset(scene.metrics().space_dp(0.3F)) : rect;
  const float radius = std::min(shown.height() / 2, scene.metrics().radius_dp() * 0.7F);
  scene.canvas.fill(shown, value.chosen ? colours.accent : colours.surface, radius);
  if (!value.chosen) scene.canvas.outline(shown, colours.outline, radius, std::max(2.0F, colours.outline_dp));
  TextStyle style = scene.style(TextSize::Body, value.chosen ? Weight::Bold : Weight::Regular,
                                value.chosen ? colours.on_accent : colours.text, 0.9F);
  style.em_dp = std::min(style.em_dp, shown.height() * 0.55F);
  // What is chosen has a mark, so that colour is not all that tells.
  const bool marked = value.chosen && shown.width() > style.em_dp * 3;
  const float mark = marked ? style.em_dp * 0.9F : 0;
  const float room = shown.width() - mark - scene.metrics().space_dp(1.5F);
  const float needed = scene.canvas.textWidth(style, value.label) + mark * 0.4F;
  if (needed > room) style.em_dp *= std::max(0.45F, room / needed * 0.98F);
  const float width = scene.canvas.textWidth(style, value.label);
  const float left = shown.centreX() - (width + mark * 1.3F) / 2;
  if (marked) {
    drawIcon(scene.canvas, Icon::Check, left + mark / 2, shown.centreY(), mark * 0.8F, colours.on_accent);
  }
  scene.canvas.text(style, value.label, left + mark * 1.3F, shown.centreY(), Align::Left);
}

void drawValues(const Scene& scene, const Setting& setting, const Rect& rect) {
  const float gap = scene.metrics().space_dp(1);
  const auto count = static_cast<float>(setting.values.size());
  const float width = (rect.width() - gap * (count - 1)) / count;
  float left = rect.left;
  for (const Value& value : setting.values) {
    drawValue(scene, value, setting.label + value.label, {left, rect.top, left + width, rect.bottom});
    left += width + gap;
  }
}

void drawLabel(const Scene& scene, const std::string& words, const Rect& rect) {
  TextStyle style = scene.style(TextSize::Body, Weight::Bold, scene.colours().text);
  const float needed = scene.canvas.textWidth(style, words);
  if (needed > rect.width()) style.em_dp *= std::max(0.6F, rect.width() / needed * 0.99F);
  scene.canvas.text(style, scene.canvas.lines(style, words, rect.width(), 1).front(), rect.left, rect.centreY(),
                    Align::Left);
}

void drawCompact(const Scene& scene, const Rect& area, const std::vector<Setting>& settings) {
  const float gap = scene.metrics().space_dp(1);
  const float across = scene.metrics().space_dp(2.5F);
  const std::size_t rows = (settings.size() + 2) / 2;
  const float height = (area.height() - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
  const float width = (area.width() - across) / 2;
  for (std::size_t i = 0; i <= settings.size(); ++i) {
    const float left = area.left + static_cast<float>(i % 2) * (width + across);
    const float top = area.top + static_cast<float>(i / 2) * (height + gap);
    const Rect cell{left, top, left + width, top + height};
    if (i == settings.size()) {
      drawButton(scene, {scene.words(Text::Done), ButtonKind::Primary, Dismiss{}, Icon::Check}, cell);
    } else {
      const float middle = cell.left + cell.width() * 0.34F;
      drawLabel(scene, settings[i].label, {cell.left, cell.top, middle - gap, cell.bottom});
      drawValues(scene, settings[i], {middle, cell.top, cell.right, cell.bottom});
    }
  }
}

}  // namespace

std::vector<Setting> easeSettings(const Scene& scene) {
  return {languageSetting(scene), textSetting(scene), contrastSetting(scene), reachSetting(scene), voiceSetting(scene)};
}

std::vector<Setting> adminSettings(const Scene& scene) {
  return {languageSetting(scene), themeSetting(scene),  textSetting(scene), reachSetting(scene),
          soundsSetting(scene),   volumeSetting(scene), voiceSetting(scene)};
}

void drawSettings(const Scene& scene, const Rect& area, const std::vector<Setting>& settings, bool compact) {
  if (compact) return drawCompact(scene, area, settings);
  const Metrics& metrics = scene.metrics();
  const auto count = static_cast<float>(settings.size());
  const float gap = metrics.space_dp(1.5F);
  const float height = std::min(metrics.touch_dp(), (area.height() - gap * (count - 1)) / count);
  const float all = height * count + gap * (count - 1);
  float top = area.top + std::max(0.0F, std::min((area.height() - all) / 2, metrics.space_dp(8)));
  const float middle = area.left + area.width() * 0.36F;
  for (const Setting& setting : settings) {
    drawLabel(scene, setting.label, {area.left, top, middle - gap, top + height});
    drawValues(scene, setting, {middle, top, area.right, top + height});
    top += height + gap;
  }
}

}  // namespace dangol::ui
