#include "completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <sstream>

namespace dangol::enroll {
namespace {

using Argument = CommandLine::Argument;
using Value = CommandLine::Value;

Argument describe(const CLI::Option& option) {
  Argument argument;
  for (const auto& name : option.get_snames()) argument.flags.push_back("-" + name);
  for (const auto& name : option.get_lnames()) argument.flags.push_back("--" + name);
  argument.help = option.get_description();
  const std::string type = option.get_items_expected_max() == 0 ? "" : option.get_type_name();
  if (option.get_items_expected_max() == 0) {
    argument.value = Value::None;
  } else if (type.starts_with("FILE")) {
    argument.value = Value::File;
  } else if (type.starts_with("DIR")) {
    argument.value = Value::Folder;
  } else if (type.starts_with("PERSON")) {
    argument.value = Value::Person;
  } else if (type.find('|') != std::string::npos) {
    argument.value = Value::Words;
    std::istringstream words(type.substr(0, type.find(':')));
    for (std::string word; std::getline(words, word, '|');) {
      if (word != "N") argument.words.push_back(word);
    }
  } else {
    argument.value = Value::Text;
  }
  return argument;
}

void collect(const CLI::App& app, std::vector<Argument>& options, std::vector<Argument>& positionals) {
  for (const CLI::Option* option : app.get_options()) {
    if (app.get_parent() != nullptr && option == app.get_help_ptr()) continue;  // among the globals already
    Argument argument = describe(*option);
    (argument.flags.empty() ? positionals : options).push_back(std::move(argument));
  }
}

std::string joinedNames(const CommandLine& commandLine) {
  std::vector<std::string> names;
  for (const auto& command : commandLine.commands) names.push_back(command.name);
  return fmt::format("{}", fmt::join(names, " "));
}

std::string flagsOf(const std::vector<Argument>& options) {
  std::vector<std::string> flags;
  for (const auto& option : options) flags.insert(flags.end(), option.flags.begin(), option.flags.end());
  return fmt::format("{}", fmt::join(flags, " "));
}

std::string bashValue(const Argument& argument) {
  switch (argument.value) {
    case Value::None:
    case Value::Text:
      return "return";
    case Value::File:
      return "_dangol_files -f";
    case Value::Folder:
      return "_dangol_files -d";
    case Value::Person:
      return "_dangol_people";
    case Value::Words:
      return fmt::format("_dangol_words {}", fmt::join(argument.words, " "));
  }
  return "";
}

// Between single quotes of a shell.
std::string quoted(std::string text) {
  for (std::size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 4) text.replace(at, 1, "'\\''");
  return "'" + text + "'";
}

std::string zshValue(const Argument& argument) {
  switch (argument.value) {
    case Value::None:
      return "";
    case Value::Text:
      return ":value: ";
    case Value::File:
      return ":file:_files";
    case Value::Folder:
      return ":folder:_files -/";
    case Value::Person:
      return ":person:_dangol_people";
    case Value::Words:
      return fmt::format(":value:({})", fmt::join(argument.words, " "));
  }
  return "";
}

std::string zshSpec(const Argument& argument, const std::string& flag) {
  std::string help;
  for (const char c : argument.help)
    help += c == '[' || c == ']' || c == ':' ? std::string("\\") + c : std::string(1, c);
  return quoted(flag.empty() ? "*" + zshValue(argument) : fmt::format("{}[{}]{}", flag, help, zshValue(argument)));
}

std::string zshSpecs(const std::vector<Argument>& arguments) {
  std::string specs;
  for (const auto& argument : arguments) {
    for (const auto& flag : argument.flags) specs += " \\\n        " + zshSpec(argument, flag);
  }
  return specs;
}

std::string fishValue(const Argument& argument) {
  switch (argument.value) {
    case Value::None:
      return "";
    case Value::Text:
      return " -x";
    case Value::File:
      return " -r -F";
    case Value::Folder:
      return " -x -a '(__fish_complete_directories)'";
    case Value::Person:
      return " -x -a '(__dangol_people)'";
    case Value::Words:
      return fmt::format(" -x -a '{}'", fmt::join(argument.words, " "));
  }
  return "";
}

std::string fishLine(const std::string& condition, const Argument& argument) {
  std::string line = "complete -c dangol";
  if (!condition.empty()) line += " -n '__fish_seen_subcommand_from " + condition + "'";
  for (const auto& flag : argument.flags)
    line += flag.starts_with("--") ? " -l " + flag.substr(2) : " -s " + flag.substr(1);
  return line + fishValue(argument) + (argument.flags.empty() ? "" : " -d " + quoted(argument.help)) + "\n";
}

}  // namespace

CommandLine describe(const CLI::App& app) {
  CommandLine commandLine;
  std::vector<Argument> none;
  collect(app, commandLine.globals, none);
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    CommandLine::Command command{sub->get_name(), sub->get_description(), {}, {}};
    collect(*sub, command.options, command.positionals);
    commandLine.commands.push_back(std::move(command));
  }
  return commandLine;
}

