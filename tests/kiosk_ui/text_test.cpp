#include "dangol/ui/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "dangol/ui/font_set.hpp"
#include "dangol/ui/utf8.hpp"

using namespace dangol::ui;

namespace {

const std::filesystem::path kFolder = std::filesystem::path(DANGOL_SOURCE_FOLDER) / "kiosk-ui";

std::string contents(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> matches(const std::string& text, const std::regex& pattern) {
  std::vector<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), pattern), end; it != end; ++it) found.push_back((*it)[1]);
  return found;
}

std::vector<std::string> keys() {
  const std::string header = contents(kFolder / "include/dangol/ui/text.hpp");
  const auto start = header.find("enum class Text {");
  return matches(header.substr(start, header.find("};", start) - start), std::regex(R"(\n\s+(\w+))"));
}

}  // namespace

TEST_CASE("no key is unused") {
  std::string sources;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kFolder)) {
    const bool catalogue = entry.path().parent_path().filename() == "strings";
    if (entry.path().extension() == ".cpp" && !catalogue) sources += contents(entry.path());
  }
  const auto used = matches(sources, std::regex(R"(Text::(\w+))"));
  const std::set<std::string> usedKeys(used.begin(), used.end());
  REQUIRE(keys().size() == kTextCount);
  for (const auto& key : keys()) {
    CAPTURE(key);
    CHECK(usedKeys.contains(key));
  }
}

TEST_CASE("both languages fill in the same values") {
  const std::regex value(R"(\{(\w+)\})");
  for (std::size_t i = 0; i < kTextCount; ++i) {
    auto korean = matches(std::string(catalogue(Language::Korean)[i].words), value);
    auto english = matches(std::string(catalogue(Language::English)[i].words), value);
    std::sort(korean.begin(), korean.end());
    std::sort(english.begin(), english.end());
    CAPTURE(i);
    CHECK(korean == english);
  }
}

TEST_CASE("every letter of both catalogues has a glyph") {
  const FontSet fonts;
  for (const Language language : {Language::Korean, Language::English}) {
    for (const auto& entry : catalogue(language)) {
      for (std::string_view rest = entry.words; !rest.empty();) {
        CAPTURE(entry.words);
        CHECK(fonts.has(takeCodePoint(rest)));
      }
    }
  }
}

TEST_CASE("a text is found by its key") {
  CHECK(text(Language::Korean, Text::NotMe) == "제가 아니에요");
  CHECK(text(Language::English, Text::NotMe) == "That’s not me");
}
