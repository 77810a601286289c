#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "consent_question.hpp"
#include "json_output.hpp"
#include "local_time.hpp"
#include "option_checks.hpp"
#include "people_lookup.hpp"
#include "table.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

struct ConsentOptions {
  std::string who;
  std::string kind = "customer";
  std::string language = "en";
  bool paper = false;
};

ExitCode printText(const Settings& settings, const ConsentOptions& options) {
  const auto kind = gallery::personKindFromName(options.kind).value_or(gallery::PersonKind::Customer);
  const auto& text = gallery::consentText(gallery::consentPurposeOf(kind), options.language);
  if (settings.json) {
    printJson({{"purpose", gallery::name(text.purpose)},
               {"version", text.version},
               {"language", text.language},
               {"text", text.text}});
  } else {
    fmt::print("{}\n\n({} {})\n", text.text, gallery::name(text.purpose), text.version);
  }
  return ExitCode::Ok;
}

ExitCode list(const Settings& settings, const gallery::Person& person, const std::vector<gallery::Consent>& consents) {
  Json json{{"person", person.id.value}, {"consents", Json::array()}};
  Table table({{"GIVEN"}, {"PURPOSE"}, {"VERSION"}, {"LANGUAGE"}, {"HOW"}});
  for (const auto& consent : consents) {
    json["consents"].push_back({{"id", consent.id.value},
                                {"given_at", utcText(consent.givenAt)},
                                {"purpose", gallery::name(consent.purpose)},
                                {"version", consent.version},
                                {"language", consent.language},
                                {"method", gallery::name(consent.method)}});
    table.add({localText(consent.givenAt).substr(0, 16), std::string(gallery::name(consent.purpose)), consent.version,
               consent.language, std::string(gallery::name(consent.method))});
  }
  if (settings.json) {
    printJson(json);
  } else {
    fmt::print("{}", consents.empty() ? printable(person.name) + " has agreed to nothing on record.\n" : table.text());
  }
  return ExitCode::Ok;
}

ExitCode consent(const Settings& settings, const ConsentOptions& options) {
  if (options.who.empty()) {
    if (options.paper) throw CommandError(ExitCode::Usage, "--given needs the person who agreed");
    return printText(settings, options);
  }
  auto gallery = openGallery(settings, options.paper ? gallery::Access::ReadWrite : gallery::Access::ReadOnly);
  const auto person = findPerson(gallery, options.who);
  gallery::Consents consents(gallery);
  if (options.paper) {
    consents.record(person.id, paperConsent(person.kind, person.language), eventNow(gallery::EventType::ConsentGiven));
  }
  return list(settings, person, consents.of(person.id));
}

}  // namespace

void addConsent(CLI::App& app, Program& program) {
  auto options = std::make_shared<ConsentOptions>();
  auto* command = app.add_subcommand("consent", "Print the consent text, or what somebody has agreed to");
  command->add_option("person", options->who, "Name, or id or its beginning; nobody: the text")->type_name("PERSON");
  command->add_option("--kind", options->kind, "The text for whom")
      ->check(oneOf({"customer", "staff"}))
      ->capture_default_str()
      ->type_name("customer|staff");
  command->add_option("--language", options->language, "Of the text")
      ->check(oneOf({"ko", "en"}))
      ->capture_default_str()
      ->type_name("ko|en");
  command->add_flag("--given", options->paper, "The person has signed the newest text: record it");
  command->footer(
      "Who withdraws consent is removed, with everything about them: dangol remove PERSON.\n\n"
      "Examples:\n  dangol consent --kind staff --language ko\n  dangol consent \"Example Kim\" --given");
  command->callback(
      [&program, options] { program.chosen = [&program, options] { return consent(program.settings, *options); }; });
}

}  // namespace dangol::enroll
