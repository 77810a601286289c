#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "calibration.hpp"
#include "command.hpp"
#include "json_output.hpp"
#include "option_checks.hpp"
#include "table.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

Json toJson(const gallery::Estimate& share) {
  return {{"value", rounded(share.value, 6)}, {"low", rounded(share.low, 6)}, {"high", rounded(share.high, 6)}};
}

Json toJson(const Calibration& calibration) {
  Json json{{"people", calibration.people},
            {"templates", calibration.templates},
            {"own_scores", calibration.own_scores},
            {"purposes", Json::array()}};
  for (const PurposeLimit& limit : calibration.purposes) {
    json["purposes"].push_back({{"purpose", limit.purpose},
                                {"promised_per_1000", limit.promised_per_1000},
                                {"accept_score", rounded(limit.score)},
                                {"fpir", toJson(limit.strangers)},
                                {"fnir", toJson(limit.missed)}});
  }
  return json;
}

void printText(const Calibration& calibration) {
  Table table({{"PURPOSE"},
               {"PROMISED", Table::Align::Right},
               {"EXPECTED OF 1,000 STRANGERS", Table::Align::Right},
               {"REGULARS WHO NEED A SECOND LOOK, %", Table::Align::Right},
               {"SCORE", Table::Align::Right}});
  for (const PurposeLimit& limit : calibration.purposes) {
    table.add({std::string(limit.purpose), fmt::format("{}", limit.promised_per_1000),
               withInterval(limit.strangers, 1000), withInterval(limit.missed, 100),
               fmt::format("{:.3f}", limit.score)});
  }
  fmt::print("{}\n", table.text());
  if (calibration.people == 0) {
    fmt::print("Nobody is enrolled: this is for one person with one template. ");
  } else {
    fmt::print("For {} with {}. ", counted(calibration.people, "person", "people"),
               counted(calibration.templates, "template", "templates"));
  }
  fmt::print("In brackets: 95 of 100 sites like this one lie between. ");
  if (calibration.own_scores > 0) {
    fmt::print("{} between those enrolled counted too.\n", counted(calibration.own_scores, "score", "scores"));
  } else {
    fmt::print("With more people enrolled, how they score against each other will count too.\n");
  }
}

ExitCode calibrateGallery(const Settings& settings, const gallery::StrangersPer1000& promise) {
  const auto gallery = openScoringGallery(settings, gallery::Access::ReadOnly);
  const Calibration calibration = calibrate(*gallery.buildIndex(), promise);
  if (settings.json) {
    printJson(toJson(calibration));
  } else {
    printText(calibration);
  }
  return ExitCode::Ok;
}

}  // namespace

void addCalibrate(CLI::App& app, Program& program) {
  auto promise = std::make_shared<gallery::StrangersPer1000>();
  auto* command =
      app.add_subcommand("calibrate", "Say how often strangers will be taken for somebody, and regulars missed");
  const auto add = [&](const char* name, double& strangers, const char* what) {
    command->add_option(name, strangers, std::string("Of 1,000 strangers, at most so many may be ") + what)
        ->check(between(0.1, 100.0))
        ->capture_default_str()
        ->type_name("N");
  };
  add("--greeting", promise->greeting, "greeted by a name");
  add("--attendance", promise->attendance, "clocked in");
  add("--access", promise->access, "let in");
  command->footer(
      "The kiosk computes the same scores whenever somebody is enrolled or removed; the numbers to promise stand\n"
      "under [strangers] in its configuration. Fewer wrong names mean more regulars who need a second look.\n\n"
      "Examples:\n  dangol calibrate\n  dangol calibrate --greeting 5");
  command->callback([&program, promise] {
    program.chosen = [&program, promise] { return calibrateGallery(program.settings, *promise); };
  });
}

}  // namespace dangol::enroll
