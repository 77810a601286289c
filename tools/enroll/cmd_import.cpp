#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <filesystem>
#include <memory>

#include "command.hpp"
#include "importer.hpp"
#include "interrupt.hpp"
#include "option_checks.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

ExitCode import(const Settings& settings, const ImportOptions& options) {
  auto gallery = openScoringGallery(settings, gallery::Access::ReadWrite);
  std::error_code ignored;
  if (!std::filesystem::exists(options.folder, ignored)) {
    throw CommandError(ExitCode::NotFound, "there is no folder " + printable(options.folder.string()));
  }
  if (!options.consent_given) {
    throw CommandError(
        ExitCode::Usage,
        "nobody is enrolled without consent; add --consent-given when all of them have signed the text that "
        "'dangol consent' prints");
  }
  watchForInterrupt();
  Importer importer(gallery, vision::ModelBundle(settings.models), options);
  // What was imported before a full disk is imported: the report comes before the error.
  std::exception_ptr failure;
  try {
    importer.run();
  } catch (const gallery::GalleryError&) {
    failure = std::current_exception();
  }
  const auto& report = importer.report();
  if (settings.json) {
    if (!failure) printJson(toJson(report));
  } else {
    fmt::print("{}", toText(report));
  }
  if (failure) std::rethrow_exception(failure);
  if (report.interrupted) return ExitCode::Interrupted;
  return report.count(ImportStatus::Skipped) + report.count(ImportStatus::Duplicate) > 0 ? ExitCode::Partly
                                                                                         : ExitCode::Ok;
}

}  // namespace

void addImport(CLI::App& app, Program& program) {
  auto options = std::make_shared<ImportOptions>();
  auto* command = app.add_subcommand("import", "Enrol many people from a folder that has a folder for each");
  command->add_option("folder", options->folder, "DIR/NAME/PICTURE...")->required()->type_name("DIR");
  command->add_option("--kind", options->kind, "What all of them are")
      ->check(oneOf({"customer", "staff"}))
      ->capture_default_str()
      ->type_name("customer|staff");
  command->add_option("--face", options->face, "Which face, where a picture has several; N counts from the left")
      ->check(faceChoice())
      ->type_name("largest|left|right|N");
  command
      ->add_option("--accept-distance", options->accept_distance, "Two pictures at most this far apart are one person")
      ->check(between(0.0, 2.0))
      ->capture_default_str()
      ->type_name("D");
  command->add_flag("--allow-duplicate", options->allow_duplicate, "Enrol faces that match somebody enrolled");
  command->add_flag("--consent-given", options->consent_given, "All of them have signed what 'dangol consent' prints");
  command->add_flag("-v,--verbose", options->verbose, "Say on stderr what becomes of each person, as it happens");
  command->footer(
      "A folder's name becomes the person's name. Each person is stored whole or not at all, so an import that\n"
      "was stopped, even by a power cut, goes on where it was when it is started again: who is enrolled from the\n"
      "same pictures is passed over. Ends with 7 when somebody was skipped; the report says who and why.\n\n"
      "Example:\n  dangol import staff-pictures --kind staff --consent-given");
  command->callback(
      [&program, options] { program.chosen = [&program, options] { return import(program.settings, *options); }; });
}

}  // namespace dangol::enroll
