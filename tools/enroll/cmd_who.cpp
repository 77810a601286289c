#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "local_time.hpp"
#include "report_options.hpp"
#include "reports.hpp"

namespace dangol::enroll {

void addWho(CLI::App& app, Program& program) {
  auto options = std::make_shared<ReportOptions>();
  auto roll_call = std::make_shared<bool>(false);
  auto* command = app.add_subcommand("who", "Who is in now");
  command->add_flag("--roll-call", *roll_call, "Only who is in, with a box to tick: for an evacuation");
  addPolicyOptions(*command, *options);
  addOutputOptions(*command, *options);
  command->footer("Example:\n  dangol who --roll-call --format html --out roll-call.html");
  command->callback([&program, options, roll_call] {
    program.chosen = [&program, options, roll_call] {
      auto gallery = openGallery(program.settings, gallery::Access::ReadOnly);
      write(program.settings, *options, whoReport(workingPeople(gallery, options->policy(), now()), *roll_call));
      return ExitCode::Ok;
    };
  });
}

}  // namespace dangol::enroll
