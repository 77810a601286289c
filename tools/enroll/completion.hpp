#pragma once

#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): not our name
class App;
}

namespace dangol::enroll {

// The command line as the parser knows it, so that completions can never be out of date.
struct CommandLine {
  enum class Value { None, Text, File, Folder, Person, Words };
  struct Argument {
    std::vector<std::string> flags;  // "--name"; empty for a positional
    std::string help;
    Value value = Value::None;
    std::vector<std::string> words;  // Words only
  };
  struct Command {
    std::string name;
    std::string help;
    std::vector<Argument> options;
    std::vector<Argument> positionals;
  };
  std::vector<Argument> globals;
  std::vector<Command> commands;
};

// The values of an argument are told by its type name: FILE, DIR, PERSON, "a|b|c", or text.
[[nodiscard]] CommandLine describe(const CLI::App& app);

// Scripts for the shells. Names of people come from `dangol list --names` when Tab is pressed, and are never evaluated.
[[nodiscard]] std::string bashCompletion(const CommandLine& commandLine);
[[nodiscard]] std::string zshCompletion(const CommandLine& commandLine);
[[nodiscard]] std::string fishCompletion(const CommandLine& commandLine);

}  // namespace dangol::enroll
