#include "dangol/ui/admin_wording.hpp"
#include "dangol/ui/wording.hpp"
#include "screens/list_rows.hpp"
#include "screens/screens.hpp"
#include "screens/typing.hpp"
#include "widgets.hpp"

// The admin area's three lists: what happened, who is at work, who is enrolled.
namespace dangol::ui {
namespace {

Icon iconOf(AdminEventsScreen::Kind kind) {
  using Kind = AdminEventsScreen::Kind;
  switch (kind) {
    case Kind::Greeted:
      return Icon::Heart;
    case Kind::Unknown:
    case Kind::NotSure:
      return Icon::Person;
    case Kind::Undone:
      return Icon::Back;
    case Kind::ClockedIn:
    case Kind::ClockedOut:
    case Kind::BreakStarted:
    case Kind::BreakEnded:
      return Icon::Clock;
    case Kind::Opened:
      return Icon::Door;
    case Kind::Refused:
      return Icon::Cross;
  }
  return Icon::Person;
}

}  // namespace

void drawAdminEvents(const Scene& scene, const AdminEventsScreen& screen) {
  const Rect area = drawHeader(scene, contentArea(scene), scene.words(Text::AdminEvents), GoToPage{AdminPage::Menu});
  const auto row = [&](std::size_t i) {
    const auto& entry = screen.entries[i];
    ListRow shown{iconOf(entry.kind), eventWords(scene.state.language, entry.kind, shownName(scene, entry.name)),
                  timeWords(scene.state.language, entry.at, scene.state.local_offset)};
    shown.faint = entry.kind == AdminEventsScreen::Kind::Unknown || entry.kind == AdminEventsScreen::Kind::NotSure;
    return shown;
  };
  drawList(scene, area, screen.entries.size(), row, scene.words(Text::AdminNoEvents));
}

void drawAdminPresent(const Scene& scene, const AdminPresentScreen& screen) {
  const Rect area = drawHeader(scene, contentArea(scene), scene.words(Text::AdminPresent), GoToPage{AdminPage::Menu});
  const auto row = [&](std::size_t i) {
    const auto& entry = screen.entries[i];
    ListRow shown{entry.state == WorkState::OnBreak ? Icon::Cup : Icon::Clock, shownName(scene, entry.name),
                  workStateWords(scene.state.language, entry.state, entry.since, scene.state.local_offset)};
    shown.faint = entry.state == WorkState::OnBreak;
    return shown;
  };
  drawList(scene, area, screen.entries.size(), row, scene.words(Text::AdminNobodyIn));
}

void drawAdminPeople(const Scene& scene, const AdminPeopleScreen& screen) {
  if (screen.typing) {
    Typing typing;
    typing.title = scene.words(Text::AdminSearch);
    typing.note = peopleCountWords(scene.state.language, static_cast<int>(screen.entries.size()));
    typing.typed = screen.search;
    typing.hint = scene.words(Text::EnrolNameHint);
    typing.enter = scene.words(Text::Done);
    typing.can_enter = true;
    drawTyping(scene, typing);
    return;
  }
  Rect area = drawHeader(scene, contentArea(scene), scene.words(Text::AdminPeople), GoToPage{AdminPage::Menu});
  const bool searching = !screen.search.text.empty();
  std::vector<Button> buttons{{searching ? "“" + screen.search.text + "”" : scene.words(Text::AdminSearch),
                               ButtonKind::Quiet, SearchPeople{}, Icon::Search}};
  if (scene.state.capabilities.become_regular) {
    buttons.push_back({scene.words(Text::AdminEnrol), ButtonKind::Primary, BecomeRegular{}, Icon::Heart});
  }
  area = placeButtons(scene, buttons, area);
  const auto row = [&](std::size_t i) {
    const auto& entry = screen.entries[i];
    const std::string name = shownName(scene, entry.name);
    return ListRow{Icon::Person, name.empty() ? scene.words(Text::GuestName) : name, "", false, ShowPerson{entry.id},
                   entry.id};
  };
  drawList(scene, area, screen.entries.size(), row, scene.words(Text::AdminNobodyFound));
}

}  // namespace dangol::ui
