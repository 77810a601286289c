#include "drawings.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {
namespace {

struct Words {
  Icon icon;
  Text headline;
  Text line;
};

Words wordsOf(MessageScreen::Kind kind) {
  switch (kind) {
    case MessageScreen::Kind::StaffCalled:
      return {Icon::Bell, Text::StaffCalled, Text::StaffCalledLine};
    case MessageScreen::Kind::GreetingUndone:
      return {Icon::Check, Text::GreetingUndone, Text::GreetingUndoneLine};
    case MessageScreen::Kind::Forgotten:
      return {Icon::Check, Text::Forgotten, Text::ForgottenLine};
    case MessageScreen::Kind::NotPossible:
      return {Icon::Bang, Text::NotPossible, Text::NotPossibleLine};
  }
  return {Icon::Check, Text::StaffCalled, Text::StaffCalledLine};
}

}  // namespace

void drawMessage(const Scene& scene, const MessageScreen& screen) {
  const Palette& colours = scene.colours();
  const Words words = wordsOf(screen.kind);
  const std::vector<Button> close{
      {scene.words(Text::Close), ButtonKind::Quiet, Dismiss{}, std::nullopt, screen.countdown}};
  const Rect area = placeButtons(scene, close, contentArea(scene));
  Statement statement;
  statement.picture_radius_dp = scene.metrics().space_dp(12);
  statement.picture = [&](float x, float y, float radius) {
    drawBadge(scene.canvas, words.icon, x, y, radius, colours.surface,
              words.icon == Icon::Bang ? colours.attention : colours.accent);
  };
  statement.headline = scene.words(words.headline);
  statement.lines = {scene.words(words.line)};
  drawStatement(scene, area, statement);
}

}  // namespace dangol::ui
