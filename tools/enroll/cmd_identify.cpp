#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "command.hpp"
#include "dangol/datasets/picture.hpp"
#include "dangol/gallery/acceptance.hpp"
#include "dangol/gallery/shipped_models.hpp"
#include "dangol/vision/still_face_finder.hpp"
#include "json_output.hpp"
#include "option_checks.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

enum class Verdict { Accepted, Ambiguous, Unknown, NotJudged };

struct IdentifyOptions {
  std::string picture;
  double strangers_per_1000 = gallery::StrangersPer1000{}.greeting;
  double margin = 0.02;
  int top = 3;
};

struct Candidate {
  gallery::Person person;
  double score = 0;
  double distance = 0;
};

struct FaceResult {
  vision::StillFace face;
  Verdict verdict = Verdict::NotJudged;
  std::vector<Candidate> nearest;
};

struct Results {
  double accept_score = 0;
  std::vector<FaceResult> faces;
};

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::Accepted:
      return "accepted";
    case Verdict::Ambiguous:
      return "ambiguous";
    case Verdict::Unknown:
      return "unknown";
    case Verdict::NotJudged:
      return "not_judged";
  }
  return "";
}

// The same rule as the kiosk applies to every frame.
Verdict judge(const std::vector<gallery::PersonMatch>& matches, double accept_score, double margin) {
  if (matches.empty() || matches[0].score > accept_score) return Verdict::Unknown;
  const bool alike = matches.size() > 1 && matches[1].score - matches[0].score < margin;
  return alike ? Verdict::Ambiguous : Verdict::Accepted;
}

Results identifyAll(vision::RgbView picture, vision::StillFaceFinder& finder, const gallery::Gallery& gallery,
                    const IdentifyOptions& options) {
  const auto index = gallery.buildIndex();
  const auto thresholds = gallery::ShippedModels(gallery::ShippedModels::defaultFolder()).thresholds();
  gallery::GalleryIndex::SearchLimits limits;
  limits.people = static_cast<std::size_t>(std::max(2, options.top));
  auto faces = finder.find(picture, vision::StillFaceFinder::Effort::Quick);
  std::ranges::stable_sort(faces, {}, [](const auto& face) { return face.detection.box.left_px; });
  Results results;
  results.accept_score = gallery::acceptScores(thresholds.adaptedTo(gallery::siteScores(*index)),
                                               {.greeting = options.strangers_per_1000}, *index)
                             .greeting;
  for (const auto& face : faces) {
    FaceResult result{face, Verdict::NotJudged, {}};
    if (face.report.good()) {
      const auto matches = index->search(finder.embed(picture, face), limits);
      result.verdict = judge(matches, results.accept_score, options.margin);
      for (const auto& match : matches) {
        if (result.nearest.size() == static_cast<std::size_t>(options.top)) break;
        if (auto person = gallery.find(match.person)) result.nearest.push_back({*person, match.score, match.distance});
      }
    }
    results.faces.push_back(std::move(result));
  }
  return results;
}

std::string sentence(const FaceResult& result, double accept_score) {
  const auto candidate = [&](std::size_t i) { return printable(result.nearest[i].person.name); };
  switch (result.verdict) {
    case Verdict::NotJudged:
      return vision::describe(result.face.report.failure.value());
    case Verdict::Accepted:
      return candidate(0);
    case Verdict::Ambiguous:
      return result.nearest.size() < 2 ? "too alike to tell apart"
                                       : fmt::format("{} or {}: too alike to tell apart", candidate(0), candidate(1));
    case Verdict::Unknown:
      return fmt::format("nobody enrolled scores {:.3f} or lower", accept_score);
  }
  return "";
}

void printText(const Results& results) {
  for (std::size_t i = 0; i < results.faces.size(); ++i) {
    const FaceResult& result = results.faces[i];
    const auto& box = result.face.detection.box;
    fmt::print("Face {} ({} px wide, at {},{}): {}\n", i + 1, box.width_px, box.left_px, box.top_px,
               sentence(result, results.accept_score));
    for (const auto& candidate : result.nearest) {
      fmt::print("  {:6.3f}  {}\n", candidate.score, printable(candidate.person.name));
    }
  }
}

