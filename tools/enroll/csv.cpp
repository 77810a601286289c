#include "csv.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text.hpp"

namespace dangol::enroll {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::vector<CsvRow> rows() {
    std::vector<CsvRow> rows;
    while (at_ < text_.size()) {
      CsvRow row = nextRow();
      const bool empty = row.cells.size() == 1 && row.cells.front().empty();
      if (!empty) rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  CsvRow nextRow() {
    CsvRow row{line_, {}};
    while (true) {
      row.cells.push_back(peek() == '"' ? quotedCell() : plainCell());
      if (peek() != ',') break;
      ++at_;
    }
    endLine();
    return row;
  }

  std::string plainCell() {
    const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
    const std::string_view cell = text_.substr(at_, end - at_);
    if (cell.find('"') != std::string_view::npos) {
      throw CsvError(
          fmt::format("line {}: a quotation mark within a cell; quote the cell, and double the mark", line_));
    }
    at_ = end;
    return std::string(cell);
  }

  std::string quotedCell() {
    const std::size_t begins = line_;
    std::string cell;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        ++at_;
        if (peek() != '"') return cell;
      } else if (text_[at_] == '\n') {
        ++line_;
      }
      cell += text_[at_];
    }
    throw CsvError(fmt::format("line {}: a quotation mark is not closed", begins));
  }

  void endLine() {
    if (peek() == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] != '\n') {
      throw CsvError(fmt::format("line {}: something follows a closing quotation mark", line_));
    }
    ++at_;
    ++line_;
  }

  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

std::vector<CsvRow> parseCsv(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (!isUtf8(text)) throw CsvError("it is not UTF-8; save it as 'CSV UTF-8'");
  return Parser(text).rows();
}

std::string csvLine(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    if (cells[i].find_first_of(",\"\r\n") == std::string::npos) {
      line += cells[i];
      continue;
    }
    line += '"';
    for (const char c : cells[i]) line += c == '"' ? std::string("\"\"") : std::string(1, c);
    line += '"';
  }
  return line + "\r\n";
}

std::string spreadsheetText(std::string_view text) {
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  return fmt::format("{}{}", formula ? "'" : "", text);
}

}  // namespace dangol::enroll
