#pragma once

#include <string>

#include "scene.hpp"

namespace dangol::ui {

// A question, a field and the keyboard, in which something is typed.
struct Typing {
  std::string title;
  std::string note;         // under the field; may be empty
  bool note_warns = false;  // the note says that something is not right
  TypedText typed;
  std::string hint;   // in the empty field
  std::string enter;  // the word on the keyboard's last key
  bool can_enter = false;
  int step = 0;  // of an enrolment, 1 to 4; 0: none
};
void drawTyping(const Scene& scene, const Typing& typing);

// The four steps of an enrolment, at the right end of a header's line; step: 1 to 4.
void drawSteps(const Scene& scene, const Rect& area, int step);

}  // namespace dangol::ui
