#pragma once

#include <string>
#include <string_view>

namespace dangol::ui {

// Particles that depend on how the word before them ends: with a final consonant / without.
enum class Particle {
  Topic,     // 은 / 는
  Subject,   // 이 / 가
  Object,    // 을 / 를
  With,      // 과 / 와
  Towards,   // 으로 / 로 (로 after a final ㄹ too)
  Vocative,  // 아 / 야
  Copula     // 이에요 / 예요
};

// The particle that follows the word. Digits and Latin letters count as they are read aloud in Korean ("3" 삼, "L" 엘);
// closing brackets, quotes and other marks are passed over. A word with nothing to read takes the form without a final
// consonant. Reentrant.
[[nodiscard]] std::string_view particle(std::string_view word, Particle particle);

// The word with its particle.
[[nodiscard]] std::string withParticle(std::string_view word, Particle particle);

}  // namespace dangol::ui
