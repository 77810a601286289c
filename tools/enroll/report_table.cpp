#include "report_table.hpp"

#include <fmt/format.h>

#include "csv.hpp"
#include "table.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

constexpr std::string_view kStyle = R"(
  :root { color-scheme: light; font: 15px/1.5 "Nanum Gothic", "Noto Sans KR", "Malgun Gothic", system-ui, sans-serif; }
  body { margin: 2.5rem auto; max-width: 70rem; padding: 0 1.5rem; color: #1c1a17; background: #fff; }
  h1 { font-size: 1.6rem; font-weight: 650; margin: 0 0 .25rem; }
  p { margin: 0; color: #6a645b; }
  table { border-collapse: collapse; width: 100%; margin-top: 1.5rem; font-variant-numeric: tabular-nums; }
  th, td { padding: .4rem .6rem; text-align: left; border-bottom: 1px solid #e6e1d8; vertical-align: top; }
  th { font-weight: 600; border-bottom: 2px solid #1c1a17; white-space: nowrap; }
  .right { text-align: right; white-space: nowrap; }
  tr.total td { font-weight: 650; background: #f7f4ee; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  @page { margin: 15mm; }
  @media print { body { margin: 0; max-width: none; padding: 0; } tr.total td { background: none; } }
)";

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

std::string plainText(const Json& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  return value.is_number_float() ? fmt::format("{:.2f}", value.get<double>()) : value.dump();
}

std::string_view classOf(const ReportTable::Column& column) {
  return column.align == ReportTable::Align::Right ? " class=\"right\"" : "";
}

}  // namespace

std::string toText(const ReportTable& table, ReportLanguage language) {
  std::vector<Table::Column> columns;
  for (const auto& column : table.columns) {
    const bool right = column.align == ReportTable::Align::Right;
    columns.push_back({column.heading.in(language), right ? Table::Align::Right : Table::Align::Left});
  }
  Table text(std::move(columns));
  for (const auto& row : table.rows) {
    std::vector<std::string> cells;
    for (const Cell& cell : row.cells) cells.push_back(cell.text.in(language));
    text.add(std::move(cells));
  }
  std::string result = table.title.in(language) + "\n";
  for (const Words& note : table.notes) result += note.in(language) + "\n";
  return result + "\n" + text.text();
}

std::string toCsv(const ReportTable& table, bool spreadsheet) {
  std::vector<std::string> cells;
  for (const auto& column : table.columns) cells.push_back(column.key);
  std::string csv = (spreadsheet ? "\xEF\xBB\xBF" : "") + csvLine(cells);
  for (const auto& row : table.rows) {
    if (row.total) continue;
    cells.clear();
    for (const Cell& cell : row.cells) {
      const std::string text = plainText(cell.value);
      cells.push_back(spreadsheet && cell.value.is_string() ? spreadsheetText(text) : text);
    }
    csv += csvLine(cells);
  }
  return csv;
}

Json toJson(const ReportTable& table) {
  Json rows = Json::array();
  for (const auto& row : table.rows) {
    if (row.total) continue;
    Json object = Json::object();
    for (std::size_t i = 0; i < row.cells.size(); ++i) object[table.columns[i].key] = row.cells[i].value;
    rows.push_back(std::move(object));
  }
  Json notes = Json::array();
  for (const Words& note : table.notes) notes.push_back(note.english);
  return {{"title", table.title.english}, {"notes", std::move(notes)}, {"rows", std::move(rows)}};
}

std::string toHtml(const ReportTable& table, ReportLanguage language) {
  const std::string_view tag = language == ReportLanguage::Korean ? "ko" : "en";
  const std::string title = escaped(table.title.in(language));
  std::string html = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>{}</style>\n</head>\n"
      "<body>\n<h1>{}</h1>\n",
      tag, title, kStyle, title);
  for (const Words& note : table.notes) html += fmt::format("<p>{}</p>\n", escaped(note.in(language)));
  html += "<table>\n<thead><tr>";
  for (const auto& column : table.columns) {
    html += fmt::format("<th{}>{}</th>", classOf(column), escaped(column.heading.in(language)));
  }
  html += "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    html += row.total ? "<tr class=\"total\">" : "<tr>";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      html +=
          fmt::format("<td{}>{}</td>", classOf(table.columns[i]), escaped(printable(row.cells[i].text.in(language))));
    }
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table>\n</body>\n</html>\n";
}

}  // namespace dangol::enroll
