#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace dangol::enroll {

// Rows under a line of headings, in columns as wide as their widest cell on a terminal.
class Table {
 public:
  enum class Align { Left, Right };
  struct Column {
    std::string heading;
    Align align = Align::Left;
  };
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // Requires: a cell for each column.
  void add(std::vector<std::string> cells);
  // Cells are shown through printable().
  [[nodiscard]] std::string text() const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace dangol::enroll
