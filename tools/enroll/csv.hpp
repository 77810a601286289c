#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// Comma-separated values as RFC 4180 has them.
namespace dangol::enroll {

// A file that is no CSV: the line, and what is wrong there.
class CsvError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct CsvRow {
  std::size_t line = 0;  // of the file, where the row begins, counted from 1
  std::vector<std::string> cells;
};

// The rows of a text in UTF-8, with or without a byte order mark; lines end with CR LF or LF, empty ones are left out.
// Throws CsvError for a quotation mark that is not closed or stands within a cell without being doubled, and for what
// is not UTF-8.
[[nodiscard]] std::vector<CsvRow> parseCsv(std::string_view text);

// One line with its end (CR LF). Cells are quoted where they have to be.
[[nodiscard]] std::string csvLine(const std::vector<std::string>& cells);

// The same text for a spreadsheet program, which would take what begins with = + - or @ for a formula.
[[nodiscard]] std::string spreadsheetText(std::string_view text);

}  // namespace dangol::enroll
