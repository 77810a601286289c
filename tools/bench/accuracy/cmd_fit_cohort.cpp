#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>

#include "bench_error.hpp"
#include "cohort_fit.hpp"
#include "program.hpp"
#include "random.hpp"

namespace dangol::bench {
namespace {

struct Arguments {
  Selection selection;
  std::filesystem::path out;
  double share = 1;
  std::filesystem::path rest;
  std::uint64_t seed = 1;
};

// Every second person of a random order for a half, and so on; of each set alike.
std::vector<bool> chosenPeople(const FaceSet& faces, double share, std::uint64_t seed) {
  std::vector<bool> chosen(faces.people.size(), false);
  for (std::size_t set = 0; set < faces.sets.size(); ++set) {
    std::vector<std::size_t> people;
    for (std::size_t p = 0; p < faces.people.size(); ++p) {
      if (faces.people[p].set == set) people.push_back(p);
    }
    Random random(seed + set);
    random.shuffle(people);
    const auto count = static_cast<std::size_t>(share * static_cast<double>(people.size()));
    for (std::size_t i = 0; i < count; ++i) chosen[people[i]] = true;
  }
  return chosen;
}

void writeRest(const std::filesystem::path& file, const FaceSet& faces, const std::vector<bool>& chosen) {
  std::ofstream out(file, std::ios::trunc);
  for (std::size_t p = 0; p < faces.people.size(); ++p) {
    if (!chosen[p]) out << faces.people[p].name << '\n';
  }
  out.flush();
  if (!out) throw BenchError(file.string() + " cannot be written; check the folder and the space left");
}

int fit(const Arguments& arguments, const Settings& settings) {
  EmbedStatistics statistics;
  const FaceSet faces = loadFaces(arguments.selection, settings, statistics);
  const auto chosen = chosenPeople(faces, arguments.share, arguments.seed);
  std::size_t person = 0;
  const FaceSet used = filtered(faces, [&](const SetPerson&) { return chosen[person++]; });
  const gallery::CohortModel model = fitCohort(used, arguments.seed);
  model.write(arguments.out);
  if (!arguments.rest.empty()) writeRest(arguments.rest, faces, chosen);
  for (const gallery::CohortMixture& mixture : model.mixtures) {
    fmt::print("{}: {} means\n", mixture.name, mixture.means.size());
  }
  fmt::print("{}: fitted on {} people, {} faces ({} pictures not acquired)\n", arguments.out.string(),
             used.people.size(), used.faces.size() - used.failures(), used.failures());
  return 0;
}

}  // namespace

void addFitCohort(CLI::App& app, Program& program) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("fit-cohort", "Fit the model of strangers that scores are normalised by");
  addSelection(*command, arguments->selection);
  command->add_option("--out", arguments->out, "The model")->required()->type_name("FILE");
  command->add_option("--share", arguments->share, "Of each set's people, drawn at random")
      ->check(CLI::Range(0.01, 1.0))
      ->capture_default_str();
  command->add_option("--rest", arguments->rest, "Write the names of the people it was not fitted on, for --only")
      ->type_name("FILE");
  command->add_option("--seed", arguments->seed, "Draws the share and the first means")->capture_default_str();
  command->footer(
      "Example:\n  dangol-bench fit-cohort lfw/images strangers --share 0.5 --rest rest.txt --out half.cohort\n"
      "  dangol-bench verify lfw/images strangers --only rest.txt --cohort half.cohort");
  command->callback(
      [arguments, &program] { program.chosen = [arguments, &program] { return fit(*arguments, program.settings); }; });
}

}  // namespace dangol::bench
