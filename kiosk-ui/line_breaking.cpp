#include "dangol/ui/line_breaking.hpp"

#include <algorithm>
#include <cassert>

#include "dangol/ui/utf8.hpp"

namespace dangol::ui {
namespace {

constexpr std::string_view kEllipsis = "…";

std::string_view trimmedRight(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::string_view trimmedLeft(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  return text;
}

// The longest beginning of text, cut between code points, that keep() accepts.
template <class Keep>
std::string_view longestBeginning(std::string_view text, const Keep& keep) {
  std::string_view rest = text;
  std::size_t length = 0;
  while (!rest.empty()) {
    static_cast<void>(takeCodePoint(rest));
    const std::size_t next = text.size() - rest.size();
    if (!keep(text.substr(0, next))) break;
    length = next;
  }
  return text.substr(0, length);
}

// How many bytes of text the next line takes, the spaces after it included.
std::size_t lineLength(std::string_view text, float width, const MeasureText& measure) {
  const std::size_t newline = std::min(text.find('\n'), text.size());
  std::size_t length = 0;
  while (length < newline) {
    const std::size_t start = std::min(text.find_first_not_of(' ', length), newline);
    const std::size_t end = std::min(text.find(' ', start), newline);
    if (measure(trimmedRight(text.substr(0, end))) > width) break;
    length = end;
  }
  if (length == 0 && newline > 0) {
    length =
        longestBeginning(text.substr(0, newline), [&](std::string_view part) { return measure(part) <= width; }).size();
    if (length == 0) {
      std::string_view rest = text;
      static_cast<void>(takeCodePoint(rest));
      length = text.size() - rest.size();
    }
  }
  return length;
}

float widestWord(std::string_view text, const MeasureText& measure) {
  float widest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    widest = std::max(widest, measure(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return widest;
}

// The text's sentences, without the spaces between them.
std::vector<std::string_view> sentencesOf(std::string_view text) {
  std::vector<std::string_view> sentences;
  for (std::size_t end = 0; end < text.size(); ++end) {
    const bool stop = text[end] == '.' || text[end] == '!' || text[end] == '?';
    const bool ends = text[end] == '\n' || (stop && end + 1 < text.size() && text[end + 1] == ' ');
    if (!ends) continue;
    sentences.push_back(trimmedRight(text.substr(0, text[end] == '\n' ? end : end + 1)));
    text = trimmedLeft(text.substr(end + 1));
    end = 0;
  }
  sentences.push_back(text);
  return sentences;
}

std::string_view afterLine(std::string_view text, std::size_t length) {
  text = trimmedLeft(text.substr(length));
  if (text.starts_with('\n')) text.remove_prefix(1);
  return trimmedLeft(text);
}

}  // namespace

std::string ellipsise(std::string_view text, float width, const MeasureText& measure) {
  if (measure(text) <= width) return std::string(text);
  const auto withDots = [](std::string_view part) { return std::string(trimmedRight(part)) + std::string(kEllipsis); };
  const auto kept = longestBeginning(text, [&](std::string_view part) { return measure(withDots(part)) <= width; });
  return withDots(kept);
}

std::vector<std::string> breakLines(std::string_view text, float width, std::size_t max_lines,
                                    const MeasureText& measure) {
  assert(max_lines >= 1);
  std::vector<std::string> lines;
  std::string_view rest = trimmedRight(trimmedLeft(text));
  do {
    const std::size_t length = lineLength(rest, width, measure);
    const std::string_view line = trimmedRight(rest.substr(0, length));
    const std::string_view next = afterLine(rest, length);
    if (!next.empty() && lines.size() + 1 == max_lines) {
      std::string last(rest);
      std::replace(last.begin(), last.end(), '\n', ' ');
      lines.push_back(ellipsise(last, width, measure));
      return lines;
    }
    lines.emplace_back(line);
    rest = next;
  } while (!rest.empty());
  return lines;
}

std::vector<std::string> breakLinesEvenly(std::string_view text, float width, std::size_t max_lines,
                                          const MeasureText& measure) {
  const auto widest = breakLines(text, width, max_lines, measure);
  if (widest.size() < 2) return widest;

  const auto sentences = sentencesOf(text);
  if (sentences.size() > 1) {
    std::vector<std::string> lines;
    for (const auto sentence : sentences) {
      const auto more = breakLinesEvenly(sentence, width, max_lines + 1, measure);
      lines.insert(lines.end(), more.begin(), more.end());
    }
    if (lines.size() <= widest.size()) return lines;
  }

  // The narrowest width that needs no more lines makes them about equally long. Never narrower than the longest word,
  // or that would be broken to no purpose.
  float tooNarrow = std::min(width, widestWord(text, measure));
  float enough = width;
  for (int step = 0; step < 12; ++step) {
    const float middle = (tooNarrow + enough) / 2;
    const bool good = breakLines(text, middle, max_lines + 1, measure).size() <= widest.size();
    (good ? enough : tooNarrow) = middle;
  }
  return breakLines(text, enough, max_lines, measure);
}

}  // namespace dangol::ui
