#include "dangol/ui/korean.hpp"

#include <optional>
#include <vector>

#include "dangol/ui/utf8.hpp"

namespace dangol::ui {
namespace {

enum class Ending { Vowel, Rieul, Consonant };

std::optional<Ending> hangulEnding(char32_t c) {
  if (c < 0xAC00 || c > 0xD7A3) return std::nullopt;
  constexpr char32_t kFinals = 28;
  constexpr char32_t kFinalRieul = 8;
  const char32_t final = (c - 0xAC00) % kFinals;
  if (final == 0) return Ending::Vowel;
  return final == kFinalRieul ? Ending::Rieul : Ending::Consonant;
}

// 영 일 이 삼 사 오 육 칠 팔 구. Round numbers end in 십, 백, 천 or 만, which all have a final consonant as 영 has.
Ending digitEnding(char32_t digit) {
  switch (digit) {
    case U'1':
    case U'7':
    case U'8':
      return Ending::Rieul;
    case U'0':
    case U'3':
    case U'6':
      return Ending::Consonant;
    default:
      return Ending::Vowel;
  }
}

// A letter read by its name in Korean: 엘, 엠, 엔 and 알 end in a consonant.
Ending spelledEnding(char32_t letter) {
  switch (letter) {
    case U'l':
    case U'r':
      return Ending::Rieul;
    case U'm':
    case U'n':
      return Ending::Consonant;
    default:
      return Ending::Vowel;
  }
}

bool isOneOf(char32_t letter, std::u32string_view letters) { return letters.find(letter) != std::u32string_view::npos; }

// How a Latin word ends when it is written in Hangul: Kim 킴, Bell 벨, Park 박, Jack 잭; but Mark 마크, Smith 스미스,
// Rose 로즈: a stop closes the syllable only after a short vowel.
Ending latinEnding(char32_t beforePrevious, char32_t previous, char32_t last) {
  constexpr std::u32string_view kVowels = U"aeiou";
  if (last == U'l') return Ending::Rieul;
  if (isOneOf(last, U"mn")) return Ending::Consonant;
  if (last == U'g' && previous == U'n') return Ending::Consonant;
  const bool shortVowel = isOneOf(previous, kVowels) && !isOneOf(beforePrevious, kVowels);
  if (isOneOf(last, U"pk") && shortVowel) return Ending::Consonant;
  if (last == U'k' && previous == U'c') return Ending::Consonant;
  if (last == U't' && shortVowel) return Ending::Consonant;
  if (last == U'b' && shortVowel) return Ending::Consonant;
  return Ending::Vowel;
}

char32_t lower(char32_t c) { return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c; }
bool isLatin(char32_t c) { return lower(c) >= U'a' && lower(c) <= U'z'; }
bool isUpper(char32_t c) { return c >= U'A' && c <= U'Z'; }
bool isDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

Ending endingOf(std::string_view word) {
  std::vector<char32_t> letters;
  while (!word.empty()) {
    const char32_t c = takeCodePoint(word);
    if (hangulEnding(c) || isLatin(c) || isDigit(c)) letters.push_back(c);
  }
  if (letters.empty()) return Ending::Vowel;
  const char32_t last = letters.back();
  if (const auto ending = hangulEnding(last)) return *ending;
  if (isDigit(last)) return digitEnding(last);

  const auto at = [&](std::size_t fromEnd) {
    return letters.size() > fromEnd ? letters[letters.size() - 1 - fromEnd] : 0;
  };
  const bool spelled = !isLatin(at(1)) || (isUpper(last) && isUpper(at(1)));
  return spelled ? spelledEnding(lower(last)) : latinEnding(lower(at(2)), lower(at(1)), lower(last));
}

}  // namespace

std::string_view particle(std::string_view word, Particle particle) {
  const Ending ending = endingOf(word);
  const bool closed = ending != Ending::Vowel;
  switch (particle) {
    case Particle::Topic:
      return closed ? "은" : "는";
    case Particle::Subject:
      return closed ? "이" : "가";
    case Particle::Object:
      return closed ? "을" : "를";
    case Particle::With:
      return closed ? "과" : "와";
    case Particle::Towards:
      return ending == Ending::Consonant ? "으로" : "로";
    case Particle::Vocative:
      return closed ? "아" : "야";
    case Particle::Copula:
      return closed ? "이에요" : "예요";
  }
  return {};
}

std::string withParticle(std::string_view word, Particle which) {
  return std::string(word) + std::string(particle(word, which));
}

}  // namespace dangol::ui
