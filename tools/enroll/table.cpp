#include "table.hpp"

#include <algorithm>
#include <cassert>

#include "text.hpp"

namespace dangol::enroll {
namespace {

std::string padding(int columns) { return std::string(static_cast<std::size_t>(std::max(0, columns)), ' '); }

}  // namespace

void Table::add(std::vector<std::string> cells) {
  assert(cells.size() == columns_.size());
  for (std::string& cell : cells) cell = printable(cell);
  rows_.push_back(std::move(cells));
}

std::string Table::text() const {
  std::vector<int> widths;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    int width = displayWidth(columns_[column].heading);
    for (const auto& row : rows_) width = std::max(width, displayWidth(row[column]));
    widths.push_back(width);
  }
  std::string out;
  const auto addLine = [&](const auto& cellAt) {
    std::string line;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const std::string& cell = cellAt(column);
      const std::string space = padding(widths[column] - displayWidth(cell));
      line += columns_[column].align == Align::Left ? cell + space : space + cell;
      line += "  ";
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  };
  addLine([&](std::size_t column) -> const std::string& { return columns_[column].heading; });
  for (const auto& row : rows_) addLine([&](std::size_t column) -> const std::string& { return row[column]; });
  return out;
}

}  // namespace dangol::enroll
