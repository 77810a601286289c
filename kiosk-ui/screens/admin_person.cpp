#include "dangol/ui/admin_wording.hpp"
#include "dangol/ui/wording.hpp"
#include "screens/screens.hpp"
#include "widgets.hpp"

namespace dangol::ui {

void drawAdminPerson(const Scene& scene, const AdminPersonScreen& screen) {
  const Palette& colours = scene.colours();
  const Language language = scene.state.language;
  Rect area = drawHeader(scene, contentArea(scene), scene.words(Text::AdminPeople), GoToPage{AdminPage::People});
  std::vector<Button> buttons;
  if (screen.asked) {
    buttons.push_back({scene.words(Text::Cancel), ButtonKind::Quiet, ShowPerson{screen.id}});
    buttons.push_back({scene.words(Text::AdminForgetNow), ButtonKind::Primary, ForgetPerson{screen.id}, Icon::Cross});
  } else {
    buttons.push_back({scene.words(Text::AdminForget), ButtonKind::Quiet, ForgetPerson{screen.id}, Icon::Cross});
  }
  area = placeButtons(scene, buttons, area);
  Statement statement;
  statement.picture_radius_dp = scene.metrics().space_dp(9);
  statement.picture = [&](float x, float y, float radius) {
    drawBadge(scene.canvas, screen.asked ? Icon::Bang : Icon::Person, x, y, radius, colours.surface,
              screen.asked ? colours.attention : colours.accent);
  };
  const std::string name = shownName(scene, screen.name);
  statement.headline = name.empty() ? scene.words(Text::GuestName) : name;
  if (screen.asked) {
    statement.lines = {scene.words(Text::AdminForgetAsk), scene.words(Text::AdminForgetWhat)};
  } else {
    statement.lines = personWords(language, screen, scene.state.local_offset);
  }
  drawStatement(scene, area, statement);
}

}  // namespace dangol::ui
