#include "../../gallery/text.hpp"

#include <doctest/doctest.h>

#include <string>

#include "dangol/gallery/gallery.hpp"

using namespace dangol::gallery;

namespace {

std::string repeated(const std::string& text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("a name that is empty or blank is refused") {
  for (const std::string name : {"", " ", "   ", "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xE2\x80\x8D "}) {
    CAPTURE(name);
    CHECK(whyNameIsRefused(name).has_value());
  }
}

TEST_CASE("a name of 81 characters is refused and one of 80 is not") {
  for (const std::string character : {"a", "\xC3\xA9", "\xEA\xB9\x80", "\xF0\x9F\x98\x80"}) {
    CHECK_FALSE(whyNameIsRefused(repeated(character, 80)).has_value());
    CHECK(whyNameIsRefused(repeated(character, 81)) == "it is longer than 80 characters");
  }
  CHECK(whyNameIsRefused(std::string(10'000'000, 'x')) == "it is longer than 80 characters");
}

TEST_CASE("a name with control characters is refused") {
  for (const std::string& control :
       {std::string("\0", 1), std::string("\x01"), std::string("\t"), std::string("\n"), std::string("\r"),
        std::string("\x1B[31m"), std::string("\x7F"), std::string("\xC2\x85"), std::string("\xE2\x80\xA8"),
        std::string("\xE2\x80\xA9"), std::string("\xEF\xBB\xBF")}) {
    CHECK(whyNameIsRefused("Ann" + control + "a") == "it holds a control character");
  }
}

TEST_CASE("a name that changes the direction of writing is refused") {
  for (const std::string control :
       {"\xD8\x9C", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xAA", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA9"}) {
    CHECK(whyNameIsRefused("Ann" + control + "a") ==
          "it holds an invisible character that changes the direction of writing");
  }
}

TEST_CASE("a name that is not valid UTF-8 is refused") {
  for (const std::string bytes : {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                  "\xF8\x88\x80\x80\x80", "\xFF", "\xEA\xB9", "\xF0\x9F\x98"}) {
    CHECK(whyNameIsRefused("Anna" + bytes) == "it is not valid UTF-8 text");
    CHECK(whyNameIsRefused(bytes + "Anna") == "it is not valid UTF-8 text");
  }
}

TEST_CASE("names of many scripts are accepted") {
  for (const std::string name :
       {"A", "Robert'); DROP TABLE person;--", "\xEA\xB9\x80\xEB\xB3\xB4\xEA\xB8\xB0", "Zo\xC3\xAB", "\xF0\x9F\x98\x80",
        "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D", "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE"}) {
    CAPTURE(name);
    CHECK_FALSE(whyNameIsRefused(name).has_value());
  }
}

TEST_CASE("text that cannot be shown is replaced and a long one is cut") {
  CHECK(displayable("a\x1B[31mb\xE2\x80\xAE", 100) == "a\xEF\xBF\xBD[31mb\xEF\xBF\xBD");
  CHECK(displayable("\xFF\xC3", 100) == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(displayable("\xEA\xB9\x80\xEB\xB3\xB4\xEA\xB8\xB0", 2) == "\xEA\xB9\x80\xEB\xB3\xB4");
  CHECK(displayable("photo 2.jpg", 100) == "photo 2.jpg");
}

TEST_CASE("valid UTF-8 is decoded to its characters") {
  CHECK(decodeUtf8("") == U"");
  CHECK(decodeUtf8("a\xC3\xA9\xEA\xB9\x80\xF0\x9F\x98\x80") == U"a\u00E9\uAE40\U0001F600");
  CHECK_FALSE(decodeUtf8("\xED\xBF\xBF").has_value());
}
