#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "json_output.hpp"
#include "local_time.hpp"
#include "people_lookup.hpp"
#include "table.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

struct ListOptions {
  std::string filter;
  bool names = false;
};

void printTable(const std::vector<gallery::Person>& people, std::size_t idLength) {
  Table table({{"NAME"}, {"KIND"}, {"LANGUAGE"}, {"TEMPLATES", Table::Align::Right}, {"ENROLLED"}, {"ID"}});
  for (const auto& person : people) {
    table.add({person.name, std::string(gallery::name(person.kind)), person.language, std::to_string(person.templates),
               localText(person.enrolledAt).substr(0, 16), person.id.value.substr(0, idLength)});
  }
  fmt::print("{}", table.text());
}

ExitCode list(const Settings& settings, const ListOptions& options) {
  const auto gallery = openGallery(settings, gallery::Access::ReadOnly);
  const auto everybody = gallery.people();
  const auto people = options.filter.empty() ? everybody : gallery.people(options.filter);
  if (options.names) {
    for (const auto& person : people) fmt::print("{}\n", person.name);
  } else if (settings.json) {
    Json json{{"people", Json::array()}};
    for (const auto& person : people) json["people"].push_back(toJson(person));
    printJson(json);
  } else if (people.empty()) {
    fmt::print("{}\n", everybody.empty()
                           ? "Nobody is enrolled yet. Enrol somebody: dangol enroll --name NAME PICTURE..."
                           : "Nobody's name contains that.");
  } else {
    printTable(people, shortIdLength(everybody));
    fmt::print("{}\n", counted(people.size(), "person", "people"));
  }
  return ExitCode::Ok;
}

}  // namespace

void addList(CLI::App& app, Program& program) {
  auto options = std::make_shared<ListOptions>();
  auto* command = app.add_subcommand("list", "Show who is enrolled");
  command->add_option("filter", options->filter, "Only names that contain this, or ids that begin with it")
      ->type_name("TEXT");
  command->add_flag("--names", options->names, "Print the names alone, one a line");
  command->footer("Example:\n  dangol list kim");
  command->callback(
      [&program, options] { program.chosen = [&program, options] { return list(program.settings, *options); }; });
}

}  // namespace dangol::enroll
