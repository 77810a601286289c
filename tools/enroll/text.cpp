#include "text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <climits>
#include <cwchar>
#include <cwctype>

namespace dangol::enroll {
namespace {

// Calls use(bytes, character) for each character; a byte that is no UTF-8 comes alone, without a character.
template <class Use>
void forEachCharacter(std::string_view text, Use use) {
  std::mbstate_t state{};
  while (!text.empty()) {
    wchar_t character = 0;
    const std::size_t length = text.front() == '\0' ? 1 : std::mbrtowc(&character, text.data(), text.size(), &state);
    if (length > text.size()) {
      use(text.substr(0, 1), std::optional<wchar_t>());
      state = {};
      text.remove_prefix(1);
    } else {
      use(text.substr(0, length), std::optional<wchar_t>(character));
      text.remove_prefix(length);
    }
  }
}

// Marks that reorder what stands around them: a file name could pass for another.
bool changesDirection(wchar_t character) {
  return character == 0x200E || character == 0x200F || (character >= 0x202A && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069);
}

// Unicode 15, section 3.12: a syllable's number is made of the numbers of its sounds.
constexpr wchar_t kFirstSyllable = 0xAC00;
constexpr wchar_t kLeads = 0x1100;
constexpr wchar_t kVowels = 0x1161;
constexpr wchar_t kTailsBefore = 0x11A7;  // number 0 is no final sound
constexpr wchar_t kLeadCount = 19;
constexpr wchar_t kVowelCount = 21;
constexpr wchar_t kTailCount = 28;

bool isSyllableWithoutTail(wchar_t c) {
  return c >= kFirstSyllable && c < kFirstSyllable + kLeadCount * kVowelCount * kTailCount &&
         (c - kFirstSyllable) % kTailCount == 0;
}

// The two as one; nothing when they do not go together.
std::optional<wchar_t> joined(wchar_t before, wchar_t c) {
  if (before >= kLeads && before < kLeads + kLeadCount && c >= kVowels && c < kVowels + kVowelCount) {
    return kFirstSyllable + ((before - kLeads) * kVowelCount + (c - kVowels)) * kTailCount;
  }
  if (isSyllableWithoutTail(before) && c > kTailsBefore && c < kTailsBefore + kTailCount) {
    return before + (c - kTailsBefore);
  }
  return std::nullopt;
}

std::string utf8(wchar_t character) {
  std::array<char, MB_LEN_MAX> bytes{};
  std::mbstate_t state{};
  const std::size_t length = std::wcrtomb(bytes.data(), character, &state);
  return length > bytes.size() ? std::string() : std::string(bytes.data(), length);
}

}  // namespace

std::string printable(std::string_view text) {
  std::string shown;
  forEachCharacter(text, [&](std::string_view bytes, std::optional<wchar_t> character) {
    if (character && std::iswcntrl(static_cast<std::wint_t>(*character)) == 0 && !changesDirection(*character)) {
      shown += bytes;
      return;
    }
    for (const char byte : bytes) shown += fmt::format("\\x{:02x}", static_cast<unsigned char>(byte));
  });
  return shown;
}

int displayWidth(std::string_view text) {
  int width = 0;
  forEachCharacter(text, [&](std::string_view, std::optional<wchar_t> character) {
    width += std::max(0, character ? wcwidth(*character) : 1);
  });
  return width;
}

std::string composeHangul(std::string_view text) {
  std::string composed;
  std::optional<wchar_t> open;  // a character that the next one may complete
  const auto flush = [&] {
    if (open) composed += utf8(*open);
    open.reset();
  };
  forEachCharacter(text, [&](std::string_view bytes, std::optional<wchar_t> character) {
    const auto both = open && character ? joined(*open, *character) : std::nullopt;
    if (both) {
      open = both;
      return;
    }
    flush();
    if (character && *character >= kLeads) {
      open = character;
    } else {
      composed += bytes;
    }
  });
  flush();
  return composed;
}

bool isUtf8(std::string_view text) {
  bool valid = true;
  forEachCharacter(text, [&](std::string_view, std::optional<wchar_t> character) { valid = valid && character; });
  return valid;
}

std::string asciiLower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::optional<double> parseNumber(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string counted(std::size_t count, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", count, count == 1 ? singular : plural);
}

}  // namespace dangol::enroll
