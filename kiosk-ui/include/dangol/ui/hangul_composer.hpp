#pragma once

#include <string>

namespace dangol::ui {

// Puts Hangul letters together to syllables while they are typed, as the two-set (두벌식) keyboard does. Holds the one
// syllable that may still change. Reentrant.
class HangulComposer {
 public:
  // The letters U+3131 to U+3163; everything else is none.
  [[nodiscard]] static bool isLetter(char32_t c);

  // Adds a letter. Returns what is finished by it and will not change any more; often nothing.
  // Requires: isLetter(letter).
  [[nodiscard]] std::u32string type(char32_t letter);

  // Takes the last letter away. False when there is none: the text before it is to be shortened instead.
  bool erase();

  // What is being composed: a syllable, a letter alone, or 0 for nothing.
  [[nodiscard]] char32_t composing() const;

  // Finishes it: what composing() was, or nothing.
  [[nodiscard]] std::u32string finish();

 private:
  [[nodiscard]] std::u32string typeConsonant(char32_t consonant);
  [[nodiscard]] std::u32string typeVowel(char32_t vowel);

  // Letters, 0 for none. A final stands only after an initial and a vowel.
  char32_t initial_ = 0;
  char32_t vowel_ = 0;
  char32_t final_ = 0;
};

}  // namespace dangol::ui
