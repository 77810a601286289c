#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "completion.hpp"
#include "option_checks.hpp"

namespace dangol::enroll {
namespace {

ExitCode completion(const CommandLine& commandLine, const std::string& shell) {
  if (shell == "bash") {
    fmt::print("{}", bashCompletion(commandLine));
  } else if (shell == "zsh") {
    fmt::print("{}", zshCompletion(commandLine));
  } else {
    fmt::print("{}", fishCompletion(commandLine));
  }
  return ExitCode::Ok;
}

}  // namespace

void addCompletion(CLI::App& app, Program& program) {
  auto shell = std::make_shared<std::string>();
  auto* command = app.add_subcommand("completion", "Print what makes a shell complete dangol's commands");
  command->add_option("shell", *shell, "The shell")
      ->required()
      ->check(oneOf({"bash", "zsh", "fish"}))
      ->type_name("bash|zsh|fish");
  command->footer(
      "Examples:\n"
      "  source <(dangol completion bash)\n"
      "  dangol completion zsh > \"${fpath[1]}/_dangol\"\n"
      "  dangol completion fish > ~/.config/fish/completions/dangol.fish");
  command->callback(
      [&app, &program, shell] { program.chosen = [&app, shell] { return completion(describe(app), *shell); }; });
}

}  // namespace dangol::enroll
