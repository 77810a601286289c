#include "dangol/ui/code_scanner.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>

using namespace dangol::ui;
using std::chrono::milliseconds;

namespace {

// Types letters so far apart; returns when the last was typed.
SteadyTime type(CodeScanner& scanner, std::u32string_view letters, milliseconds apart, SteadyTime at) {
  for (const char32_t letter : letters) {
    scanner.letter(letter, at);
    at += apart;
  }
  return at - apart;
}

constexpr SteadyTime kStart{std::chrono::hours(1)};

}  // namespace

TEST_CASE("Enter without letters is no code") { CHECK_FALSE(CodeScanner().enter(kStart)); }

TEST_CASE("a person types too slowly for a code") {
  CodeScanner scanner;
  const auto end = type(scanner, U"REG-1234", milliseconds{150}, kStart);
  CHECK_FALSE(scanner.enter(end + milliseconds{10}));
}

TEST_CASE("fast letters and Enter are a code and only once") {
  CodeScanner scanner;
  const auto end = type(scanner, U"REG-단골", milliseconds{5}, kStart);
  CHECK(scanner.enter(end + milliseconds{5}) == std::string("REG-단골"));
  CHECK_FALSE(scanner.enter(end + milliseconds{6}));
}

TEST_CASE("an Enter that comes late ends nothing") {
  CodeScanner scanner;
  const auto end = type(scanner, U"REG-1234", milliseconds{5}, kStart);
  CHECK_FALSE(scanner.enter(end + milliseconds{500}));
}

TEST_CASE("letters before a pause do not belong to the code") {
  CodeScanner scanner;
  type(scanner, U"xy", milliseconds{5}, kStart);
  const auto end = type(scanner, U"REG-1", milliseconds{5}, kStart + milliseconds{300});
  CHECK(scanner.enter(end + milliseconds{5}) == std::string("REG-1"));
}

TEST_CASE("what is too short or too long is dropped whole") {
  CodeScanner scanner;
  CHECK_FALSE(scanner.enter(type(scanner, U"abc", milliseconds{5}, kStart)));
  const auto end = type(scanner, std::u32string(513, U'x'), milliseconds{1}, kStart + milliseconds{900});
  CHECK_FALSE(scanner.enter(end));
  const auto next = type(scanner, U"abcd", milliseconds{1}, end + milliseconds{100});
  CHECK(scanner.enter(next) == std::string("abcd"));
}
