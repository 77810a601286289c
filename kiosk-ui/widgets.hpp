#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "icons.hpp"
#include "scene.hpp"

// What screens are put together from.
namespace dangol::ui {

// Makes a place ask for the action when a finger is lifted on it that was put down on it. Returns whether one is on it
// now. id: unique among the places of the same kind of action. Does nothing while the screen is leaving.
bool touchable(const Scene& scene, const Rect& rect, std::string_view id, const UiAction& action);
// The same after the finger stayed for two seconds; returns how much of them has gone by, 0 to 1.
float holdable(const Scene& scene, const Rect& rect, std::string_view id, const UiAction& action);

enum class ButtonKind { Primary, Quiet };
struct Button {
  std::string label;
  ButtonKind kind;
  UiAction action;
  std::optional<Icon> icon = std::nullopt;
  std::optional<Countdown> countdown = std::nullopt;  // fills from the left until it is touched by itself
};
[[nodiscard]] float buttonHeight(const Scene& scene);
void drawButton(const Scene& scene, const Button& button, const Rect& rect);
// As many side by side as fit, else one under another; all of one width.
[[nodiscard]] float buttonsHeight(const Scene& scene, const std::vector<Button>& buttons, float width_dp);
void drawButtons(const Scene& scene, const std::vector<Button>& buttons, const Rect& area, Align align);
// At the lower edge of the area. Returns what is left of it above them.
Rect placeButtons(const Scene& scene, const std::vector<Button>& buttons, const Rect& area,
                  Align align = Align::Centre);

// Large cards with an icon and a word, beside each other or, in narrow areas, one under another.
struct Choice {
  Icon icon;
  std::string label;
  UiAction action;
  bool primary = false;
};
[[nodiscard]] float choicesHeight(const Scene& scene, std::size_t count, float width_dp);
void drawChoices(const Scene& scene, const std::vector<Choice>& choices, const Rect& area);

// The ways other than the face that this kiosk has, the PIN first.
[[nodiscard]] std::vector<Button> otherWays(const Scene& scene);
[[nodiscard]] std::vector<Choice> otherWayChoices(const Scene& scene);

// The title at the top with the way back beside it. Returns what is left of the area. In reach mode the way back is at
// the bottom.
Rect drawHeader(const Scene& scene, const Rect& area, const std::string& title, const UiAction& back);

// Clips what draw draws to the area and lets fingers move it up and down. draw gets the place of the whole content,
// which begins above the area when it was moved. Returns whether its end is in sight.
bool drawScrolled(const Scene& scene, const Rect& area, float contentHeight,
                  const std::function<void(const Rect& content)>& draw);
// The part of a row of scrolled content that can be touched: nothing when too little of it is in sight.
[[nodiscard]] std::optional<Rect> touchablePart(const Scene& scene, const Rect& row, const Rect& area);

// A picture in a disc, a headline and lines under it, in the middle of the area.
struct Statement {
  std::function<void(float x, float y, float radius_dp)> picture;
  float picture_radius_dp = 0;
  std::string lead;  // a few words in the accent colour above the headline; may be empty
  std::string headline;
  std::vector<std::string> lines;
};
void drawStatement(const Scene& scene, const Rect& area, const Statement& statement);

// The camera's newest picture as in a mirror, the part around the face that fills the place.
void drawMirror(const Scene& scene, const Rect& place, float radius_dp);
// The same with an oval to look into and a ring around it of which share is filled.
void drawMirrorWithOval(const Scene& scene, const Rect& place, float share);

// What is typed, with a caret behind it; hint stands there while it is empty.
void drawTextField(const Scene& scene, const Rect& rect, const TypedText& typed, const std::string& hint);
// The kiosk's own keyboard; enter is the word on its last key, which asks for EnterKey when can_enter.
void drawKeyboard(const Scene& scene, const Rect& area, const TypedText& typed, const std::string& enter,
                  bool can_enter);

}  // namespace dangol::ui