std::string bashCompletion(const CommandLine& commandLine) {
  std::string values;
  std::string arguments;
  const auto addValues = [&](const std::string& command, const std::vector<Argument>& options) {
    for (const auto& option : options) {
      if (option.value == Value::None) continue;
      for (const auto& flag : option.flags)
        values += fmt::format("    {}:{}) {}; return ;;\n", command, flag, bashValue(option));
    }
  };
  for (const auto& command : commandLine.commands) {
    addValues(command.name, command.options);
    const std::string positional = command.positionals.empty() ? "return" : bashValue(command.positionals.front());
    arguments += fmt::format("    {}) if [[ $cur == -* ]]; then _dangol_words {} {}; else {}; fi ;;\n", command.name,
                             flagsOf(command.options), flagsOf(commandLine.globals), positional);
  }
  addValues("*", commandLine.globals);
  return fmt::format(R"sh(# Completion of dangol for bash. Load it with:  source <(dangol completion bash)
_dangol_words() {{
  local word
  for word; do if [[ $word == "$cur"* ]]; then COMPREPLY+=("$word"); fi; done
}}
_dangol_files() {{
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}}
_dangol_people() {{
  local name typed=${{cur#[\"\']}}
  typed=${{typed//\\/}}
  while IFS= read -r name; do
    if [[ $name == "$typed"* ]]; then COMPREPLY+=("$(printf %q "$name")"); fi
  done < <(dangol list --names 2>/dev/null)
}}
_dangol() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} command= i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case " {} " in *" ${{COMP_WORDS[i]}} "*) command=${{COMP_WORDS[i]}}; break ;; esac
  done
  case $command:$prev in
{}  esac
  case $command in
{}    *) _dangol_words {} {} ;;
  esac
}}
complete -F _dangol dangol
)sh",
                     joinedNames(commandLine), values, arguments, joinedNames(commandLine),
                     flagsOf(commandLine.globals));
}

std::string zshCompletion(const CommandLine& commandLine) {
  std::string names;
  std::string cases;
  for (const auto& command : commandLine.commands) {
    names += "    " + quoted(command.name + ":" + command.help) + "\n";
    cases += fmt::format("      {})\n        _arguments{}{}", command.name, zshSpecs(command.options),
                         zshSpecs(commandLine.globals));
    if (!command.positionals.empty()) cases += " \\\n        " + zshSpec(command.positionals.front(), "");
    cases += "\n        ;;\n";
  }
  return fmt::format(R"sh(#compdef dangol
# Completion of dangol for zsh. Install it with:  dangol completion zsh > "${{fpath[1]}}/_dangol"
_dangol_people() {{
  local -a names
  names=("${{(@f)$(dangol list --names 2>/dev/null)}}")
  compadd -a names
}}
_dangol() {{
  local -a commands
  local state
  commands=(
{}  )
  _arguments -C{} \
        '1:command:->command' '*::argument:->arguments'
  case $state in
    command) _describe command commands ;;
    arguments)
      case $words[1] in
{}      esac
      ;;
  esac
}}
compdef _dangol dangol
)sh",
                     names, zshSpecs(commandLine.globals), cases);
}

std::string fishCompletion(const CommandLine& commandLine) {
  std::string lines = R"sh(# Completion of dangol for fish. Install it with:
#   dangol completion fish > ~/.config/fish/completions/dangol.fish
function __dangol_people
  dangol list --names 2>/dev/null
end
complete -c dangol -f
)sh";
  for (const auto& global : commandLine.globals) lines += fishLine("", global);
  for (const auto& command : commandLine.commands) {
    lines +=
        fmt::format("complete -c dangol -n __fish_use_subcommand -a {} -d {}\n", command.name, quoted(command.help));
    for (const auto& option : command.options) lines += fishLine(command.name, option);
    for (const auto& positional : command.positionals) {
      if (positional.value != Value::Text) lines += fishLine(command.name, positional);
    }
  }
  return lines;
}

}  // namespace dangol::enroll
