#include "dangol/ui/utf8.hpp"

#include <doctest/doctest.h>

#include <vector>

using dangol::ui::appendCodePoint;
using dangol::ui::takeCodePoint;

namespace {

std::vector<char32_t> codePoints(std::string_view text) {
  std::vector<char32_t> all;
  while (!text.empty()) all.push_back(takeCodePoint(text));
  return all;
}

}  // namespace

TEST_CASE("each malformed byte becomes one replacement and nothing after it is lost") {
  constexpr char32_t kBad = 0xFFFD;
  CHECK(codePoints("\xFF") == std::vector<char32_t>{kBad});
  CHECK(codePoints("\x80z") == std::vector<char32_t>{kBad, U'z'});
  CHECK(codePoints("\xEA\xB9") == std::vector<char32_t>{kBad, kBad});            // cut in the middle
  CHECK(codePoints("\xC0\x80") == std::vector<char32_t>{kBad, kBad});            // overlong zero
  CHECK(codePoints("\xE0\x80\x80") == std::vector<char32_t>{kBad, kBad, kBad});  // overlong
  CHECK(codePoints("\xED\xA0\x80") == std::vector<char32_t>{kBad, kBad, kBad});  // half a surrogate pair
  CHECK(codePoints("\xF4\x90\x80\x80")[0] == kBad);                              // beyond Unicode
}

TEST_CASE("code points of every length go out and come back") {
  for (const char32_t c : {U'A', U'é', U'김', U'…', char32_t{0x1F600}, char32_t{0x10FFFF}}) {
    std::string text;
    appendCodePoint(text, c);
    CHECK(codePoints(text) == std::vector<char32_t>{c});
  }
}
