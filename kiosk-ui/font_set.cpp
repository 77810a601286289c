#include "dangol/ui/font_set.hpp"

#include <fmt/format.h>
#include <stb_truetype.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <optional>
#include <system_error>

#include "dangol/ui/error.hpp"
#include "dangol/ui/utf8.hpp"
#include "mapped_file.hpp"

namespace dangol::ui {
namespace {

struct Family {
  const char* regular;
  const char* bold;
  bool korean;
};

// In order of preference: the first Korean family that is installed sets the style, all others fill its gaps.
constexpr std::array kFamilies{
    Family{"NanumSquareRoundR.ttf", "NanumSquareRoundB.ttf", true},
    Family{"NanumSquareR.ttf", "NanumSquareB.ttf", true},
    Family{"NanumBarunGothic.ttf", "NanumBarunGothicBold.ttf", true},
    Family{"NanumGothic.ttf", "NanumGothicBold.ttf", true},
    Family{"NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", true},
    Family{"NotoSans-Regular.ttf", "NotoSans-Bold.ttf", false},
    Family{"DejaVuSans.ttf", "DejaVuSans-Bold.ttf", false},
};

constexpr char32_t kReplacement = U'·';
constexpr char32_t kMalformed =
    0xFFFD;  // what takeCodePoint makes of broken text; fonts draw a box with a question mark

struct Range {
  char32_t first;
  char32_t last;
};
template <std::size_t N>
bool isWithin(char32_t c, const std::array<Range, N>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(), [c](Range range) { return c >= range.first && c <= range.last; });
}

// Written right to left, or with letters that join or stack: wrong when drawn letter by letter.
constexpr std::array kShapedScripts{Range{0x0590, 0x08FF}, Range{0x0900, 0x109F},   Range{0x1780, 0x18AF},
                                    Range{0x1A00, 0x1CFF}, Range{0xFB1D, 0xFDFF},   Range{0xFE70, 0xFEFE},
                                    Range{0xA800, 0xABFF}, Range{0x10800, 0x11FFF}, Range{0x1E800, 0x1EFFF}};

// Marks without a picture of their own, and pictures that are no letters: what a name can lose without harm.
constexpr std::array kInvisible{Range{0x00AD, 0x00AD},  Range{0x0300, 0x036F}, Range{0x20D0, 0x20FF},
                                Range{0x200B, 0x200F},  Range{0x202A, 0x202E}, Range{0x2060, 0x206F},
                                Range{0xFE00, 0xFE0F},  Range{0xFEFF, 0xFEFF}, Range{0x1F3FB, 0x1F3FF},
                                Range{0x2600, 0x27BF},  Range{0x2B00, 0x2BFF}, Range{0x1F000, 0x1FBFF},
                                Range{0xE0000, 0xE0FFF}};

constexpr std::array kSigns{Range{0x0080, 0x00BF}, Range{0x00D7, 0x00D7}, Range{0x00F7, 0x00F7},
                            Range{0x2000, 0x2BFF}, Range{0x3000, 0x3030}, Range{0xFF00, 0xFF0F}};

bool isLetterOrDigit(char32_t c) {
  if (c < 0x80) return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
  return !isWithin(c, kSigns);
}

bool isSpace(char32_t c) { return c <= 0x20 || c == 0x7F || c == 0xA0 || c == 0x2028 || c == 0x2029 || c == 0x3000; }

// The syllable made of what is written so far and one more conjoining letter, as some systems store Hangul.
std::optional<char32_t> composed(char32_t previous, char32_t next) {
  constexpr char32_t kSyllables = 0xAC00;
  constexpr char32_t kVowels = 21;
  constexpr char32_t kFinals = 28;
  if (previous >= 0x1100 && previous <= 0x1112 && next >= 0x1161 && next <= 0x1175) {
    return kSyllables + ((previous - 0x1100) * kVowels + (next - 0x1161)) * kFinals;
  }
  const bool open = previous >= kSyllables && previous <= 0xD7A3 && (previous - kSyllables) % kFinals == 0;
  if (open && next > 0x11A7 && next <= 0x11C2) return previous + (next - 0x11A7);
  return std::nullopt;
}

std::map<std::string, std::filesystem::path> fontFiles(const std::vector<std::filesystem::path>& folders) {
  std::map<std::string, std::filesystem::path> files;
  for (const auto& folder : folders) {
    std::error_code error;
    std::filesystem::recursive_directory_iterator entry(
        folder, std::filesystem::directory_options::skip_permission_denied, error);
    while (!error && entry != std::filesystem::recursive_directory_iterator()) {
      files.emplace(entry->path().filename().string(), entry->path());
      entry.increment(error);
    }
  }
  return files;
}

}  // namespace

struct FontSet::Impl {
  struct Face {
    MappedFile file;
    stbtt_fontinfo info;
  };
  std::vector<Face> regular;
  std::vector<Face> bold;

  [[nodiscard]] const std::vector<Face>& faces(Weight weight) const { return weight == Weight::Bold ? bold : regular; }

  struct Found {
    const stbtt_fontinfo* info;
    int glyph;  // 0: the replacement is missing too
  };
  [[nodiscard]] Found find(Weight weight, char32_t codePoint) const {
    for (const auto& face : faces(weight)) {
      const int glyph = stbtt_FindGlyphIndex(&face.info, static_cast<int>(codePoint));
      if (glyph != 0) return {&face.info, glyph};
    }
    if (codePoint != kReplacement) return find(weight, kReplacement);
    return {&faces(weight).front().info, 0};
  }

  static bool add(std::vector<Face>& list, const std::filesystem::path& path) {
    MappedFile file(path);
    if (file.data() == nullptr) return false;
    const int offset = stbtt_GetFontOffsetForIndex(file.data(), 0);
    stbtt_fontinfo info{};
    if (offset < 0 || stbtt_InitFont(&info, file.data(), offset) == 0) return false;
    list.push_back({std::move(file), info});
    return true;
  }
};

