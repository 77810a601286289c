#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>

#include "bench_error.hpp"
#include "calibration_check.hpp"
#include "cohort_fit.hpp"
#include "dangol/gallery/shipped_models.hpp"
#include "program.hpp"
#include "report_data.hpp"
#include "threshold_fit.hpp"

namespace dangol::bench {
namespace {

constexpr std::size_t kFolds = 2;
constexpr std::size_t kSizes[] = {50, 150, 500};
constexpr double kFpirs[] = {0.01, 0.003, 0.001};

struct Arguments {
  Selection selection;
  std::filesystem::path cohort;
  std::filesystem::path out;
  std::filesystem::path json;
  std::size_t templates = 3;
  std::size_t replicates = 100;
  std::size_t check = 0;
  std::uint64_t seed = 1;
};

std::vector<bool> among(const std::vector<std::size_t>& people, std::size_t all) {
  std::vector<bool> chosen(all, false);
  for (const std::size_t person : people) chosen[person] = true;
  return chosen;
}

// Nobody's scores are normalised by a cohort that they are in: each fold is scored by a cohort of the others.
gallery::ThresholdModel fit(const FaceSet& faces, const Arguments& arguments, std::size_t jobs) {
  constexpr std::size_t kMost = gallery::ThresholdModel::kMostTemplates;
  std::vector<PopulationTails> populations;
  for (const std::string& set : faces.sets)
    populations.push_back({populationName(set), std::vector<ImpostorTail>(kMost)});
  std::vector<std::vector<OwnScore>> own(kMost);
  for (const auto& fold : dealtPeople(faces, kFolds, arguments.seed)) {
    const std::vector<bool> held = among(fold, faces.people.size());
    std::size_t next = 0;
    const gallery::ScoreModel scores(
        fitCohort(filtered(faces, [&](const SetPerson&) { return !held[next++]; }), arguments.seed));
    const auto scorer = makeNormalisedScorer(scores);
    for (std::size_t t = 0; t < kMost; ++t) {
      for (std::size_t set = 0; set < faces.sets.size(); ++set) {
        populations[set].tails[t].add(impostorTail(faces, ofSet(faces, fold, set), t + 1, *scorer, jobs));
      }
      const auto found = ownScores(faces, fold, t + 1, *scorer, jobs);
      own[t].insert(own[t].end(), found.begin(), found.end());
    }
  }
  std::string source;
  for (const std::string& set : faces.sets) source += (source.empty() ? "" : ", ") + set;
  const gallery::ScoreModel shipped(gallery::CohortModel::read(arguments.cohort));
  return fitThresholds(populations, own,
                       {.score_id = shipped.id(),
                        .source = fmt::format("{}; {} people, {} pictures, seed {}", source, faces.people.size(),
                                              faces.faces.size(), arguments.seed),
                        .people = faces.people.size(),
                        .replicates = arguments.replicates,
                        .seed = arguments.seed});
}

std::string perThousand(const gallery::Estimate& rate) {
  return fmt::format("{:.3g} ({:.2g} to {:.2g})", 1000 * rate.value, 1000 * rate.low, 1000 * rate.high);
}

Json toJson(const gallery::Estimate& estimate) { return Json::array({estimate.value, estimate.low, estimate.high}); }

Json thresholdsOf(const gallery::ThresholdModel& model, std::size_t templates) {
  Json rows = Json::array();
  fmt::print("{:>8}  {:>16}  {:>10}  {:>26}  {:>30}\n", "enrolled", "promised of 1000", "threshold",
             "expected, with 95 % interval", "regulars missed by one picture");
  for (const std::size_t size : kSizes) {
    for (const double fpir : kFpirs) {
      const gallery::EnrolledPeople enrolled[] = {{templates, size}};
      const double threshold = model.thresholdFor(fpir, enrolled);
      const gallery::Estimate found = model.fpirAt(threshold, enrolled);
      const gallery::Estimate missed = model.fnirAt(threshold, enrolled);
      fmt::print("{:>8}  {:>16g}  {:>10.4f}  {:>26}  {:>30}\n", size, 1000 * fpir, threshold, perThousand(found),
                 percent(missed.value, {missed.low, missed.high}));
      rows.push_back({{"enrolled", size},
                      {"templates", templates},
                      {"fpir", fpir},
                      {"threshold", threshold},
                      {"expected", toJson(found)},
                      {"fnir", toJson(missed)}});
    }
  }
  return rows;
}

Json checked(const FaceSet& faces, const Arguments& arguments, std::size_t jobs) {
  Json rows = Json::array();
  fmt::print("\nPromises on strangers who had no part in them, {} splits of the people into thirds:\n",
             arguments.check);
  fmt::print("{:<28} {:>8} {:>9} {:>8} {:>22} {:>16} {:>9} {:>6}\n", "population", "enrolled", "templates", "promised",
             "expected (interval)", "if all alike", "measured", "within");
  const CheckOptions options{.repeats = arguments.check, .seed = arguments.seed, .jobs = jobs};
  for (const KeptPromise& each : checkPromises(faces, options)) {
    fmt::print("{:<28} {:>8} {:>9.2f} {:>8g} {:>22} {:>16.3g} {:>9.3g} {:>6}\n", each.population, each.enrolled,
               each.templates, 1000 * each.fpir, perThousand({each.expected, each.low, each.high}),
               1000 * each.expected_alike, 1000 * each.measured(), each.within() ? "yes" : "no");
    rows.push_back({{"population", each.population},
                    {"enrolled", each.enrolled},
                    {"templates", each.templates},
                    {"promised", each.fpir},
                    {"expected", each.expected},
                    {"interval", Json::array({each.low, each.high})},
                    {"expected_if_all_alike", each.expected_alike},
                    {"measured", each.measured()},
                    {"searches", each.strangers},
                    {"galleries", each.galleries},
                    {"within", each.within()}});
  }
  return rows;
}

int calibrate(const Arguments& arguments, const Settings& settings) {
  const Stopwatch all;
  EmbedStatistics statistics;
  const FaceSet faces = loadFaces(arguments.selection, settings, statistics);
  const double loaded = all.seconds();
  const gallery::ThresholdModel model = fit(faces, arguments, settings.jobs);
  if (!arguments.out.empty()) {
    std::ofstream out(arguments.out, std::ios::binary | std::ios::trunc);
    out << model.text() << std::flush;
    if (!out) throw BenchError(arguments.out.string() + " cannot be written; check the folder and the space left");
  }
  Json report{{"command", "calibrate"}, {"faces", describeFaces(faces)}};
  report["protocol"] = {{"cohort", arguments.cohort.filename().string()},
                        {"templates", arguments.templates},
                        {"seed", arguments.seed},
                        {"check", arguments.check}};
  report["thresholds"] = thresholdsOf(model, arguments.templates);
  if (arguments.check > 0) report["checks"] = checked(faces, arguments, settings.jobs);
  writeJson(arguments.json, report,
            {{"load_s", loaded}, {"total_s", all.seconds()}, {"from_cache", statistics.cached}});
  return 0;
}

}  // namespace

void addCalibrate(CLI::App& app, Program& program) {
  auto arguments = std::make_shared<Arguments>();
  arguments->cohort = gallery::ShippedModels::defaultFolder() / "dlib-face-resnet-v1.cohort";
  CLI::App* command =
      app.add_subcommand("calibrate", "Fit what turns \"wrong greetings per 1,000 strangers\" into a threshold");
  addSelection(*command, arguments->selection);
  command->add_option("--cohort", arguments->cohort, "The cohort whose scores the thresholds are for")
      ->capture_default_str()
      ->type_name("FILE");
  command->add_option("--out", arguments->out, "Write the model of thresholds")->type_name("FILE");
  command->add_option("--templates", arguments->templates, "Pictures a person is enrolled with, in the table shown")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  command
      ->add_option("--check", arguments->check,
                   "Also count, in so many splits of the people, what promises come to on strangers who had no part in "
                   "them")
      ->type_name("SPLITS")
      ->check(CLI::Range(1, 1000));
  command->add_option("--seed", arguments->seed, "Draws the splits and the bootstrap")->capture_default_str();
  command->add_option("--bootstrap", arguments->replicates, "Replicates for the intervals")
      ->capture_default_str()
      ->check(CLI::Range(20, 100000));
  command->add_option("--json", arguments->json, "Write the report to a file")->type_name("FILE");
  command->footer("Example:\n  dangol-bench calibrate lfw/images strangers --out thresholds --check 6");
  command->callback([arguments, &program] {
    program.chosen = [arguments, &program] { return calibrate(*arguments, program.settings); };
  });
}

}  // namespace dangol::bench
