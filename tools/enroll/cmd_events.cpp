#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <memory>

#include "command.hpp"
#include "json_output.hpp"
#include "local_time.hpp"
#include "option_checks.hpp"
#include "people_lookup.hpp"
#include "table.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

struct EventsOptions {
  int newest = 20;
  std::string since;
  std::string until;
  std::string person;
  std::string type;
};

std::optional<gallery::WallTime> momentOf(const std::string& option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto moment = parseMoment(text, now());
  if (!moment) {
    throw CommandError(ExitCode::Usage,
                       fmt::format("{} '{}' is no moment; write 2026-03-01, \"2026-03-01 09:30\", today, yesterday, "
                                   "or how long ago: 90m, 24h, 7d",
                                   option, printable(text)));
  }
  return moment;
}

// Somebody who was removed has no name any more, but the whole id still finds their events.
gallery::PersonId personOf(const gallery::Gallery& gallery, const std::string& text) {
  constexpr std::size_t kUuidLength = 36;
  try {
    return findPerson(gallery, text).id;
  } catch (const CommandError&) {
    const bool uuid = text.size() == kUuidLength && text.find_first_not_of("0123456789abcdef-") == std::string::npos;
    if (!uuid) throw;
    return gallery::PersonId{text};
  }
}

// Names are asked for once, however many events a person has.
class Names {
 public:
  explicit Names(const gallery::Gallery& gallery) : gallery_(gallery) {}
  [[nodiscard]] std::optional<std::string> of(const gallery::PersonId& id) {
    const auto known = names_.find(id);
    if (known != names_.end()) return known->second;
    const auto person = gallery_.find(id);
    return names_.emplace(id, person ? std::optional(person->name) : std::nullopt).first->second;
  }

 private:
  const gallery::Gallery& gallery_;
  std::map<gallery::PersonId, std::optional<std::string>> names_;
};

void printLines(const std::vector<gallery::Event>& events, Names& names) {
  for (const auto& event : events) {
    const Json detail = Json::parse(event.detail, nullptr, false);
    const auto name = event.person ? names.of(*event.person) : std::nullopt;
    printJson({{"id", event.id.value},
               {"at", utcText(event.at)},
               {"local", clockText(event.at, event.localOffset)},
               {"local_offset_min", event.localOffset.count()},
               {"type", gallery::name(event.type)},
               {"person", event.person ? Json(event.person->value) : Json()},
               {"name", name ? Json(*name) : Json()},
               {"detail", detail.is_discarded() ? Json(event.detail) : detail}});
  }
}

void printTable(const std::vector<gallery::Event>& events, Names& names) {
  Table table({{"LOCAL TIME"}, {"EVENT"}, {"PERSON"}, {"DETAIL"}});
  for (const auto& event : events) {
    table.add({clockText(event.at, event.localOffset), std::string(gallery::name(event.type)),
               event.person ? names.of(*event.person).value_or("(removed)") : "-",
               event.detail == "{}" ? "" : event.detail});
  }
  fmt::print("{}", events.empty() ? "No such events.\n" : table.text());
}

ExitCode events(const Settings& settings, const EventsOptions& options) {
  gallery::Gallery::EventQuery query;
  query.newest = options.newest;
  query.from = momentOf("--since", options.since);
  query.until = momentOf("--until", options.until);
  if (!options.type.empty()) {
    query.type = gallery::eventTypeFromName(options.type);
    if (!query.type)
      throw CommandError(ExitCode::Usage, fmt::format("no event is called '{}'", printable(options.type)));
  }
  const auto gallery = openGallery(settings, gallery::Access::ReadOnly);
  if (!options.person.empty()) query.person = personOf(gallery, options.person);
  Names names(gallery);
  const auto found = gallery.events(query);
  if (settings.json) {
    printLines(found, names);
  } else {
    printTable(found, names);
  }
  return ExitCode::Ok;
}

std::string typeNames() {
  std::string all;
  for (const auto type : gallery::eventTypes()) {
    all += (all.empty() ? "" : "|") + std::string(gallery::name(type));
  }
  return all;
}

}  // namespace

void addEvents(CLI::App& app, Program& program) {
  auto options = std::make_shared<EventsOptions>();
  auto* command = app.add_subcommand("events", "Show what happened, the newest last");
  command->add_option("-n,--newest", options->newest, "At most this many, the newest")
      ->check(between(1, 1'000'000))
      ->capture_default_str()
      ->type_name("N");
  command->add_option("--since", options->since, "From this moment on")->type_name("WHEN");
  command->add_option("--until", options->until, "Before this moment")->type_name("WHEN");
  command->add_option("--person", options->person, "Only this person's")->type_name("PERSON");
  command->add_option("--type", options->type, "Only of this type")->type_name(typeNames());
  command->footer(
      "WHEN is 2026-03-01, \"2026-03-01 09:30\", today, yesterday, or how long ago: 90m, 24h, 7d.\n"
      "With --json one event a line. Times are the local times at which things happened.\n\n"
      "Example:\n  dangol events --since today --type greeted");
  command->callback(
      [&program, options] { program.chosen = [&program, options] { return events(program.settings, *options); }; });
}

}  // namespace dangol::enroll
