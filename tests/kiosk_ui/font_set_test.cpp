#include "dangol/ui/font_set.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <numeric>
#include <string>

#include "dangol/ui/error.hpp"

using namespace dangol::ui;

namespace {

struct TemporaryFolder {
  std::filesystem::path path;
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "dangol-fonts-XXXXXX").string();
    path = ::mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path); }
};

}  // namespace

TEST_CASE("no Korean typeface names the package to install and where it was looked for") {
  const TemporaryFolder folder;
  CHECK_THROWS_WITH_AS(FontSet({folder.path}), doctest::Contains("fonts-nanum"), UiError);
  CHECK_THROWS_WITH_AS(FontSet({folder.path}), doctest::Contains(folder.path.c_str()), UiError);
  CHECK_THROWS_AS(FontSet({folder.path / "missing"}), UiError);
  CHECK_THROWS_AS(FontSet(std::vector<std::filesystem::path>()), UiError);
}

TEST_CASE("a broken font file is passed over") {
  const TemporaryFolder folder;
  std::ofstream(folder.path / "NanumSquareRoundR.ttf") << "not a font at all";
  std::ofstream(folder.path / "NanumGothic.ttf").flush();
  CHECK_THROWS_AS(FontSet({folder.path}), UiError);
}

TEST_CASE("a regular face stands in for a missing bold one") {
  const TemporaryFolder folder;
  std::filesystem::path regular;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("/usr/share/fonts")) {
    if (entry.path().filename() == "NanumSquareRoundR.ttf") regular = entry.path();
  }
  REQUIRE(!regular.empty());
  std::filesystem::copy(regular, folder.path);
  const FontSet fonts({folder.path});
  CHECK(fonts.width_px(Weight::Bold, 40, "단골") == fonts.width_px(Weight::Regular, 40, "단골"));
}

TEST_CASE("what cannot be drawn leaves a name without boxes") {
  const FontSet fonts;
  CHECK(fonts.drawable("") == "");
  CHECK(fonts.drawable("\xF0\x9F\x98\x80\xF0\x9F\x8E\x89") == "");
  CHECK(fonts.drawable("محمد") == "");
  CHECK(fonts.drawable("!?") == "");
  CHECK(fonts.drawable("김\xF0\x9F\x98\x80단골 \xF0\x9F\x8E\x89") == "김단골");
  CHECK(fonts.drawable("김단골 محمد") == "김단골");
  CHECK(fonts.drawable("김محمد단골") == "김·단골");
  CHECK(fonts.drawable("\u202E김단골\u200D") == "김단골");
  CHECK(fonts.drawable("김\n단골\t ") == "김 단골");
  CHECK(fonts.drawable("김\xFF단골") == "김·단골");
}

TEST_CASE("conjoining Hangul is composed") {
  const FontSet fonts;
  CHECK(fonts.drawable("\u1100\u1175\u11B7\u1103\u1161\u11AB\u1100\u1169\u11AF") == "김단골");
}

TEST_CASE("every Hangul syllable and the letters of European names have glyphs") {
  const FontSet fonts;
  int missing = 0;
  for (char32_t c = 0xAC00; c <= 0xD7A3; ++c) missing += fonts.has(c) ? 0 : 1;
  CHECK(missing == 0);
  for (char32_t c = 0x20; c < 0x7F; ++c) CHECK(fonts.has(c));
  CHECK(fonts.drawable("Łukasz Přikład-Ñandú") == "Łukasz Přikład-Ñandú");
}

TEST_CASE("glyphs of different syllables are different pictures") {
  const FontSet fonts;
  const auto first = fonts.rasterise(Weight::Bold, 40, U'김');
  const auto second = fonts.rasterise(Weight::Bold, 40, U'뷁');
  CHECK(std::accumulate(first.coverage.begin(), first.coverage.end(), 0) > 0);
  CHECK(first.coverage != second.coverage);
  CHECK(first.coverage.size() == static_cast<std::size_t>(first.width_px * first.height_px));
  CHECK(fonts.rasterise(Weight::Bold, 40, U' ').coverage.empty());
}

TEST_CASE("width grows with the size and with the text") {
  const FontSet fonts;
  CHECK(fonts.width_px(Weight::Regular, 40, "") == 0);
  CHECK(fonts.width_px(Weight::Regular, 80, "단골") ==
        doctest::Approx(2 * fonts.width_px(Weight::Regular, 40, "단골")));
  CHECK(fonts.width_px(Weight::Regular, 40, "단골 님") > fonts.width_px(Weight::Regular, 40, "단골"));
}
