#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <clocale>
#include <cstdio>
#include <new>

#include "command.hpp"
#include "dangol/capture/camera_source.hpp"
#include "dangol/capture/media_logs.hpp"
#include "dangol/datasets/picture.hpp"
#include "dangol/vision/error.hpp"
#include "json_output.hpp"

namespace {

using namespace dangol;
using enroll::ExitCode;

constexpr const char* kFooter =
    "Every command understands these options too. 'dangol COMMAND --help' explains a command with an example.\n\n"
    "Ends with:\n"
    "  0  done\n"
    "  1  error: a damaged file, a full disk, a model or camera that does not work\n"
    "  2  the command line makes no sense, or a name fits several people\n"
    "  3  not found: no such gallery, person, picture or folder\n"
    "  4  refused: a picture, video, name, PIN, record or file that cannot be used as it is\n"
    "  5  nobody was recognised (identify)\n"
    "  6  already there: a gallery or file, or somebody's face, PIN or badge\n"
    "  7  partly done: some people were skipped, the report says why (import)\n"
    "  130  stopped by Ctrl-C\n\n"
    "Example:\n"
    "  dangol init\n"
    "  dangol enroll --name \"Example Kim\" --camera /dev/video0\n"
    "  dangol identify visit.jpg";

void addGlobals(CLI::App& app, enroll::Settings& settings) {
  app.add_option("--gallery", settings.gallery, "The gallery: people, templates and events")
      ->capture_default_str()
      ->type_name("FILE");
  app.add_option("--models", settings.models, "The folder of model files")->capture_default_str()->type_name("DIR");
  app.add_flag("--json", settings.json, "Print JSON instead of text");
}

ExitCode codeOf(gallery::GalleryFault fault) {
  switch (fault) {
    case gallery::GalleryFault::NotFound:
      return ExitCode::NotFound;
    case gallery::GalleryFault::AlreadyExists:
      return ExitCode::AlreadyThere;
    case gallery::GalleryFault::InvalidInput:
      return ExitCode::Refused;
    case gallery::GalleryFault::NotAGallery:
    case gallery::GalleryFault::NewerSchema:
    case gallery::GalleryFault::OtherModel:
    case gallery::GalleryFault::ReadOnly:
    case gallery::GalleryFault::Locked:
    case gallery::GalleryFault::DiskFull:
    case gallery::GalleryFault::Io:
      return ExitCode::Error;
  }
  return ExitCode::Error;
}

ExitCode fail(const enroll::Settings& settings, ExitCode code, const std::string& message) {
  if (settings.json) {
    enroll::printJson({{"error", {{"exit_code", static_cast<int>(code)}, {"message", message}}}});
  }
  fmt::print(stderr, "dangol: {}\n", message);
  return code;
}

ExitCode run(const enroll::Program& program) {
  const auto& settings = program.settings;
  try {
    return program.chosen();
  } catch (const enroll::CommandError& error) {
    return fail(settings, error.code(), error.what());
  } catch (const gallery::GalleryError& error) {
    return fail(settings, codeOf(error.fault()), error.what());
  } catch (const datasets::DatasetError& error) {
    return fail(settings, ExitCode::Refused, error.what());
  } catch (const vision::VisionError& error) {
    return fail(settings, ExitCode::Error, error.what());
  } catch (const capture::CaptureError& error) {
    return fail(settings, ExitCode::Error, error.what());
  } catch (const std::bad_alloc&) {
    return fail(settings, ExitCode::Error, "out of memory; end other programs and try again");
  } catch (const std::exception& error) {
    return fail(settings, ExitCode::Error, std::string("unexpected: ") + error.what());
  }
}

}  // namespace

int main(int argc, char** argv) {
  capture::silenceMediaLibraries();
  // Names are UTF-8 whatever the terminal's locale is.
  std::setlocale(LC_CTYPE, "C.UTF-8");

  enroll::Program program;
  CLI::App app("dangol: who the kiosk knows. Enrols people, and shows what is stored.", "dangol");
  app.require_subcommand(1);
  app.fallthrough();
  app.footer(kFooter);
  addGlobals(app, program.settings);
  for (const auto add :
       {enroll::addInit,      enroll::addEnroll,      enroll::addImport,     enroll::addList,   enroll::addShow,
        enroll::addRename,    enroll::addRemove,      enroll::addConsent,    enroll::addPin,    enroll::addBadge,
        enroll::addRole,      enroll::addImportStaff, enroll::addWho,        enroll::addReport, enroll::addCorrect,
        enroll::addIdentify,  enroll::addCalibrate,   enroll::addLookAlikes, enroll::addEvents, enroll::addDoctor,
        enroll::addCompletion}) {
    add(app, program);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const bool asked = error.get_exit_code() == 0;  // --help
    app.exit(error);
    return static_cast<int>(asked ? ExitCode::Ok : ExitCode::Usage);
  }
  ExitCode code = run(program);
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    code = fail({}, ExitCode::Error, "the output could not be written; is the disk full?");
  }
  return static_cast<int>(code);
}
