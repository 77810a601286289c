#pragma once

#include <memory>
#include <string>

#include "dangol/ui/values.hpp"

namespace dangol::ui {

// Three tones that differ in melody, not only in pitch: two rising notes, two falling notes, one note twice.
enum class Tone { Accepted, Refused, Attention };

// What the kiosk lets people hear. Both calls return at once; what comes while something sounds is heard after it, and
// what is spoken gives way to the next thing spoken. Bound to one thread.
class Sounds {
 public:
  virtual ~Sounds() = default;
  // volume: 0 (nothing) to kLoudest.
  virtual void play(Tone tone, int volume) = 0;
  virtual void say(Language language, const std::string& words, int volume) = 0;
};

// Plays on the system's default sound device, and speaks where the program espeak-ng is installed. Silent, and nothing
// else, where there is no device, it is taken by somebody else, or it is unplugged; it is tried again at the next
// sound. Never throws.
[[nodiscard]] std::unique_ptr<Sounds> systemSounds();

}  // namespace dangol::ui
