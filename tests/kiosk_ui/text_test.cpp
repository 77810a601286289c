#include "dangol/ui/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
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

// Every word of letters and digits that follows the mark.
std::vector<std::string> wordsAfter(const std::string& text, const std::string& mark) {
  std::vector<std::string> words;
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) {
    at += mark.size();
    const auto start = text.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = std::find_if(start, text.end(), [](unsigned char c) { return std::isalnum(c) == 0; });
    if (end != start) words.emplace_back(start, end);
  }
  return words;
}

std::vector<std::string> keys() {
  const std::string header = contents(kFolder / "include/dangol/ui/text.hpp");
  const auto start = header.find("enum class Text {");
  return wordsAfter(header.substr(start, header.find("};", start) - start), "\n  ");
}

}  // namespace

TEST_CASE("no key is unused") {
  std::string sources;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kFolder)) {
    const bool catalogue = entry.path().parent_path().filename() == "strings";
    if (entry.path().extension() == ".cpp" && !catalogue) sources += contents(entry.path());
  }
  const auto used = wordsAfter(sources, "Text::");
  const std::set<std::string> usedKeys(used.begin(), used.end());
  REQUIRE(keys().size() == kTextCount);
  for (const auto& key : keys()) {
    CAPTURE(key);
    CHECK(usedKeys.contains(key));
  }
}

TEST_CASE("both languages fill in the same values") {
  for (std::size_t i = 0; i < kTextCount; ++i) {
    auto korean = wordsAfter(std::string(catalogue(Language::Korean)[i].words), "{");
    auto english = wordsAfter(std::string(catalogue(Language::English)[i].words), "{");
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
