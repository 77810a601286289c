#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "command.hpp"
#include "local_time.hpp"
#include "option_checks.hpp"
#include "report_options.hpp"
#include "reports.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

using std::chrono::days;
using std::chrono::local_days;

struct ReportArguments : ReportOptions {
  std::string what;
  std::string month;
  std::string from;
  std::string until;
  int round_min = 0;
  std::string round_way = "nearest";
  std::string layout = "shifts";
  std::vector<std::string> columns;
  std::string pay_code = "REG";
  std::vector<std::string> pay_code_for;
  bool allow_missing_code = false;
};

constexpr days kLongestPeriod{3700};

local_days dayOf(const std::string& option, const std::string& text) {
  const auto day = parseDay(text);
  if (!day) {
    throw CommandError(ExitCode::Usage, fmt::format("{} '{}' is no day; write 2026-03-01", option, printable(text)));
  }
  return *day;
}

Period monthOf(const std::string& text) {
  const auto first = text.size() == 7 ? parseDay(text + "-01") : std::nullopt;
  if (!first) {
    throw CommandError(ExitCode::Usage, fmt::format("--month '{}' is no month; write 2026-03", printable(text)));
  }
  const std::chrono::year_month_day date{*first};
  return {*first, local_days{(date.year() / date.month() + std::chrono::months{1}) / 1}};
}

Period periodOf(const ReportArguments& arguments) {
  if (!arguments.month.empty()) return monthOf(arguments.month);
  const local_days today{std::chrono::floor<days>(now() + localOffset(now())).time_since_epoch()};
  Period period;
  period.from = arguments.from.empty() ? today : dayOf("--from", arguments.from);
  period.until =
      arguments.until.empty() ? std::max(today, period.from) + days{1} : dayOf("--to", arguments.until) + days{1};
  if (period.from >= period.until) throw CommandError(ExitCode::Usage, "--from has to be before --to, or the same day");
  if (period.until - period.from > kLongestPeriod) throw CommandError(ExitCode::Usage, "that is more than ten years");
  return period;
}

checkin::Rounding roundingOf(const ReportArguments& arguments) {
  checkin::Rounding rounding;
  rounding.step = std::chrono::minutes{arguments.round_min};
  if (arguments.round_way == "down") rounding.way = checkin::Rounding::Way::Down;
  if (arguments.round_way == "up") rounding.way = checkin::Rounding::Way::Up;
  return rounding;
}

PayrollLayout layoutOf(const ReportArguments& arguments) {
  PayrollLayout layout;
  layout.payCode = arguments.pay_code;
  if (!arguments.columns.empty()) layout.columns = arguments.columns;
  const auto known = payrollColumns();
  for (const std::string& column : layout.columns) {
    if (std::ranges::find(known, column) != known.end()) continue;
    throw CommandError(ExitCode::Usage,
                       fmt::format("--columns has '{}'; there are {}", printable(column), fmt::join(known, ", ")));
  }
  for (const std::string& pair : arguments.pay_code_for) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == pair.size()) {
      throw CommandError(ExitCode::Usage, fmt::format("--pay-code-for '{}' must be TASK=CODE", printable(pair)));
    }
    layout.payCodeOfTask[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return layout;
}

void requireCodes(const ReportArguments& arguments, std::span<const WorkingPerson> people, const Period& period) {
  if (arguments.allow_missing_code) return;
  auto missing = withoutCode(people, period);
  if (missing.empty()) return;
  for (std::string& name : missing) name = printable(name);
  throw CommandError(ExitCode::Refused,
                     fmt::format("no code for payroll: {}. Give them one with 'dangol import-staff', or export without "
                                 "with --allow-missing-code",
                                 fmt::join(missing, ", ")));
}

std::vector<gallery::Event> eventsAround(const gallery::Gallery& gallery, const Period& period) {
  // Local days begin up to 14 hours before and end up to 12 hours after those of UTC.
  const gallery::WallTime from{(period.from - days{1}).time_since_epoch()};
  const gallery::WallTime until{(period.until + days{2}).time_since_epoch()};
  return gallery.events({.from = from, .until = until, .newest = std::numeric_limits<int>::max()});
}

