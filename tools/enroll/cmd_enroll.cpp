#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>

#include "command.hpp"
#include "consent_question.hpp"
#include "dangol/datasets/face_folders.hpp"
#include "enrolment.hpp"
#include "interrupt.hpp"
#include "json_output.hpp"
#include "known_faces.hpp"
#include "local_time.hpp"
#include "option_checks.hpp"
#include "people_lookup.hpp"
#include "picture_reader.hpp"
#include "progress.hpp"
#include "selection.hpp"
#include "text.hpp"
#include "video_reader.hpp"

namespace dangol::enroll {
namespace {

namespace fs = std::filesystem;

struct EnrollOptions {
  std::string name;
  std::string person;
  std::string kind = "customer";
  std::string language;
  std::vector<std::string> pictures;
  std::string video;
  std::string camera;
  double from_s = 0;
  double to_s = 0;
  double seconds = 10;
  std::string face;
  double accept_distance = 0.5;
  bool allow_duplicate = false;
  bool consent_given = false;
};

bool looksLikeVideo(const fs::path& file) {
  const std::string extension = asciiLower(file.extension().string());
  return extension == ".mp4" || extension == ".mov" || extension == ".mkv" || extension == ".avi" ||
         extension == ".webm";
}

std::vector<fs::path> pictureFiles(const std::vector<std::string>& arguments) {
  std::vector<fs::path> files;
  for (const fs::path argument : arguments) {
    std::error_code ignored;
    if (fs::is_directory(argument, ignored)) {
      const auto inside = datasets::listPictures(argument);
      if (inside.empty()) {
        throw CommandError(ExitCode::Refused,
                           fmt::format("there is no picture (.jpg .jpeg .png .webp .bmp) in the folder {}",
                                       printable(argument.string())));
      }
      files.insert(files.end(), inside.begin(), inside.end());
    } else if (!fs::exists(argument, ignored)) {
      throw CommandError(ExitCode::NotFound, "there is no picture " + printable(argument.string()));
    } else if (looksLikeVideo(argument)) {
      throw CommandError(ExitCode::Usage, fmt::format("{} is a video; write --video {}", printable(argument.string()),
                                                      printable(argument.string())));
    } else {
      files.push_back(argument);
    }
  }
  return files;
}

Material readPictures(const Settings& settings, const EnrollOptions& options) {
  const auto files = pictureFiles(options.pictures);
  const auto choice = options.face.empty() ? FaceChoice{} : parseFaceChoice(options.face).value_or(FaceChoice{});
  PictureReader reader(vision::ModelBundle(settings.models), vision::StillFaceFinder::Effort::Thorough, choice);
  Progress progress("Looking", static_cast<double>(files.size()));
  PictureShots read;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (interrupted()) throw CommandError(ExitCode::Interrupted, "stopped; nobody was enrolled");
    progress.update(static_cast<double>(i), files[i].filename().string());
    read.add(reader.read(files[i]));
  }
  return {std::move(read.shots), std::move(read.refused), counted(files.size(), "picture", "pictures"), false};
}

Material readMoments(const Settings& settings, const EnrollOptions& options) {
  VideoRequest request;
  request.live = !options.camera.empty();
  request.uri = request.live ? options.camera : options.video;
  request.from_s = request.live ? 0 : options.from_s;
  request.to_s = request.live ? options.seconds : options.to_s > 0 ? options.to_s : options.from_s + 60;
  request.same_person_distance = options.accept_distance;
  if (request.from_s >= request.to_s) {
    throw CommandError(ExitCode::Usage,
                       fmt::format("--from {} has to be before --to {}", request.from_s, request.to_s));
  }
  auto video = readVideo(vision::ModelBundle(settings.models), request);
  auto looked =
      fmt::format("{} of the {}", counted(static_cast<std::size_t>(video.moments), "moment", "moments"), video.source);
  if (video.without_face > 0) looked += fmt::format(", {} of them without a face", video.without_face);
  return {std::move(video.shots), std::move(video.refused), std::move(looked), true};
}

std::string whyNothing(const Material& material, const Selection& selection) {
  if (!selection.refused.empty()) {
    return material.shots.size() > 1 ? "the pictures do not agree on one person; take out those of somebody else"
                                     : "the picture shows somebody else";
  }
  if (material.refused.empty()) return "no face was found";
  return fmt::format("no {} is good enough", material.video ? "moment" : "picture");
}

gallery::Person store(gallery::Gallery& gallery, const EnrollOptions& options,
                      const std::optional<gallery::Person>& existing, const Outcome& outcome,
                      const std::optional<gallery::NewConsent>& consent) {
  const auto& templates = outcome.selection.templates;
  const Json detail{{"templates", templates.size()}, {"from", outcome.material.video ? "video" : "pictures"}};
  if (existing) {
    if (consent) gallery::Consents(gallery).record(existing->id, *consent, eventNow(gallery::EventType::ConsentGiven));
    gallery.addTemplates(existing->id, templates, eventNow(gallery::EventType::TemplatesAdded, detail.dump()));
    return gallery.find(existing->id).value_or(*existing);
  }
  gallery::NewPerson person;
  person.name = composeHangul(options.name);
  person.kind = gallery::personKindFromName(options.kind).value_or(gallery::PersonKind::Customer);
  person.language = options.language;
  if (person.kind == gallery::PersonKind::Staff) person.role = gallery::Role::Staff;
  person.consent = consent;
  return gallery.enrol(person, templates, eventNow(gallery::EventType::Enrolled, detail.dump()));
}

Outcome enrolFrom(gallery::Gallery& gallery, const EnrollOptions& options,
                  const std::optional<gallery::Person>& existing, const std::optional<gallery::NewConsent>& consent,
                  Material material) {
  Outcome outcome;
  outcome.material = std::move(material);
  const auto own = existing ? gallery.templatesOf(existing->id) : std::vector<gallery::Template>();
  outcome.selection = selectTemplates(outcome.material.shots, options.accept_distance, own);
  if (outcome.selection.templates.empty()) {
    outcome.failure = whyNothing(outcome.material, outcome.selection);
    outcome.code = ExitCode::Refused;
    return outcome;
  }
  const KnownFaces known(gallery);
  const auto nearest = known.nearest(outcome.selection.templates, existing ? existing->id : gallery::PersonId{});
  if (nearest && nearest->score <= known.acceptScore() && !options.allow_duplicate) {
    const auto owner = gallery.find(nearest->person);
    const std::string name = owner ? printable(owner->name) : nearest->person.value;
    outcome.failure = fmt::format(
        "this face looks like {}, who is enrolled (score {:.2f}; up to {:.2f} is taken for the same person). If it is "
        "the same person add pictures with --person, if it is somebody else use --allow-duplicate",
        name, nearest->score, known.acceptScore());
    outcome.code = ExitCode::AlreadyThere;
    return outcome;
  }
  outcome.person = store(gallery, options, existing, outcome, consent);
  return outcome;
}

// Nothing when somebody enrolled has agreed before.
std::optional<gallery::NewConsent> consentFor(gallery::Gallery& gallery, const EnrollOptions& options,
                                              const std::optional<gallery::Person>& existing) {
  const auto kind =
      existing ? existing->kind : gallery::personKindFromName(options.kind).value_or(gallery::PersonKind::Customer);
  if (existing) {
    const auto purpose = gallery::consentPurposeOf(kind);
    const auto given = gallery::Consents(gallery).of(existing->id);
    if (std::ranges::find(given, purpose, &gallery::Consent::purpose) != given.end()) return std::nullopt;
  }
  return requireConsent(options.consent_given, kind, existing ? existing->language : options.language);
}

void checkUsage(const EnrollOptions& options) {
  const int sources =
      (options.pictures.empty() ? 0 : 1) + (options.video.empty() ? 0 : 1) + (options.camera.empty() ? 0 : 1);
  if (sources != 1) {
    throw CommandError(ExitCode::Usage,
                       "say what to enrol from: pictures or a folder, or --video FILE, or --camera URI");
  }
  if (options.name.empty() == options.person.empty()) {
    throw CommandError(ExitCode::Usage,
                       "say who it is: --name NAME for somebody new, or --person PERSON to add pictures");
  }
  if (!options.face.empty() && options.pictures.empty()) {
    throw CommandError(ExitCode::Usage, "--face is for pictures; in a video the face seen most and largest is meant");
  }
}

ExitCode enroll(const Settings& settings, const EnrollOptions& options) {
  checkUsage(options);
  auto gallery = openScoringGallery(settings, gallery::Access::ReadWrite);
  const auto existing = options.person.empty() ? std::nullopt : std::optional(findPerson(gallery, options.person));
  if (const auto why = existing ? std::nullopt : gallery::whyNameIsRefused(options.name)) {
    throw CommandError(ExitCode::Refused,
                       fmt::format("the name '{}' cannot be used: {}", printable(options.name), *why));
  }
  const auto consent = consentFor(gallery, options, existing);
  watchForInterrupt();
  auto material = options.pictures.empty() ? readMoments(settings, options) : readPictures(settings, options);
  const auto outcome = enrolFrom(gallery, options, existing, consent, std::move(material));
  if (settings.json) printJson(toJson(outcome));
  if (!settings.json) fmt::print(outcome.person ? stdout : stderr, "{}", toText(outcome, existing.has_value()));
  if (!outcome.person) fmt::print(stderr, "dangol: {}\n", outcome.failure);
  return outcome.code;
}

void addSourceOptions(CLI::App& command, EnrollOptions& options) {
  command.add_option("pictures", options.pictures, "Pictures, or a folder of them")->type_name("FILE");
  command.add_option("--video", options.video, "A video file of one person")->type_name("FILE");
  command.add_option("--from", options.from_s, "Begin so many seconds into the video")
      ->check(between(0.0, 1e6))
      ->type_name("S");
  command
      .add_option("--to", options.to_s, "End so many seconds into it; 60 seconds are looked at unless told otherwise")
      ->check(between(0.0, 1e6))
      ->type_name("S");
  command.add_option("--camera", options.camera, "A camera: /dev/video0 or rtsp://...")->type_name("FILE");
  command.add_option("--seconds", options.seconds, "How long to look through the camera")
      ->check(between(1.0, 300.0))
      ->capture_default_str()
      ->type_name("S");
}

void addPersonOptions(CLI::App& command, EnrollOptions& options) {
  command.add_option("--name", options.name, "The new person's name, 1 to 80 characters")->type_name("NAME");
  command.add_option("--person", options.person, "Add pictures to somebody enrolled: name, or id or its beginning")
      ->type_name("PERSON");
  command.add_option("--kind", options.kind, "What the person is")
      ->check(oneOf({"customer", "staff"}))
      ->capture_default_str()
      ->type_name("customer|staff");
  command.add_option("--language", options.language, "The language to greet them in; the kiosk's own unless told")
      ->check(oneOf({"ko", "en"}))
      ->type_name("ko|en");
  command.add_option("--face", options.face, "Which face, where a picture has several; N counts from the left")
      ->check(faceChoice())
      ->type_name("largest|left|right|N");
  command
      .add_option("--accept-distance", options.accept_distance, "Two pictures at most this far apart are one person")
      ->check(between(0.0, 2.0))
      ->capture_default_str()
      ->type_name("D");
  command.add_flag("--allow-duplicate", options.allow_duplicate, "Enrol a face that matches somebody enrolled");
  command.add_flag("--consent-given", options.consent_given,
                   "The person has signed what 'dangol consent' prints; without it, the terminal asks");
}

}  // namespace

void addEnroll(CLI::App& app, Program& program) {
  auto options = std::make_shared<EnrollOptions>();
  auto* command = app.add_subcommand("enroll", "Enrol one person from pictures, a video or a camera")->alias("enrol");
  addSourceOptions(*command, *options);
  addPersonOptions(*command, *options);
  command->footer(
      "Nobody is enrolled without consent, which is stored with them.\n"
      "Keeps the 3 to 6 best shots that differ most, and says why others were refused. Ends with 4 when\n"
      "nothing is good enough, with 6 when the face is enrolled already.\n\n"
      "Examples:\n"
      "  dangol enroll --name \"Example Kim\" front.jpg left.jpg right.jpg\n"
      "  dangol enroll --name \"Example Kim\" --video visit.mp4 --from 2 --to 20\n"
      "  dangol enroll --person \"Example Kim\" --camera /dev/video0");
  command->callback(
      [&program, options] { program.chosen = [&program, options] { return enroll(program.settings, *options); }; });
}

}  // namespace dangol::enroll
