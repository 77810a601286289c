#include "dangol/ui/wording.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {

void drawAccess(const Scene& scene, const AccessScreen& screen) {
  const Palette& colours = scene.colours();
  const Language language = screen.granted ? screen.language.value_or(scene.state.language) : scene.state.language;
  Rect area = contentArea(scene);
  if (!screen.granted) area = placeButtons(scene, otherWays(scene), area);

  Statement statement;
  statement.picture_radius_dp = scene.metrics().space_dp(17);
  statement.picture = [&](float x, float y, float radius) {
    const Colour disc = screen.granted ? colours.positive : colours.attention;
    drawBadge(scene.canvas, screen.granted ? Icon::Check : Icon::Cross, x, y, radius * 0.86F, disc, colours.surface);
    const float gone = shareOf(screen.countdown.since, screen.countdown.until, scene.now);
    scene.canvas.arc(x, y, radius * 0.96F, radius * 0.96F, gone, 1, disc, scene.metrics().space_dp(0.75F));
  };
  const std::string name = shownName(scene, screen.name);
  if (screen.granted && !name.empty()) statement.lead = nameWords(language, name);
  statement.headline = std::string(text(language, screen.granted ? Text::AccessGranted : Text::AccessRefused));
  statement.lines = {std::string(text(language, screen.granted ? Text::AccessGrantedLine : Text::AccessRefusedLine))};
  drawStatement(scene, area, statement);
}

}  // namespace dangol::ui
