#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "json_output.hpp"
#include "local_time.hpp"
#include "option_checks.hpp"
#include "people_lookup.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

struct RoleOptions {
  std::string who;
  std::string role;
};

ExitCode role(const Settings& settings, const RoleOptions& options) {
  auto gallery = openGallery(settings, gallery::Access::ReadWrite);
  const auto person = findPerson(gallery, options.who);
  const auto wanted = gallery::roleFromName(options.role).value_or(gallery::Role::None);
  const Json detail{{"from", gallery::name(person.role)}, {"to", gallery::name(wanted)}, {"by", "terminal"}};
  gallery.setRole(person.id, wanted, eventNow(gallery::EventType::RoleChanged, detail.dump()));
  if (settings.json) {
    printJson({{"person", person.id.value}, {"role", gallery::name(wanted)}});
  } else {
    fmt::print("{}'s role is {}.\n", printable(person.name), gallery::name(wanted));
  }
  return ExitCode::Ok;
}

}  // namespace

void addRole(CLI::App& app, Program& program) {
  auto options = std::make_shared<RoleOptions>();
  auto* command = app.add_subcommand("role", "Say what somebody may do at the kiosk");
  command->add_option("person", options->who, "Name, or id or its beginning")->required()->type_name("PERSON");
  command->add_option("role", options->role, "What they may do")
      ->required()
      ->check(oneOf({"owner", "manager", "staff", "none"}))
      ->type_name("owner|manager|staff|none");
  command->footer(
      "A manager enters the kiosk's staff area with a PIN, enrols, corrects and forgets; an owner also forgets "
      "owners.\n\n"
      "Example:\n  dangol role \"Example Kim\" manager");
  command->callback(
      [&program, options] { program.chosen = [&program, options] { return role(program.settings, *options); }; });
}

}  // namespace dangol::enroll
