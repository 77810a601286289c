#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "command.hpp"
#include "dangol/gallery/credentials.hpp"
#include "json_output.hpp"
#include "local_time.hpp"
#include "option_checks.hpp"
#include "people_lookup.hpp"
#include "secret_input.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

struct PinOptions {
  std::string action;
  std::string who;
  int digits = 6;
  bool from_stdin = false;
};

ExitCode setPin(const Settings& settings, gallery::Gallery& gallery, const gallery::Person& person,
                const PinOptions& options) {
  gallery::Credentials credentials(gallery);
  const auto event = eventNow(gallery::EventType::PinSet, R"({"by":"terminal"})");
  Json json{{"person", person.id.value}, {"pin", "set"}};
  if (options.from_stdin) {
    credentials.setPin(person.id, readSecret("The new PIN: "), event);
    if (!settings.json) fmt::print("{}'s PIN is set.\n", printable(person.name));
  } else {
    const std::string pin = credentials.setRandomPin(person.id, options.digits, event);
    json["pin"] = pin;
    if (!settings.json) fmt::print("{}'s PIN is {}. It is shown this once.\n", printable(person.name), pin);
  }
  if (settings.json) printJson(json);
  return ExitCode::Ok;
}

ExitCode pin(const Settings& settings, const PinOptions& options) {
  auto gallery = openGallery(settings, gallery::Access::ReadWrite);
  const auto person = findPerson(gallery, options.who);
  if (options.action == "set") return setPin(settings, gallery, person, options);
  const bool had = gallery::Credentials(gallery).clearPin(
      person.id, eventNow(gallery::EventType::PinCleared, R"({"by":"terminal"})"));
  if (!had) throw CommandError(ExitCode::NotFound, printable(person.name) + " has no PIN");
  if (settings.json) {
    printJson({{"person", person.id.value}, {"pin", nullptr}});
  } else {
    fmt::print("{} has no PIN any more.\n", printable(person.name));
  }
  return ExitCode::Ok;
}

}  // namespace

void addPin(CLI::App& app, Program& program) {
  auto options = std::make_shared<PinOptions>();
  auto* command = app.add_subcommand("pin", "Give somebody a PIN for the kiosk, or take it away");
  command->add_option("action", options->action, "What to do")
      ->required()
      ->check(oneOf({"set", "clear"}))
      ->type_name("set|clear");
  command->add_option("person", options->who, "Name, or id or its beginning")->required()->type_name("PERSON");
  command->add_option("--digits", options->digits, "How long the PIN is that is made up")
      ->check(between(4, 12))
      ->capture_default_str()
      ->type_name("N");
  command->add_flag("--stdin", options->from_stdin, "Read the PIN from standard input instead of making one up");
  command->footer(
      "A PIN alone says who somebody is, so no two people have the same. What is stored cannot be turned back into\n"
      "it. Ends with 4 when a PIN cannot be used, with 6 when it is taken.\n\n"
      "Example:\n  dangol pin set \"Example Kim\"");
  command->callback(
      [&program, options] { program.chosen = [&program, options] { return pin(program.settings, *options); }; });
}

}  // namespace dangol::enroll
