#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <memory>

#include "command.hpp"
#include "health.hpp"
#include "json_output.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

std::string_view name(Health health) {
  switch (health) {
    case Health::Ok:
      return "OK";
    case Health::Warn:
      return "WARN";
    case Health::Fail:
      return "FAIL";
  }
  return "";
}

void append(std::vector<Finding>& all, std::vector<Finding> more) { std::ranges::move(more, std::back_inserter(all)); }

void print(const std::vector<Finding>& findings) {
  for (const auto& finding : findings) {
    fmt::print("{:<4}  {:<11}  {}\n", name(finding.health), finding.what, printable(finding.found));
    if (!finding.remedy.empty()) fmt::print("      {:<11}  -> {}\n", "", printable(finding.remedy));
  }
}

ExitCode doctor(const Settings& settings, const std::string& source) {
  std::vector<Finding> findings = checkModels(settings);
  append(findings, checkGallery(settings));
  append(findings, checkComputing(settings));
  append(findings, checkCameras());
  if (!source.empty()) append(findings, checkSource(source));
  const bool healthy = std::ranges::none_of(findings, [](const auto& f) { return f.health == Health::Fail; });
  if (!settings.json) {
    print(findings);
    return healthy ? ExitCode::Ok : ExitCode::Error;
  }
  Json json{{"healthy", healthy}, {"findings", Json::array()}};
  for (const auto& finding : findings) {
    Json one{{"status", asciiLower(name(finding.health))}, {"what", finding.what}, {"found", finding.found}};
    if (!finding.remedy.empty()) one["remedy"] = finding.remedy;
    json["findings"].push_back(std::move(one));
  }
  printJson(json);
  return healthy ? ExitCode::Ok : ExitCode::Error;
}

}  // namespace

void addDoctor(CLI::App& app, Program& program) {
  auto source = std::make_shared<std::string>();
  auto* command =
      app.add_subcommand("doctor", "Check models, gallery, CPU and cameras, with a remedy for what is wrong");
  command
      ->add_option("--source", *source, "Read a few pictures from this too: /dev/video0, rtsp://..., a video, a folder")
      ->type_name("FILE");
  command->footer(
      "Each line is OK, WARN (works, but not well) or FAIL. Ends with 1 when a line is FAIL.\n\n"
      "Example:\n  dangol doctor --source /dev/video0");
  command->callback(
      [&program, source] { program.chosen = [&program, source] { return doctor(program.settings, *source); }; });
}

}  // namespace dangol::enroll
