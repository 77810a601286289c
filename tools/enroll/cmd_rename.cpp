#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "json_output.hpp"
#include "local_time.hpp"
#include "people_lookup.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

struct RenameOptions {
  std::string who;
  std::string name;
};

ExitCode rename(const Settings& settings, const RenameOptions& options) {
  auto gallery = openGallery(settings, gallery::Access::ReadWrite);
  const auto before = findPerson(gallery, options.who);
  const std::string name = composeHangul(options.name);
  gallery.rename(before.id, name, eventNow(gallery::EventType::Renamed));
  const auto after = gallery.find(before.id);
  if (settings.json && after) {
    printJson({{"person", toJson(*after)}, {"old_name", before.name}});
  } else {
    fmt::print("{} is now {}.\n", printable(before.name), printable(name));
  }
  return ExitCode::Ok;
}

}  // namespace

void addRename(CLI::App& app, Program& program) {
  auto options = std::make_shared<RenameOptions>();
  auto* command = app.add_subcommand("rename", "Give a person another name");
  command->add_option("person", options->who, "Name, or id or its beginning")->required()->type_name("PERSON");
  command->add_option("new-name", options->name, "1 to 80 characters")->required()->type_name("NAME");
  command->footer("Example:\n  dangol rename \"Example Kim\" \"Example Kim-Lee\"");
  command->callback(
      [&program, options] { program.chosen = [&program, options] { return rename(program.settings, *options); }; });
}

}  // namespace dangol::enroll