ExitCode report(const Settings& settings, const ReportArguments& arguments) {
  const Period period = periodOf(arguments);
  const auto rounding = roundingOf(arguments);
  const PayrollLayout layout = layoutOf(arguments);
  auto gallery = openGallery(settings, gallery::Access::ReadOnly);
  if (arguments.what == "visits" || arguments.what == "denied") {
    const auto events = eventsAround(gallery, period);
    write(settings, arguments,
          arguments.what == "visits" ? visitsReport(events, period) : deniedReport(events, period));
    return ExitCode::Ok;
  }
  const auto people = workingPeople(gallery, arguments.policy(), now());
  if (arguments.what == "attendance") {
    write(settings, arguments, attendanceReport(people, period, rounding));
  } else if (arguments.layout == "payroll") {
    requireCodes(arguments, people, period);
    write(settings, arguments, payrollReport(people, period, rounding, layout));
  } else {
    write(settings, arguments, timesheetReport(people, period, rounding));
  }
  return ExitCode::Ok;
}

void addTimesheetOptions(CLI::App& command, ReportArguments& arguments) {
  command.add_option("--round", arguments.round_min, "Round each shift's paid time to so many minutes; 0: not at all")
      ->check(between(0, 120))
      ->capture_default_str()
      ->type_name("MIN");
  command.add_option("--round-way", arguments.round_way, "Which way; nearest takes a half up")
      ->check(oneOf({"nearest", "down", "up"}))
      ->capture_default_str()
      ->type_name("nearest|down|up");
  command.add_option("--layout", arguments.layout, "timesheet: a line a shift, or what a payroll program imports")
      ->check(oneOf({"shifts", "payroll"}))
      ->capture_default_str()
      ->type_name("shifts|payroll");
  command
      .add_option("--columns", arguments.columns, "payroll: which, in order: code,name,pay_code,hours,from,until,teams")
      ->delimiter(',')
      ->type_name("LIST");
  command.add_option("--pay-code", arguments.pay_code, "payroll: of ordinary work")
      ->capture_default_str()
      ->type_name("CODE");
  command.add_option("--pay-code-for", arguments.pay_code_for, "payroll: of work on a task; may be repeated")
      ->type_name("TASK=CODE");
  command.add_flag("--allow-missing-code", arguments.allow_missing_code, "payroll: also people without a code");
}

}  // namespace

void addReport(CLI::App& app, Program& program) {
  auto arguments = std::make_shared<ReportArguments>();
  auto* command =
      app.add_subcommand("report", "Working time, visits and refused tries, to be read, printed or imported");
  command->add_option("what", arguments->what, "What about")
      ->required()
      ->check(oneOf({"timesheet", "attendance", "visits", "denied"}))
      ->type_name("timesheet|attendance|visits|denied");
  command->add_option("--month", arguments->month, "A whole month: 2026-03")->type_name("MONTH");
  command->add_option("--from", arguments->from, "The first day; today unless told")->type_name("DAY");
  command->add_option("--to", arguments->until, "The last day; today unless told")->type_name("DAY");
  addTimesheetOptions(*command, *arguments);
  addPolicyOptions(*command, *arguments);
  addOutputOptions(*command, *arguments);
  command->footer(
      "Days are those of the clock on the wall; a night belongs to the day on which it began. Nothing is rounded\n"
      "unless --round says so. The same records and the same period give the same bytes.\n\n"
      "Examples:\n"
      "  dangol report timesheet --month 2026-03 --format html --language ko --out march.html\n"
      "  dangol report timesheet --month 2026-03 --layout payroll --format csv --pay-code-for night=N125\n"
      "  dangol report visits --from 2026-03-01 --to 2026-03-07");
  command->callback([&program, arguments] {
    program.chosen = [&program, arguments] { return report(program.settings, *arguments); };
  });
}

}  // namespace dangol::enroll
