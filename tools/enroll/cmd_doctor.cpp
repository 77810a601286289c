#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>

#include "command.hpp"
#include "health.hpp"
#include "json_output.hpp"
#include "option_checks.hpp"
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

Json toJson(const vision::PlacementMeasure& measure) {
  const auto limit = [](double value) { return std::isfinite(value) ? rounded(value) : Json(nullptr); };
  Json json{{"aspect", vision::name(measure.aspect)},
            {"value", rounded(measure.measured)},
            {"ok_from", limit(measure.ok_from)},
            {"ok_to", limit(measure.ok_to)}};
  if (measure.problem) json["problem"] = vision::name(*measure.problem);
  return json;
}

ExitCode doctor(const Settings& settings, const PlacementRequest& placement) {
  std::vector<Finding> findings = checkModels(settings);
  append(findings, checkGallery(settings));
  append(findings, checkComputing(settings));
  append(findings, checkCameras());
  if (!placement.uri.empty()) append(findings, checkPlacement(settings, placement));
  const bool healthy = std::ranges::none_of(findings, [](const auto& f) { return f.health == Health::Fail; });
  if (!settings.json) {
    print(findings);
    return healthy ? ExitCode::Ok : ExitCode::Error;
  }
  Json json{{"healthy", healthy}, {"findings", Json::array()}};
  for (const auto& finding : findings) {
    Json one{{"status", asciiLower(name(finding.health))}, {"what", finding.what}, {"found", finding.found}};
    if (!finding.remedy.empty()) one["remedy"] = finding.remedy;
    if (finding.measure) one["measured"] = toJson(*finding.measure);
    json["findings"].push_back(std::move(one));
  }
  printJson(json);
  return healthy ? ExitCode::Ok : ExitCode::Error;
}

}  // namespace

void addDoctor(CLI::App& app, Program& program) {
  auto placement = std::make_shared<PlacementRequest>();
  auto* command = app.add_subcommand(
      "doctor", "Check models, gallery, CPU and cameras, and where a camera stands, with a remedy for what is wrong");
  auto* source = command
                     ->add_option("--source", placement->uri,
                                  "Measure for ten seconds how well this sees people: light, blur, noise, pace, angle; "
                                  "/dev/video0, rtsp://..., a video, a folder")
                     ->type_name("FILE");
  command->add_option("--seconds", placement->seconds, "How long to measure (1 to 300)")
      ->type_name("N")
      ->capture_default_str()
      ->check(between(1.0, 300.0))
      ->needs(source);
  command
      ->add_option("--fps", placement->fps,
                   "Pictures a second the kiosk asks of the camera (its setting camera.fps, 1 to 120)")
      ->type_name("N")
      ->check(between(1.0, 120.0))
      ->needs(source);
  command->footer(
      "Each line is OK, WARN (works, but not well) or FAIL. Ends with 1 when a line is FAIL.\n\n"
      "To choose a place for the tablet: stand where customers will stand, look at it, and run the example.\n\n"
      "Example:\n  dangol doctor --source /dev/video0");
  command->callback([&program, placement] {
    program.chosen = [&program, placement] { return doctor(program.settings, *placement); };
  });
}

}  // namespace dangol::enroll
