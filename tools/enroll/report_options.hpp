#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "command.hpp"
#include "reports.hpp"

// What the reports have in common: how working time is read, and where the result goes.
namespace dangol::enroll {

struct ReportOptions {
  std::string format = "text";
  std::string language = "en";
  std::string out;
  bool spreadsheet = false;
  double forgotten_h = 15;
  double long_h = 12;
  double rest_h = 11;
  [[nodiscard]] checkin::AttendancePolicy policy() const;
};

void addOutputOptions(CLI::App& command, ReportOptions& options);
void addPolicyOptions(CLI::App& command, ReportOptions& options);

// Writes it to stdout or to a new file, which only its owner may read. Throws CommandError.
void write(const Settings& settings, const ReportOptions& options, const ReportTable& table);

// "2026-03-01"; nothing for anything else.
[[nodiscard]] std::optional<std::chrono::local_days> parseDay(std::string_view text);

}  // namespace dangol::enroll
