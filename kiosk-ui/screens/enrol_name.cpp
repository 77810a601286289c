#include <string>

#include "screens/screens.hpp"
#include "screens/typing.hpp"

namespace dangol::ui {

void drawEnrolName(const Scene& scene, const EnrolNameScreen& screen) {
  Typing typing;
  typing.title = scene.words(Text::EnrolNameTitle);
  typing.note = scene.words(screen.taken ? Text::EnrolNameTaken : Text::EnrolNameNote);
  typing.note_warns = screen.taken;
  typing.typed = screen.name;
  typing.hint = scene.words(Text::EnrolNameHint);
  typing.enter = scene.words(Text::Next);
  typing.can_enter = screen.name.text.find_first_not_of(' ') != std::string::npos;
  typing.step = 1;
  drawTyping(scene, typing);
}

}  // namespace dangol::ui