Json toJson(const FaceResult& result) {
  const auto& box = result.face.detection.box;
  Json json{{"box", {{"left", box.left_px}, {"top", box.top_px}, {"width", box.width_px}, {"height", box.height_px}}},
            {"decision", name(result.verdict)},
            {"person", Json()},
            {"quality", rounded(static_cast<double>(result.face.report.quality.overall))}};
  if (result.verdict == Verdict::Accepted) json["person"] = result.nearest.front().person.id.value;
  if (result.face.report.failure) {
    const auto& failure = *result.face.report.failure;
    json["failure"] = {{"reason", vision::name(failure.issue)},
                       {"message", vision::describe(failure)},
                       {"measured", rounded(static_cast<double>(failure.measured))},
                       {"limit", rounded(static_cast<double>(failure.limit))}};
  }
  json["nearest"] = Json::array();
  for (const auto& candidate : result.nearest) {
    json["nearest"].push_back({{"id", candidate.person.id.value},
                               {"name", candidate.person.name},
                               {"score", rounded(candidate.score)},
                               {"distance", rounded(candidate.distance)}});
  }
  return json;
}

ExitCode identify(const Settings& settings, const IdentifyOptions& options) {
  const auto gallery = openScoringGallery(settings, gallery::Access::ReadOnly);
  std::error_code ignored;
  if (!std::filesystem::exists(options.picture, ignored)) {
    throw CommandError(ExitCode::NotFound, "there is no picture " + printable(options.picture));
  }
  const auto picture = datasets::readPicture(options.picture);
  vision::StillFaceFinder finder(vision::ModelBundle(settings.models), vision::QualityGate::liveLimits());
  const auto results = identifyAll(picture.view(), finder, gallery, options);
  if (settings.json) {
    Json json{{"picture", options.picture},
              {"strangers_per_1000", options.strangers_per_1000},
              {"accept_score", rounded(results.accept_score)},
              {"margin", options.margin},
              {"faces", Json::array()}};
    for (const auto& result : results.faces) json["faces"].push_back(toJson(result));
    printJson(json);
  } else if (results.faces.empty()) {
    fmt::print("No face found in {}.\n", printable(options.picture));
  } else {
    printText(results);
  }
  const bool somebody =
      std::ranges::any_of(results.faces, [](const auto& result) { return result.verdict == Verdict::Accepted; });
  return somebody ? ExitCode::Ok : ExitCode::NobodyRecognised;
}

}  // namespace

void addIdentify(CLI::App& app, Program& program) {
  auto options = std::make_shared<IdentifyOptions>();
  auto* command = app.add_subcommand("identify", "Say who is in a picture");
  command->add_option("picture", options->picture, "JPEG, PNG, WebP or BMP")->required()->type_name("FILE");
  command
      ->add_option("--strangers-per-1000", options->strangers_per_1000,
                   "Of 1,000 strangers, at most so many would be given a name")
      ->check(between(0.1, 100.0))
      ->capture_default_str()
      ->type_name("N");
  command->add_option("--margin", options->margin, "The second-best person's score is at least this much higher")
      ->check(between(0.0, 2.0))
      ->capture_default_str()
      ->type_name("D");
  command->add_option("--top", options->top, "Show the nearest so many people")
      ->check(between(1, 100))
      ->capture_default_str()
      ->type_name("N");
  command->footer(
      "A score says how much more alike a face is to a person than either is to strangers; lower is more alike.\n"
      "Faces are numbered from the picture's left. The kiosk applies the same rule to several frames.\n"
      "Ends with 0 when somebody is recognised, with 5 when nobody is.\n\n"
      "Example:\n  dangol identify visit.jpg");
  command->callback(
      [&program, options] { program.chosen = [&program, options] { return identify(program.settings, *options); }; });
}

}  // namespace dangol::enroll
