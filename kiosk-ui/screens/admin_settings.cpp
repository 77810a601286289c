#include "screens/screens.hpp"
#include "screens/settings_rows.hpp"
#include "widgets.hpp"

namespace dangol::ui {

void drawAdminSettings(const Scene& scene, const AdminSettingsScreen&) {
  const Rect area = drawHeader(scene, contentArea(scene), scene.words(Text::AdminSettings), GoToPage{AdminPage::Menu});
  drawSettings(scene, area, adminSettings(scene), false);
}

}  // namespace dangol::ui
