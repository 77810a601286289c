#include <fmt/format.h>
#include <sodium.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "dangol/vision/model_bundle.hpp"
#include "program.hpp"

namespace {

constexpr const char* kFooter =
    "Every command understands these options too. 'dangol-bench COMMAND --help' explains a command with an example.\n"
    "Ends with 0 when done, 1 on an error, 2 when the command line makes no sense.";

}  // namespace

int main(int argc, char** argv) {
  using namespace dangol;
  CLI::App app("dangol-bench: measures how well faces are told apart.", "dangol-bench");
  app.footer(kFooter);
  app.require_subcommand(1);
  app.fallthrough();

  bench::Program program;
  program.settings = {vision::ModelBundle::defaultFolder(), bench::EmbeddingCache::defaultFolder(),
                      std::max(1U, std::thread::hardware_concurrency())};
  app.add_option("--models", program.settings.models, "The folder of model files")->capture_default_str();
  app.add_option("--cache", program.settings.cache, "The folder where embeddings are kept")->capture_default_str();
  app.add_option("--jobs", program.settings.jobs, "How many threads work at once")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  bench::addEmbed(app, program);
  bench::addVerify(app, program);
  bench::addIdentify(app, program);
  bench::addFitCohort(app, program);
  bench::addCalibrate(app, program);
  bench::addSpeed(app, program);
  bench::addReport(app, program);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be initialised");
    return program.chosen();
  } catch (const std::exception& error) {
    fmt::print(stderr, "dangol-bench: {}\n", error.what());
    return 1;
  }
}
