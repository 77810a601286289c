#include "dangol/ui/utf8.hpp"

#include <cassert>
#include <cstddef>

namespace dangol::ui {
namespace {

constexpr char32_t kMalformed = 0xFFFD;

struct Lead {
  std::size_t length;
  char32_t bits;
  char32_t least;  // a smaller value in this many bytes is an overlong form
};

Lead readLead(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return {2, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return {4, byte & 0x07U, 0x10000};
  return {0, 0, 0};
}

}  // namespace

char32_t takeCodePoint(std::string_view& text) {
  assert(!text.empty());
  const Lead lead = readLead(static_cast<unsigned char>(text[0]));
  char32_t value = lead.bits;
  bool good = lead.length > 0 && text.size() >= lead.length;
  for (std::size_t i = 1; good && i < lead.length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    good = (byte & 0xC0U) == 0x80;
    value = (value << 6U) | (byte & 0x3FU);
  }
  good = good && value >= lead.least && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  text.remove_prefix(good ? lead.length : 1);
  return good ? value : kMalformed;
}

void appendCodePoint(std::string& text, char32_t codePoint) {
  const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80U | ((codePoint >> shift) & 0x3FU)); };
  if (codePoint < 0x80) {
    text += static_cast<char>(codePoint);
  } else if (codePoint < 0x800) {
    text += static_cast<char>(0xC0U | (codePoint >> 6U));
    tail(0);
  } else if (codePoint < 0x10000) {
    text += static_cast<char>(0xE0U | (codePoint >> 12U));
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0U | (codePoint >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace dangol::ui
