#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "command.hpp"
#include "json_output.hpp"
#include "known_faces.hpp"
#include "local_time.hpp"
#include "origin.hpp"
#include "people_lookup.hpp"
#include "table.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

// How far a template is from the person's nearest other one: a large figure marks a picture that may be somebody
// else's.
std::optional<double> distanceToOwn(const std::vector<gallery::Template>& templates, std::size_t which) {
  std::optional<double> nearest;
  for (std::size_t i = 0; i < templates.size(); ++i) {
    if (i == which) continue;
    const double distance = vision::distance(templates[which].embedding, templates[i].embedding);
    nearest = std::min(nearest.value_or(distance), distance);
  }
  return nearest;
}

std::optional<KnownFaces::Nearest> nearestOther(const gallery::Gallery& gallery, const gallery::Person& person,
                                                const std::vector<gallery::Template>& templates) {
  std::vector<gallery::NewTemplate> probes;
  for (const auto& one : templates) probes.push_back({one.embedding, one.quality, one.origin});
  return KnownFaces(gallery).nearest(probes, person.id);
}

std::string nameOf(const gallery::Gallery& gallery, const gallery::PersonId& id) {
  const auto person = gallery.find(id);
  return person ? person->name : id.value;
}

void printText(const gallery::Person& person, const std::vector<gallery::Template>& templates,
               const std::optional<KnownFaces::Nearest>& nearest, const gallery::Gallery& gallery) {
  fmt::print("{}\n  id        {}\n  kind      {}\n  language  {}\n  enrolled  {}\n", printable(person.name),
             person.id.value, gallery::name(person.kind),
             person.language.empty() ? "the kiosk's own" : printable(person.language), localText(person.enrolledAt));
  if (nearest) {
    fmt::print("  most like {} (score {:.2f})\n", printable(nameOf(gallery, nearest->person)), nearest->score);
  }
  Table table({{"TEMPLATE FROM"}, {"QUALITY", Table::Align::Right}, {"TO NEXT OWN", Table::Align::Right}, {"ADDED"}});
  for (std::size_t i = 0; i < templates.size(); ++i) {
    const auto own = distanceToOwn(templates, i);
    table.add({std::string(shownOrigin(templates[i].origin)), fmt::format("{:.2f}", templates[i].quality),
               own ? fmt::format("{:.2f}", *own) : "-", localText(templates[i].createdAt).substr(0, 16)});
  }
  fmt::print("\n{}", table.text());
}

ExitCode show(const Settings& settings, const std::string& who) {
  const auto gallery = openScoringGallery(settings, gallery::Access::ReadOnly);
  const auto person = findPerson(gallery, who);
  const auto templates = gallery.templatesOf(person.id);
  const auto nearest = nearestOther(gallery, person, templates);
  if (!settings.json) {
    printText(person, templates, nearest, gallery);
    return ExitCode::Ok;
  }
  Json json = toJson(person);
  json["pictures"] = Json::array();
  for (std::size_t i = 0; i < templates.size(); ++i) {
    const auto own = distanceToOwn(templates, i);
    json["pictures"].push_back({{"id", templates[i].id.value},
                                {"origin", shownOrigin(templates[i].origin)},
                                {"quality", rounded(static_cast<double>(templates[i].quality))},
                                {"distance_to_own", own ? rounded(*own) : Json()},
                                {"added_at", utcText(templates[i].createdAt)}});
  }
  json["most_like"] = nearest ? Json{{"id", nearest->person.value},
                                     {"name", nameOf(gallery, nearest->person)},
                                     {"distance", rounded(nearest->distance)}}
                              : Json();
  printJson(json);
  return ExitCode::Ok;
}

}  // namespace

void addShow(CLI::App& app, Program& program) {
  auto who = std::make_shared<std::string>();
  auto* command = app.add_subcommand("show", "Show one person: templates, and who looks most like them");
  command->add_option("person", *who, "Name, or id or its beginning")->required()->type_name("PERSON");
  command->footer("Example:\n  dangol show \"Example Kim\"");
  command->callback([&program, who] { program.chosen = [&program, who] { return show(program.settings, *who); }; });
}

}  // namespace dangol::enroll
