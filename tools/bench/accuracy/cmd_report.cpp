#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>

#include "bench_error.hpp"
#include "csv_report.hpp"
#include "html_report.hpp"

namespace dangol::bench {
namespace {

struct Arguments {
  std::vector<std::filesystem::path> reports;
  std::filesystem::path out;
  std::filesystem::path csv;
};

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text << std::flush;
  if (!out) throw BenchError(file.string() + " cannot be written; check the folder and the space left");
}

Json readReport(const std::filesystem::path& file) {
  std::ifstream in(file);
  Json report = Json::parse(in, nullptr, false);
  if (report.is_discarded()) {
    throw BenchError(file.string() + " is not a report; write one with --json of identify or verify");
  }
  return report;
}

int report(const Arguments& arguments) {
  std::vector<Json> reports;
  for (const auto& file : arguments.reports) reports.push_back(readReport(file));
  if (arguments.out.empty() && arguments.csv.empty()) throw BenchError("nothing is to be made; name --out or --csv");
  if (!arguments.out.empty()) write(arguments.out, htmlReport(reports));
  if (!arguments.csv.empty()) write(arguments.csv, csvReport(reports));
  return 0;
}

}  // namespace

void addReport(CLI::App& app, Program& program) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("report", "Make one page with plots, which opens offline, from reports");
  command->add_option("reports", arguments->reports, "What identify, verify and calibrate wrote with --json")
      ->required()
      ->type_name("FILE");
  command->add_option("--out", arguments->out, "The page")->type_name("FILE");
  command->add_option("--csv", arguments->csv, "The figures alone, one a line")->type_name("FILE");
  command->footer("Example:\n  dangol-bench report verify.json identify.json --out report.html");
  command->callback([arguments, &program] { program.chosen = [arguments] { return report(*arguments); }; });
}

}  // namespace dangol::bench
