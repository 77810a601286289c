#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json_output.hpp"

// What every report comes to: one table, to be read, printed or imported.
namespace dangol::enroll {

enum class ReportLanguage { English, Korean };

// The same words in both languages.
struct Words {
  std::string english;
  std::string korean;
  [[nodiscard]] const std::string& in(ReportLanguage language) const {
    return language == ReportLanguage::Korean ? korean : english;
  }
};

// What is read, and what a program gets.
struct Cell {
  Words text;
  Json value;

  static Cell of(const std::string& text) { return {{text, text}, text}; }
  static Cell empty() { return {{}, nullptr}; }
};

struct ReportTable {
  enum class Align { Left, Right };
  struct Column {
    std::string key;  // in CSV and JSON, never translated
    Words heading;
    Align align = Align::Left;
  };
  struct Row {
    std::vector<Cell> cells;  // one for each column
    bool total = false;       // a sum of rows above: not in CSV and JSON, where it would be counted twice
  };
  Words title;
  std::vector<Words> notes;  // below the title: the period, how times were rounded
  std::vector<Column> columns;
  std::vector<Row> rows;
};

// For a terminal.
[[nodiscard]] std::string toText(const ReportTable& table, ReportLanguage language);
// RFC 4180 with a line of keys. For a spreadsheet: with a byte order mark, and nothing that would be a formula.
[[nodiscard]] std::string toCsv(const ReportTable& table, bool spreadsheet);
// {"title", "notes", "rows": [{key: value}]}
[[nodiscard]] Json toJson(const ReportTable& table);
// One page that needs no other file, made to be printed.
[[nodiscard]] std::string toHtml(const ReportTable& table, ReportLanguage language);

}  // namespace dangol::enroll
