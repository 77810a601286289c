#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "command.hpp"
#include "json_output.hpp"
#include "local_time.hpp"
#include "people_lookup.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

struct RemoveOptions {
  std::string who;
  bool yes = false;
};

bool confirmed(const gallery::Person& person) {
  if (isatty(STDIN_FILENO) != 1) {
    throw CommandError(ExitCode::Usage, "removing somebody cannot be undone; add --yes to confirm it in a script");
  }
  fmt::print(stderr, "Remove {} ({}, enrolled {}) for good? Type yes: ", printable(person.name),
             counted(static_cast<std::size_t>(person.templates), "template", "templates"),
             localText(person.enrolledAt).substr(0, 16));
  std::string answer;
  std::getline(std::cin, answer);
  return asciiLower(answer) == "yes" || asciiLower(answer) == "y";
}

ExitCode remove(const Settings& settings, const RemoveOptions& options) {
  auto gallery = openGallery(settings, gallery::Access::ReadWrite);
  const auto person = findPerson(gallery, options.who);
  if (!options.yes && !confirmed(person)) throw CommandError(ExitCode::Error, "nobody was removed");
  gallery.remove(person.id, eventNow(gallery::EventType::Removed));
  if (settings.json) {
    printJson({{"removed", toJson(person)}});
  } else {
    fmt::print("Removed {} and {}.\n", printable(person.name),
               counted(static_cast<std::size_t>(person.templates), "template", "templates"));
  }
  return ExitCode::Ok;
}

}  // namespace

void addRemove(CLI::App& app, Program& program) {
  auto options = std::make_shared<RemoveOptions>();
  auto* command = app.add_subcommand("remove", "Remove a person and their templates for good");
  command->add_option("person", options->who, "Name, or id or its beginning")->required()->type_name("PERSON");
  command->add_flag("-y,--yes", options->yes, "Do not ask");
  command->footer("Their events stay, without a name.\n\nExample:\n  dangol remove \"Example Kim\"");
  command->callback(
      [&program, options] { program.chosen = [&program, options] { return remove(program.settings, *options); }; });
}

}  // namespace dangol::enroll
