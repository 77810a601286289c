#include "text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "dangol/gallery/gallery.hpp"

namespace dangol::gallery {

namespace {

constexpr std::size_t kLongestName = 80;
constexpr std::size_t kLongestCharacter_bytes = 4;

struct Decoded {
  char32_t character = 0;
  std::size_t bytes = 0;  // 0: not UTF-8
};

// How many bytes a character takes by its first one, that byte's payload, and the least character worth so many bytes.
struct Lead {
  std::uint8_t mask, value;
  std::size_t bytes;
  char32_t least;
};
constexpr std::array<Lead, 4> kLeads{
    {{0x80, 0x00, 1, 0x0}, {0xE0, 0xC0, 2, 0x80}, {0xF0, 0xE0, 3, 0x800}, {0xF8, 0xF0, 4, 0x10000}}};

Decoded decodeFirst(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  for (const Lead& lead : kLeads) {
    if ((byte(0) & lead.mask) != lead.value) continue;
    if (text.size() < lead.bytes) return {};
    char32_t character = byte(0) & static_cast<std::uint8_t>(~lead.mask);
    for (std::size_t i = 1; i < lead.bytes; ++i) {
      if ((byte(i) & 0xC0U) != 0x80U) return {};
      character = (character << 6U) | (byte(i) & 0x3FU);
    }
    const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    if (character < lead.least || character > 0x10FFFF || surrogate) return {};
    return {character, lead.bytes};
  }
  return {};
}

bool isControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 || c == 0xFEFF; }

// Unicode's Bidi_Control: marks, embeddings, overrides and isolates. They can make a line read as another one.
bool isDirectionControl(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool isBlank(char32_t c) {
  return c == 0x20 || c == 0xA0 || c == 0xAD || c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200D) ||
         c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0x3164;
}

}  // namespace

std::optional<std::u32string> decodeUtf8(std::string_view text) {
  std::u32string characters;
  while (!text.empty()) {
    const Decoded next = decodeFirst(text);
    if (next.bytes == 0) return std::nullopt;
    characters += next.character;
    text.remove_prefix(next.bytes);
  }
  return characters;
}

std::string displayable(std::string_view text, std::size_t most_characters) {
  static constexpr std::string_view replacement = "\xEF\xBF\xBD";
  std::string shown;
  for (std::size_t count = 0; !text.empty() && count < most_characters; ++count) {
    const Decoded next = decodeFirst(text);
    const bool plain = next.bytes > 0 && !isControl(next.character) && !isDirectionControl(next.character);
    shown += plain ? text.substr(0, next.bytes) : replacement;
    text.remove_prefix(std::max<std::size_t>(next.bytes, 1));
  }
  return shown;
}

std::optional<std::string> whyNameIsRefused(std::string_view name) {
  if (name.empty()) return "it is empty";
  const std::string too_long = "it is longer than " + std::to_string(kLongestName) + " characters";
  if (name.size() > kLongestName * kLongestCharacter_bytes) return too_long;
  const auto characters = decodeUtf8(name);
  if (!characters) return "it is not valid UTF-8 text";
  if (characters->size() > kLongestName) return too_long;
  if (std::any_of(characters->begin(), characters->end(), isControl)) return "it holds a control character";
  if (std::any_of(characters->begin(), characters->end(), isDirectionControl)) {
    return "it holds an invisible character that changes the direction of writing";
  }
  if (std::all_of(characters->begin(), characters->end(), isBlank)) return "it is blank";
  return std::nullopt;
}

}  // namespace dangol::gallery
