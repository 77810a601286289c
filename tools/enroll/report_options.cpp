#include "report_options.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>

#include "new_file.hpp"
#include "option_checks.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

std::chrono::minutes minutesOf(double hours) { return std::chrono::minutes{std::llround(hours * 60)}; }

}  // namespace

checkin::AttendancePolicy ReportOptions::policy() const {
  checkin::AttendancePolicy policy;
  policy.forgottenAfter = minutesOf(forgotten_h);
  policy.longShift = minutesOf(long_h);
  policy.shortestRest = minutesOf(rest_h);
  return policy;
}

void addOutputOptions(CLI::App& command, ReportOptions& options) {
  command.add_option("--format", options.format, "How it is written")
      ->check(oneOf({"text", "csv", "json", "html"}))
      ->capture_default_str()
      ->type_name("text|csv|json|html");
  command.add_option("--language", options.language, "Of the words in text and html")
      ->check(oneOf({"ko", "en"}))
      ->capture_default_str()
      ->type_name("ko|en");
  command.add_option("--out", options.out, "Write a new file instead of printing")->type_name("FILE");
  command.add_flag("--bom", options.spreadsheet,
                   "CSV for a spreadsheet program: a byte order mark, and no text that it takes for a formula");
}

void addPolicyOptions(CLI::App& command, ReportOptions& options) {
  command.add_option("--forgotten-after", options.forgotten_h, "A shift that nobody ended ends after so many hours")
      ->check(between(1.0, 36.0))
      ->capture_default_str()
      ->type_name("H");
  command.add_option("--long-shift", options.long_h, "More work than this in one shift is to be checked")
      ->check(between(0.0, 36.0))
      ->capture_default_str()
      ->type_name("H");
  command.add_option("--shortest-rest", options.rest_h, "Less rest than this between two days is to be checked")
      ->check(between(0.0, 24.0))
      ->capture_default_str()
      ->type_name("H");
}

void write(const Settings& settings, const ReportOptions& options, const ReportTable& table) {
  const auto language = options.language == "ko" ? ReportLanguage::Korean : ReportLanguage::English;
  const std::string format = settings.json ? "json" : options.format;
  std::string bytes;
  if (format == "csv") {
    bytes = toCsv(table, options.spreadsheet);
  } else if (format == "json") {
    bytes = toJson(table).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  } else if (format == "html") {
    bytes = toHtml(table, language);
  } else {
    bytes = toText(table, language);
  }
  if (!options.out.empty()) {
    NewFile file(options.out);
    file.append(bytes);
    return;
  }
  fmt::print("{}", bytes);
}

std::optional<std::chrono::local_days> parseDay(std::string_view text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  int read = 0;
  const std::string whole(text);
  if (whole.size() != 10 || std::sscanf(whole.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &read) != 3 ||
      read != 10) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::local_days{date};
}

}  // namespace dangol::enroll
