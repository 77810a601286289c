#pragma once

#include <optional>
#include <string>

#include "dangol/ui/sounds.hpp"
#include "dangol/ui/view_state.hpp"

namespace dangol::ui {

// What is heard when a screen appears.
struct Cue {
  std::optional<Tone> tone;
  std::string words;  // spoken when voice prompts are on; may be empty
  Language language = Language::Korean;
  friend bool operator==(const Cue&, const Cue&) = default;
};
// For a state that was reached from another one. Reentrant. Digits, codes and names of refused people are never spoken.
[[nodiscard]] Cue cueFor(const ViewState& before, const ViewState& now);

// Lets people hear what they see, as far as ViewState::ease asks for it. Bound to one thread.
class Announcer {
 public:
  // sounds must outlive this object.
  explicit Announcer(Sounds& sounds) : sounds_(sounds) {}

  // The state that is shown now.
  void follow(const ViewState& state);

 private:
  Sounds& sounds_;
  std::optional<ViewState> before_;
};

}  // namespace dangol::ui
