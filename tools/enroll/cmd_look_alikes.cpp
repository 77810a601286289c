#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "dangol/gallery/acceptance.hpp"
#include "json_output.hpp"
#include "known_faces.hpp"
#include "local_time.hpp"
#include "people_lookup.hpp"
#include "table.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

struct LookAlikeOptions {
  bool find = false;
  std::vector<std::string> dismiss;  // two people
};

std::string nameOf(const gallery::Gallery& gallery, const gallery::PersonId& id) {
  const auto person = gallery.find(id);
  return person ? person->name : id.value;
}

void printAll(const gallery::Gallery& gallery, bool json) {
  const auto pairs = gallery.lookAlikes();
  if (json) {
    Json list = Json::array();
    for (const auto& pair : pairs) {
      list.push_back({{"one", {{"id", pair.one.value}, {"name", nameOf(gallery, pair.one)}}},
                      {"other", {{"id", pair.other.value}, {"name", nameOf(gallery, pair.other)}}},
                      {"source", gallery::name(pair.source)},
                      {"score", pair.score ? rounded(*pair.score) : Json()},
                      {"dismissed", pair.dismissed},
                      {"noted_at", utcText(pair.notedAt)}});
    }
    printJson(Json{{"look_alikes", std::move(list)}});
    return;
  }
  if (pairs.empty()) {
    fmt::print("Nobody is noted as easily taken for somebody else.\n");
    return;
  }
  Table table({{"ONE"}, {"OTHER"}, {"SCORE", Table::Align::Right}, {"NOTED BECAUSE"}, {""}});
  for (const auto& pair : pairs) {
    table.add({nameOf(gallery, pair.one), nameOf(gallery, pair.other),
               pair.score ? fmt::format("{:.2f}", *pair.score) : "-",
               pair.source == gallery::LookAlikeSource::NotMe ? "one said \"not me\"" : "they look alike",
               pair.dismissed ? "dismissed" : ""});
  }
  fmt::print("{}", table.text());
}

void find(gallery::Gallery& gallery) {
  const double limit = KnownFaces(gallery).acceptScore();
  for (const auto& pair : gallery::findLookAlikes(*gallery.buildIndex(), limit)) {
    gallery.noteLookAlike(pair, eventNow(gallery::EventType::LookAlikeNoted));
  }
}

ExitCode lookAlikes(const Settings& settings, const LookAlikeOptions& options) {
  const bool changes = options.find || !options.dismiss.empty();
  auto gallery = openScoringGallery(settings, changes ? gallery::Access::ReadWrite : gallery::Access::ReadOnly);
  if (!options.dismiss.empty()) {
    const auto one = findPerson(gallery, options.dismiss[0]);
    const auto other = findPerson(gallery, options.dismiss[1]);
    gallery.dismissLookAlike(one.id, other.id, eventNow(gallery::EventType::LookAlikeDismissed));
  }
  if (options.find) find(gallery);
  printAll(gallery, settings.json);
  return ExitCode::Ok;
}

}  // namespace

void addLookAlikes(CLI::App& app, Program& program) {
  auto options = std::make_shared<LookAlikeOptions>();
  auto* command = app.add_subcommand("look-alikes", "Show who is easily taken for whom");
  command->add_flag("--find", options->find, "Compare everybody with everybody first, and note whom it finds");
  command->add_option("--dismiss", options->dismiss, "These two can be told apart after all")
      ->expected(2)
      ->type_name("PERSON PERSON");
  command->footer(
      "Of such a pair nobody is named unless the one matches clearly better than the other. A pair is noted when\n"
      "somebody greeted by the other's name says \"not me\", or by --find. A dismissed one is noted again only\n"
      "when somebody says \"not me\".\n\n"
      "Examples:\n  dangol look-alikes --find\n  dangol look-alikes --dismiss \"Example Kim\" \"Example Lee\"");
  command->callback(
      [&program, options] { program.chosen = [&program, options] { return lookAlikes(program.settings, *options); }; });
}

}  // namespace dangol::enroll
