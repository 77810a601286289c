#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <memory>
#include <set>

#include "command.hpp"
#include "csv.hpp"
#include "dangol/gallery/credentials.hpp"
#include "json_output.hpp"
#include "local_time.hpp"
#include "new_file.hpp"
#include "table.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

constexpr std::size_t kLargestFile_bytes = 10'000'000;
constexpr int kPinDigits = 6;
constexpr std::array<std::string_view, 4> kColumns{"code", "name", "teams", "language"};

struct ImportStaffOptions {
  std::string file;
  std::string pins;
  bool dry_run = false;
};

struct StaffRow {
  std::size_t line = 0;
  std::string code;
  std::string name;
  std::string teams;
  std::string language;
};

enum class Change { Added, Changed, Same };

std::string_view name(Change change) {
  switch (change) {
    case Change::Added:
      return "added";
    case Change::Changed:
      return "changed";
    case Change::Same:
      return "same";
  }
  return "same";
}

std::string readFile(const std::string& file) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) {
    throw CommandError(ExitCode::NotFound, "there is no file " + printable(file));
  }
  std::ifstream in(file, std::ios::binary);
  std::string text(kLargestFile_bytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad() || (text.empty() && in.fail() && !in.eof())) {
    throw CommandError(ExitCode::Error, "cannot read " + printable(file));
  }
  if (text.size() > kLargestFile_bytes)
    throw CommandError(ExitCode::Refused, printable(file) + " is larger than 10 MB");
  return text;
}

// Which column has what. Throws CommandError when one is missing, doubled or unknown.
std::map<std::string, std::size_t> columnsOf(const std::vector<CsvRow>& rows) {
  std::map<std::string, std::size_t> columns;
  if (rows.empty()) throw CommandError(ExitCode::Refused, "the file is empty");
  const auto& heading = rows.front().cells;
  for (std::size_t i = 0; i < heading.size(); ++i) {
    const std::string key = asciiLower(heading[i]);
    if (std::ranges::find(kColumns, key) == kColumns.end() || !columns.emplace(key, i).second) {
      throw CommandError(ExitCode::Refused,
                         fmt::format("line {}: the column '{}' is unknown or there twice; there are {}",
                                     rows.front().line, printable(heading[i]), fmt::join(kColumns, ", ")));
    }
  }
  for (const std::string key : {"code", "name"}) {
    if (!columns.contains(key)) {
      throw CommandError(ExitCode::Refused, fmt::format("line {}: the column '{}' is missing", rows.front().line, key));
    }
  }
  return columns;
}

// Why a row cannot be imported; empty when it can.
std::string faultIn(const StaffRow& row, std::set<std::string>& codes) {
  if (row.code.empty()) return "the code is empty";
  if (!codes.insert(row.code).second) return fmt::format("the code {} is there twice", printable(row.code));
  if (const auto why = gallery::whyNameIsRefused(row.name)) return "the name cannot be used: " + *why;
  if (!row.language.empty() && row.language != "ko" && row.language != "en") return "the language is neither ko nor en";
  for (const std::string* text : {&row.code, &row.teams}) {
    if (text->size() > 200 || printable(*text) != *text) return "the code or the teams are too long, or hold controls";
  }
  return {};
}

std::vector<StaffRow> staffIn(const std::string& file) {
  std::vector<CsvRow> rows;
  try {
    rows = parseCsv(readFile(file));
  } catch (const CsvError& error) {
    throw CommandError(ExitCode::Refused, fmt::format("{}: {}", printable(file), error.what()));
  }
  const auto columns = columnsOf(rows);
  std::vector<StaffRow> staff;
  std::set<std::string> codes;
  std::string faults;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const CsvRow& row = rows[i];
    const auto cell = [&](const std::string& key) {
      const auto column = columns.find(key);
      return column == columns.end() || column->second >= row.cells.size() ? std::string() : row.cells[column->second];
    };
    StaffRow read{row.line, cell("code"), composeHangul(cell("name")), cell("teams"), cell("language")};
    std::string fault =
        row.cells.size() > rows.front().cells.size() ? "it has more cells than the heading" : faultIn(read, codes);
    if (!fault.empty()) faults += fmt::format("\n  line {}: {}", row.line, fault);
    staff.push_back(std::move(read));
  }
  if (!faults.empty()) {
    throw CommandError(ExitCode::Refused, fmt::format("{} is not imported:{}", printable(file), faults));
  }
  return staff;
}

