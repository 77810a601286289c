#include "text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
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