std::vector<std::filesystem::path> FontSet::systemFolders() {
  std::vector<std::filesystem::path> folders{"/usr/share/fonts", "/usr/local/share/fonts"};
  if (const char* home = std::getenv("HOME")) folders.push_back(std::filesystem::path(home) / ".local/share/fonts");
  return folders;
}

FontSet::FontSet(const std::vector<std::filesystem::path>& folders) : impl_(std::make_unique<Impl>()) {
  const auto files = fontFiles(folders);
  for (const Family& family : kFamilies) {
    // A typeface without Korean never comes first: it would set the style.
    if (!family.korean && impl_->regular.empty()) break;
    const auto regular = files.find(family.regular);
    if (regular == files.end() || !Impl::add(impl_->regular, regular->second)) continue;
    const auto bold = files.find(family.bold);
    if (bold == files.end() || !Impl::add(impl_->bold, bold->second)) Impl::add(impl_->bold, regular->second);
  }
  if (!impl_->regular.empty()) return;

  std::string searched;
  for (const auto& folder : folders) searched += (searched.empty() ? "" : ", ") + folder.string();
  throw UiError(fmt::format("no Korean typeface in {}; install the Debian package fonts-nanum (or fonts-noto-cjk)",
                            searched.empty() ? "an empty list of folders" : searched));
}

FontSet::~FontSet() = default;
FontSet::FontSet(FontSet&&) noexcept = default;
FontSet& FontSet::operator=(FontSet&&) noexcept = default;

bool FontSet::has(char32_t codePoint) const {
  if (codePoint == kMalformed || isWithin(codePoint, kShapedScripts) || isWithin(codePoint, kInvisible)) return false;
  const auto inFace = [&](const Impl::Face& face) {
    return stbtt_FindGlyphIndex(&face.info, static_cast<int>(codePoint)) != 0;
  };
  return std::any_of(impl_->regular.begin(), impl_->regular.end(), inFace) &&
         std::any_of(impl_->bold.begin(), impl_->bold.end(), inFace);
}

std::string FontSet::drawable(std::string_view text) const {
  std::u32string letters;
  for (std::string_view rest = text; !rest.empty();) {
    const char32_t c = takeCodePoint(rest);
    if (isWithin(c, kInvisible)) continue;
    const auto syllable = letters.empty() ? std::nullopt : composed(letters.back(), c);
    if (syllable) {
      letters.back() = *syllable;
    } else {
      letters.push_back(isSpace(c) ? U' ' : c);
    }
  }

  std::string shown;
  std::string word;
  bool anyLetter = false;
  bool wordHasMore = false;
  const auto endWord = [&] {
    if (wordHasMore) shown += (shown.empty() ? "" : " ") + word;
    word.clear();
    wordHasMore = false;
  };
  bool replacedLast = false;
  for (const char32_t c : letters) {
    const bool drawn = c != U' ' && has(c);
    if (c == U' ') {
      endWord();
    } else if (drawn) {
      appendCodePoint(word, c);
      wordHasMore = true;
      anyLetter = anyLetter || isLetterOrDigit(c);
    } else if (!replacedLast) {
      appendCodePoint(word, kReplacement);
    }
    replacedLast = c != U' ' && !drawn;
  }
  endWord();
  return anyLetter ? shown : std::string();
}

float FontSet::advance_px(Weight weight, float em_px, char32_t codePoint, char32_t next) const {
  const auto [info, glyph] = impl_->find(weight, codePoint);
  int advance = 0;
  stbtt_GetGlyphHMetrics(info, glyph, &advance, nullptr);
  if (next != 0) {
    const auto following = impl_->find(weight, next);
    if (following.info == info) advance += stbtt_GetGlyphKernAdvance(info, glyph, following.glyph);
  }
  return static_cast<float>(advance) * stbtt_ScaleForMappingEmToPixels(info, em_px);
}

float FontSet::width_px(Weight weight, float em_px, std::string_view text) const {
  float width = 0;
  if (text.empty()) return width;
  char32_t current = takeCodePoint(text);
  while (current != 0) {
    const char32_t next = text.empty() ? 0 : takeCodePoint(text);
    width += advance_px(weight, em_px, current, next);
    current = next;
  }
  return width;
}

float FontSet::middleToBaseline_px(Weight weight, float em_px) const {
  const auto [info, glyph] = impl_->find(weight, U'한');
  int bottom = 0;
  int top = 0;
  stbtt_GetGlyphBox(info, glyph, nullptr, &bottom, nullptr, &top);
  return static_cast<float>(bottom + top) / 2 * stbtt_ScaleForMappingEmToPixels(info, em_px);
}

GlyphBitmap FontSet::rasterise(Weight weight, float em_px, char32_t codePoint) const {
  const auto [info, glyph] = impl_->find(weight, codePoint);
  const float scale = stbtt_ScaleForMappingEmToPixels(info, em_px);
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;
  stbtt_GetGlyphBitmapBox(info, glyph, scale, scale, &left, &top, &right, &bottom);
  GlyphBitmap bitmap{left, top, right - left, bottom - top, {}};
  if (bitmap.width_px <= 0 || bitmap.height_px <= 0) return {left, top, 0, 0, {}};
  bitmap.coverage.resize(static_cast<std::size_t>(bitmap.width_px) * static_cast<std::size_t>(bitmap.height_px));
  stbtt_MakeGlyphBitmap(info, bitmap.coverage.data(), bitmap.width_px, bitmap.height_px, bitmap.width_px, scale, scale,
                        glyph);
  return bitmap;
}

}  // namespace dangol::ui
