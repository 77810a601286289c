#include "dangol/ui/hangul_composer.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <string_view>

namespace dangol::ui {
namespace {

constexpr std::u32string_view kInitials = U"ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
constexpr std::u32string_view kVowels = U"ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
constexpr std::u32string_view kFinals = U"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

// Two letters that are typed one after the other and stand in one place of the syllable.
struct Pair {
  char32_t first;
  char32_t second;
  char32_t both;
};
constexpr std::array kVowelPairs{Pair{U'ㅗ', U'ㅏ', U'ㅘ'}, Pair{U'ㅗ', U'ㅐ', U'ㅙ'}, Pair{U'ㅗ', U'ㅣ', U'ㅚ'},
                                 Pair{U'ㅜ', U'ㅓ', U'ㅝ'}, Pair{U'ㅜ', U'ㅔ', U'ㅞ'}, Pair{U'ㅜ', U'ㅣ', U'ㅟ'},
                                 Pair{U'ㅡ', U'ㅣ', U'ㅢ'}};
constexpr std::array kFinalPairs{Pair{U'ㄱ', U'ㅅ', U'ㄳ'}, Pair{U'ㄴ', U'ㅈ', U'ㄵ'}, Pair{U'ㄴ', U'ㅎ', U'ㄶ'},
                                 Pair{U'ㄹ', U'ㄱ', U'ㄺ'}, Pair{U'ㄹ', U'ㅁ', U'ㄻ'}, Pair{U'ㄹ', U'ㅂ', U'ㄼ'},
                                 Pair{U'ㄹ', U'ㅅ', U'ㄽ'}, Pair{U'ㄹ', U'ㅌ', U'ㄾ'}, Pair{U'ㄹ', U'ㅍ', U'ㄿ'},
                                 Pair{U'ㄹ', U'ㅎ', U'ㅀ'}, Pair{U'ㅂ', U'ㅅ', U'ㅄ'}};

template <std::size_t N>
std::optional<char32_t> together(const std::array<Pair, N>& pairs, char32_t first, char32_t second) {
  const auto found =
      std::find_if(pairs.begin(), pairs.end(), [&](Pair p) { return p.first == first && p.second == second; });
  return found == pairs.end() ? std::nullopt : std::optional(found->both);
}

template <std::size_t N>
const Pair* partsOf(const std::array<Pair, N>& pairs, char32_t both) {
  const auto found = std::find_if(pairs.begin(), pairs.end(), [&](Pair p) { return p.both == both; });
  return found == pairs.end() ? nullptr : &*found;
}

bool isOneOf(char32_t letter, std::u32string_view letters) { return letters.find(letter) != std::u32string_view::npos; }

}  // namespace

bool HangulComposer::isLetter(char32_t c) { return c >= U'ㄱ' && c <= U'ㅣ'; }

std::u32string HangulComposer::type(char32_t letter) {
  assert(isLetter(letter));
  return isOneOf(letter, kVowels) ? typeVowel(letter) : typeConsonant(letter);
}

std::u32string HangulComposer::typeConsonant(char32_t consonant) {
  if (initial_ != 0 && vowel_ != 0) {
    if (final_ == 0 && isOneOf(consonant, kFinals)) {
      final_ = consonant;
      return {};
    }
    if (const auto both = together(kFinalPairs, final_, consonant)) {
      final_ = *both;
      return {};
    }
  }
  std::u32string done = finish();
  initial_ = consonant;
  return done;
}

std::u32string HangulComposer::typeVowel(char32_t vowel) {
  if (final_ != 0) {
    // The final consonant, or its second half, begins the next syllable: 닭 and ㅣ make 달기.
    const Pair* parts = partsOf(kFinalPairs, final_);
    const char32_t next = parts != nullptr ? parts->second : final_;
    final_ = parts != nullptr ? parts->first : 0;
    std::u32string done = finish();
    initial_ = next;
    vowel_ = vowel;
    return done;
  }
  if (vowel_ == 0) {
    // A cluster such as ㄳ begins no syllable.
    std::u32string done = initial_ != 0 && !isOneOf(initial_, kInitials) ? finish() : std::u32string();
    vowel_ = vowel;
    return done;
  }
  if (const auto both = together(kVowelPairs, vowel_, vowel)) {
    vowel_ = *both;
    return {};
  }
  std::u32string done = finish();
  vowel_ = vowel;
  return done;
}

bool HangulComposer::erase() {
  if (final_ != 0) {
    const Pair* parts = partsOf(kFinalPairs, final_);
    final_ = parts != nullptr ? parts->first : 0;
    return true;
  }
  if (vowel_ != 0) {
    const Pair* parts = partsOf(kVowelPairs, vowel_);
    vowel_ = parts != nullptr ? parts->first : 0;
    return true;
  }
  const bool had = initial_ != 0;
  initial_ = 0;
  return had;
}

char32_t HangulComposer::composing() const {
  if (initial_ == 0 || vowel_ == 0) return initial_ != 0 ? initial_ : vowel_;
  const auto initial = static_cast<char32_t>(kInitials.find(initial_));
  const auto vowel = static_cast<char32_t>(kVowels.find(vowel_));
  const auto last = final_ == 0 ? char32_t{0} : static_cast<char32_t>(kFinals.find(final_)) + 1;
  return U'가' + (initial * static_cast<char32_t>(kVowels.size()) + vowel) * 28 + last;
}

std::u32string HangulComposer::finish() {
  const char32_t done = composing();
  initial_ = vowel_ = final_ = 0;
  return done == 0 ? std::u32string() : std::u32string(1, done);
}

}  // namespace dangol::ui
