#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "command.hpp"
#include "dangol/checkin/attendance.hpp"
#include "dangol/gallery/attendance_log.hpp"
#include "local_time.hpp"
#include "option_checks.hpp"
#include "people_lookup.hpp"
#include "reports.hpp"
#include "table.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

struct CorrectOptions {
  std::string who;
  std::string add;
  std::string at;
  std::string task;
  std::string replace;
  std::string remove;
  std::string reason;
  std::string by;
};

constexpr std::size_t kListed = 30;

std::vector<checkin::AttendanceMark> marksOf(gallery::Gallery& gallery, const gallery::PersonId& person) {
  return checkin::marksOf(gallery::AttendanceLog(gallery).records({.person = person}));
}

ExitCode list(const Settings& settings, gallery::Gallery& gallery, const gallery::Person& person) {
  const auto marks = marksOf(gallery, person.id);
  const std::size_t first = marks.size() > kListed ? marks.size() - kListed : 0;
  Json rows = Json::array();
  Table table({{"ID"}, {"DAY"}, {"TIME"}, {"WHAT"}, {"TASK"}, {""}});
  for (std::size_t i = first; i < marks.size(); ++i) {
    const auto& mark = marks[i];
    const auto local = mark.moment.local();
    const std::string day = dayText(std::chrono::floor<std::chrono::days>(local));
    const std::string time = minuteText(local);
    const std::string action(gallery::name(mark.action));
    table.add({mark.id.value, day, time, action, mark.task, mark.corrected ? "corrected" : ""});
    rows.push_back({{"id", mark.id.value},
                    {"local", day + "T" + time},
                    {"action", action},
                    {"task", mark.task},
                    {"corrected", mark.corrected}});
  }
  if (settings.json) {
    printJson({{"person", person.id.value}, {"marks", std::move(rows)}});
  } else {
    fmt::print("{}", marks.empty() ? std::string("Nothing is on record.\n") : table.text());
  }
  return ExitCode::Ok;
}

// The record an owner means by its id or the beginning of it.
gallery::EventId findMark(std::span<const checkin::AttendanceMark> marks, const std::string& text) {
  std::vector<gallery::EventId> found;
  for (const auto& mark : marks) {
    if (!text.empty() && mark.id.value.starts_with(text)) found.push_back(mark.id);
  }
  if (found.size() == 1) return found.front();
  throw CommandError(found.empty() ? ExitCode::NotFound : ExitCode::Usage,
                     fmt::format("'{}' is the id of {} record(s) that count; 'dangol correct PERSON' lists them",
                                 printable(text), found.size()));
}

void checkUsage(const CorrectOptions& options) {
  const bool entry = !options.add.empty();
  if (!options.replace.empty() && !options.remove.empty()) {
    throw CommandError(ExitCode::Usage, "--replace and --remove exclude each other");
  }
  if (entry == options.at.empty() || (!options.replace.empty() && !entry)) {
    throw CommandError(ExitCode::Usage,
                       "--add and --replace need what happened and when: --add clock_out --at \"2026-03-01 18:00\"");
  }
  if (entry && !options.remove.empty()) throw CommandError(ExitCode::Usage, "--remove takes nothing but an id");
  if (options.reason.empty()) throw CommandError(ExitCode::Usage, "a correction needs a --reason");
}

ExitCode correct(const Settings& settings, const CorrectOptions& options) {
  const bool lists = options.add.empty() && options.at.empty() && options.replace.empty() && options.remove.empty();
  if (!lists) checkUsage(options);
  auto gallery = openGallery(settings, lists ? gallery::Access::ReadOnly : gallery::Access::ReadWrite);
  const auto person = findPerson(gallery, options.who);
  if (lists) return list(settings, gallery, person);

  gallery::AttendanceCorrection correction;
  correction.person = person.id;
  correction.at = now();
  correction.localOffset = localOffset(correction.at);
  correction.reason = options.reason;
  if (!options.by.empty()) {
    const auto by = findPerson(gallery, options.by);
    if (by.role < gallery::Role::Manager) {
      throw CommandError(ExitCode::Refused, printable(by.name) + " is no manager; see 'dangol role'");
    }
    correction.by = by.id;
  }
  const auto marks = marksOf(gallery, person.id);
  if (const std::string& id = options.replace.empty() ? options.remove : options.replace; !id.empty()) {
    correction.replaces = findMark(marks, id);
  }
  if (!options.add.empty()) {
    const auto at = parseMoment(options.at, correction.at);
    if (!at || *at > correction.at) {
      throw CommandError(
          ExitCode::Usage,
          fmt::format("--at '{}' is no moment that has passed; write \"2026-03-01 18:00\"", printable(options.at)));
    }
    correction.entry = {*at, localOffset(*at), *gallery::attendanceActionFromName(options.add), options.task};
  }
  const auto id = gallery::AttendanceLog(gallery).add(correction);
  if (settings.json) {
    printJson({{"person", person.id.value}, {"correction", id.value}});
  } else {
    fmt::print("Corrected {}'s record; the old one is kept beside it.\n", printable(person.name));
  }
  return ExitCode::Ok;
}

}  // namespace

void addCorrect(CLI::App& app, Program& program) {
  auto options = std::make_shared<CorrectOptions>();
  auto* command = app.add_subcommand("correct", "Correct somebody's working time, or list what is on record");
  command->add_option("person", options->who, "Name, or id or its beginning")->required()->type_name("PERSON");
  command->add_option("--add", options->add, "What happened")
      ->check(oneOf({"clock_in", "clock_out", "break_start", "break_end", "change_task"}))
      ->type_name("clock_in|clock_out|break_start|break_end|change_task");
  command->add_option("--at", options->at, "When: local time")->type_name("WHEN");
  command->add_option("--task", options->task, "What was worked on from then")->type_name("TASK");
  command->add_option("--replace", options->replace, "The record that no longer counts; --add says what does")
      ->type_name("ID");
  command->add_option("--remove", options->remove, "The record that no longer counts")->type_name("ID");
  command->add_option("--reason", options->reason, "Why: kept with the correction")->type_name("TEXT");
  command->add_option("--by", options->by, "The manager who corrects; the owner unless told")->type_name("PERSON");
  command->footer(
      "Nothing on record is changed or lost: a correction is a record of its own, which names the one it is about.\n"
      "Without options the newest records that count are listed, with their ids.\n\n"
      "Examples:\n"
      "  dangol correct \"Example Kim\"\n"
      "  dangol correct \"Example Kim\" --add clock_out --at \"2026-03-01 18:00\" --reason \"forgot\"\n"
      "  dangol correct \"Example Kim\" --remove 019c1a2b --reason \"touched by mistake\"");
  command->callback(
      [&program, options] { program.chosen = [&program, options] { return correct(program.settings, *options); }; });
}

}  // namespace dangol::enroll
