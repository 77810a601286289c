#pragma once

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>

#include "dangol/gallery/gallery.hpp"
#include "dangol/vision/model_bundle.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): not our name
class App;
}

// The owner's command-line program. Each command is one file that adds itself to the parser; main.cpp only wires.
namespace dangol::enroll {

// What `dangol` ends with. Listed in `dangol --help`: scripts rely on it.
enum class ExitCode {
  Ok = 0,
  Error = 1,             // a damaged file, a full disk, a model or camera that does not work
  Usage = 2,             // the command line makes no sense
  NotFound = 3,          // no such gallery, person, picture or folder
  Refused = 4,           // a picture, video, name, PIN, record or file that cannot be used as it is
  NobodyRecognised = 5,  // identify: no enrolled person in the picture
  AlreadyThere = 6,      // a gallery or file is there; the face, PIN or badge is somebody's
  Partly = 7,            // import: some people were skipped, the report says why
  Interrupted = 130      // Ctrl-C
};

// Ends a command with one line for the owner: what, where, and what to do about it.
class CommandError : public std::runtime_error {
 public:
  CommandError(ExitCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  [[nodiscard]] ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

// The options every command understands.
struct Settings {
  std::filesystem::path gallery = gallery::Gallery::defaultFile();
  std::filesystem::path models = vision::ModelBundle::defaultFolder();
  bool json = false;
};

// The command line after parsing: what to run, and with which settings.
struct Program {
  Settings settings;
  std::function<ExitCode()> chosen;
};

// Each adds one command; when it is on the command line, program.chosen is set to it. The program must outlive the
// parser.
void addInit(CLI::App& app, Program& program);
void addEnroll(CLI::App& app, Program& program);
void addImport(CLI::App& app, Program& program);
void addList(CLI::App& app, Program& program);
void addShow(CLI::App& app, Program& program);
void addRename(CLI::App& app, Program& program);
void addRemove(CLI::App& app, Program& program);
void addIdentify(CLI::App& app, Program& program);
void addCalibrate(CLI::App& app, Program& program);
void addLookAlikes(CLI::App& app, Program& program);
void addEvents(CLI::App& app, Program& program);
void addDoctor(CLI::App& app, Program& program);
void addCompletion(CLI::App& app, Program& program);
void addPin(CLI::App& app, Program& program);
void addBadge(CLI::App& app, Program& program);
void addRole(CLI::App& app, Program& program);
void addConsent(CLI::App& app, Program& program);
void addImportStaff(CLI::App& app, Program& program);
void addWho(CLI::App& app, Program& program);
void addReport(CLI::App& app, Program& program);
void addCorrect(CLI::App& app, Program& program);

// The gallery the settings name. Throws CommandError, with `dangol init` as the remedy, when there is none;
// gallery::GalleryError as opening does.
[[nodiscard]] gallery::Gallery openGallery(const Settings& settings, gallery::Access access);
// The same, scoring by the shipped cohort, which takes a moment: for commands that enrol or compare. Throws also
// gallery::CohortError when the cohort is missing or altered.
[[nodiscard]] gallery::Gallery openScoringGallery(const Settings& settings, gallery::Access access);

}  // namespace dangol::enroll
