#include <fmt/format.h>

#include <CLI/CLI.hpp>
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

struct BadgeOptions {
  std::string action;
  std::string who;
  bool from_stdin = false;
};

ExitCode add(const Settings& settings, gallery::Credentials& credentials, const gallery::Person& person,
             bool from_stdin) {
  const auto event = eventNow(gallery::EventType::BadgeAdded, R"({"by":"terminal"})");
  if (from_stdin) {
    credentials.addCard(person.id, readSecret("Hold the card to the reader: "), event);
    if (settings.json) {
      printJson({{"person", person.id.value}, {"badge", "added"}});
    } else {
      fmt::print("The card is {}'s.\n", printable(person.name));
    }
    return ExitCode::Ok;
  }
  const std::string text = credentials.addBadge(person.id, event);
  if (settings.json) {
    printJson({{"person", person.id.value}, {"badge", text}});
  } else {
    fmt::print("{}\nPrint it as a QR code for {}. It is shown this once.\n", text, printable(person.name));
  }
  return ExitCode::Ok;
}

ExitCode list(const Settings& settings, const gallery::Credentials& credentials, const gallery::Person& person) {
  const auto badges = credentials.badgesOf(person.id);
  Json json{{"person", person.id.value}, {"badges", Json::array()}};
  for (const auto& badge : badges) {
    json["badges"].push_back({{"id", badge.id.value}, {"added_at", utcText(badge.createdAt)}});
    if (!settings.json) fmt::print("{}  added {}\n", badge.id.value, localText(badge.createdAt).substr(0, 16));
  }
  if (settings.json) {
    printJson(json);
  } else if (badges.empty()) {
    fmt::print("{} has no badge.\n", printable(person.name));
  }
  return ExitCode::Ok;
}

ExitCode badge(const Settings& settings, const BadgeOptions& options) {
  auto gallery = openGallery(settings, gallery::Access::ReadWrite);
  const auto person = findPerson(gallery, options.who);
  gallery::Credentials credentials(gallery);
  if (options.action == "add") return add(settings, credentials, person, options.from_stdin);
  if (options.action == "list") return list(settings, credentials, person);
  const int removed =
      credentials.removeBadges(person.id, eventNow(gallery::EventType::BadgeRemoved, R"({"by":"terminal"})"));
  if (removed == 0) throw CommandError(ExitCode::NotFound, printable(person.name) + " has no badge");
  if (settings.json) {
    printJson({{"person", person.id.value}, {"removed", removed}});
  } else {
    fmt::print("Removed {} of {}.\n", counted(static_cast<std::size_t>(removed), "badge", "badges"),
               printable(person.name));
  }
  return ExitCode::Ok;
}

}  // namespace

void addBadge(CLI::App& app, Program& program) {
  auto options = std::make_shared<BadgeOptions>();
  auto* command = app.add_subcommand("badge", "Give somebody a badge (QR code or card), list theirs, or remove them");
  command->add_option("action", options->action, "What to do")
      ->required()
      ->check(oneOf({"add", "list", "remove"}))
      ->type_name("add|list|remove");
  command->add_option("person", options->who, "Name, or id or its beginning")->required()->type_name("PERSON");
  command->add_flag("--stdin", options->from_stdin, "add: a card that exists; read what its reader types");
  command->footer(
      "A badge holds a random text, never a name; what is stored cannot be turned back into it. remove removes all\n"
      "badges of a person, as after a loss.\n\n"
      "Examples:\n  dangol badge add \"Example Kim\"\n  dangol badge add \"Example Kim\" --stdin");
  command->callback(
      [&program, options] { program.chosen = [&program, options] { return badge(program.settings, *options); }; });
}

}  // namespace dangol::enroll