Change changeOf(const StaffRow& row, const std::optional<gallery::Person>& known) {
  if (!known) return Change::Added;
  const bool same = known->name == row.name && known->teams == row.teams && known->language == row.language &&
                    known->kind == gallery::PersonKind::Staff;
  return same ? Change::Same : Change::Changed;
}

gallery::PersonId store(gallery::Gallery& gallery, const StaffRow& row, const std::optional<gallery::Person>& known) {
  const auto event = eventNow(gallery::EventType::Enrolled, R"({"from":"import-staff"})");
  if (!known) {
    gallery::NewPerson person{.name = row.name, .kind = gallery::PersonKind::Staff, .language = row.language};
    person.role = gallery::Role::Staff;
    person.code = row.code;
    person.teams = row.teams;
    return gallery.add(person, event).id;
  }
  if (known->name != row.name) gallery.rename(known->id, row.name, event);
  gallery.setStaffRecord(known->id, {row.code, row.teams, row.language}, event);
  return known->id;
}

void givePin(gallery::Credentials& credentials, const gallery::PersonId& id, const StaffRow& row, NewFile& pins) {
  if (credentials.hasPin(id)) return;
  const auto event = eventNow(gallery::EventType::PinSet, R"({"by":"import-staff"})");
  const std::string pin = credentials.setRandomPin(id, kPinDigits, event);
  try {
    pins.append(csvLine({row.code, row.name, pin}));
  } catch (const CommandError&) {
    credentials.clearPin(id, event);  // nobody would ever know it
    throw;
  }
}

ExitCode importStaff(const Settings& settings, const ImportStaffOptions& options) {
  const auto staff = staffIn(options.file);
  auto gallery = openGallery(settings, options.dry_run ? gallery::Access::ReadOnly : gallery::Access::ReadWrite);
  std::map<std::string, gallery::Person> byCode;
  for (auto& person : gallery.people()) {
    if (!person.code.empty()) byCode.emplace(person.code, std::move(person));
  }
  gallery::Credentials credentials(gallery);
  // Made before anybody gets a PIN that could not be written down.
  std::optional<NewFile> pins;
  if (!options.pins.empty() && !options.dry_run) pins.emplace(options.pins).append(csvLine({"code", "name", "pin"}));
  Json json = Json::array();
  Table table({{"LINE", Table::Align::Right}, {"CODE"}, {"NAME"}, {"WHAT"}});
  for (const StaffRow& row : staff) {
    const auto found = byCode.find(row.code);
    const auto known = found == byCode.end() ? std::nullopt : std::optional(found->second);
    const Change change = changeOf(row, known);
    if (!options.dry_run) {
      const auto id = change == Change::Same ? known->id : store(gallery, row, known);
      if (pins) givePin(credentials, id, row, *pins);
    }
    table.add({std::to_string(row.line), row.code, row.name, std::string(name(change))});
    json.push_back({{"line", row.line}, {"code", row.code}, {"name", row.name}, {"change", name(change)}});
  }
  if (settings.json) {
    printJson({{"dry_run", options.dry_run}, {"staff", std::move(json)}});
  } else {
    fmt::print("{}{}", table.text(), options.dry_run ? "Nothing was changed.\n" : "");
  }
  return ExitCode::Ok;
}

}  // namespace

void addImportStaff(CLI::App& app, Program& program) {
  auto options = std::make_shared<ImportStaffOptions>();
  auto* command = app.add_subcommand("import-staff", "Take over staff from a CSV file: codes, names, teams, languages");
  command->add_option("file", options->file, "CSV with the columns code, name, and if you like teams, language")
      ->required()
      ->type_name("FILE");
  command->add_flag("--dry-run", options->dry_run, "Only say what would be done");
  command
      ->add_option("--pins", options->pins,
                   "Give a PIN to everybody without one, and write them to this new file, which only you may read")
      ->type_name("FILE");
  command->footer(
      "Who has a code already is brought up to date, whoever is new is added; nobody is removed. Teams are separated\n"
      "by ';'. The file is read whole and checked first: with one fault in it nothing is done, and every fault is\n"
      "named with its line. Faces are enrolled afterwards, with consent; until then a PIN or badge will do.\n\n"
      "Example:\n  dangol import-staff staff.csv --dry-run\n  dangol import-staff staff.csv --pins first-pins.csv");
  command->callback([&program, options] {
    program.chosen = [&program, options] { return importStaff(program.settings, *options); };
  });
}

}  // namespace dangol::enroll
