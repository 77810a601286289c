#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "command.hpp"
#include "json_output.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

ExitCode init(const Settings& settings) {
  const auto gallery = gallery::Gallery::create(settings.gallery, vision::ModelBundle::embeddingModelId());
  if (settings.json) {
    printJson({{"gallery", settings.gallery.string()}, {"schema", gallery.schemaVersion()}});
  } else {
    fmt::print("Created an empty gallery: {}\nNow enrol somebody: dangol enroll --name NAME PICTURE...\n",
               printable(settings.gallery.string()));
  }
  return ExitCode::Ok;
}

}  // namespace

void addInit(CLI::App& app, Program& program) {
  auto* command = app.add_subcommand("init", "Create an empty gallery");
  command->footer(
      "Ends with 6 when there is a gallery already; that one is not touched.\n\n"
      "Example:\n  dangol init --gallery /var/lib/dangol/gallery.db");
  command->callback([&program] { program.chosen = [&program] { return init(program.settings); }; });
}

}  // namespace dangol::enroll
