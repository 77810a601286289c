#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "bench_error.hpp"
#include "cohort_choice.hpp"
#include "cohort_fit.hpp"
#include "open_set.hpp"
#include "program.hpp"
#include "report_data.hpp"

namespace dangol::bench {
namespace {

constexpr double kFpirs[] = {0.001, 0.003, 0.01, 0.1};
const std::map<std::string, ProbeSides> kSides{
    {"straight", ProbeSides::Straight}, {"alternating", ProbeSides::Alternating}, {"both", ProbeSides::Both}};

std::string nameOf(ProbeSides sides) {
  return std::ranges::find(kSides, sides, &std::pair<const std::string, ProbeSides>::second)->first;
}

struct Arguments {
  Selection selection;
  SplitOptions split;
  ProbeSides sides = ProbeSides::Straight;
  CohortChoice cohort;
  std::uint64_t seed = 1;
  std::size_t repeats = 4;
  std::size_t replicates = 500;
  std::filesystem::path json;
};

// What all repeats of one scorer found together, by gallery size.
struct ScorerResults {
  std::string name;
  std::optional<double> customary;
  std::vector<Searches> by_size;
};

struct Totals {
  std::size_t enrolled = 0;
  std::size_t failed_templates = 0;
  std::size_t failed_to_enrol = 0;
  std::size_t cohort_people = 0;
};

void append(Searches& to, const Searches& from) {
  to.mated.insert(to.mated.end(), from.mated.begin(), from.mated.end());
  to.strangers.insert(to.strangers.end(), from.strangers.begin(), from.strangers.end());
  to.mated_not_acquired += from.mated_not_acquired;
  to.strangers_not_acquired += from.strangers_not_acquired;
}

std::vector<std::size_t> gallerySizes(const Arguments& arguments, const Split& split) {
  if (arguments.split.leave_one_out) return {split.gallery.size()};
  std::vector<std::size_t> sizes;
  for (const std::size_t size : {std::size_t{10}, std::size_t{25}, std::size_t{50}, std::size_t{100}, std::size_t{200},
                                 std::size_t{500}, std::size_t{1000}}) {
    if (size < arguments.split.enrolled) sizes.push_back(size);
  }
  sizes.push_back(split.gallery.size());
  return sizes;
}

gallery::CohortModel cohortOf(const FaceSet& faces, const Split& split, std::uint64_t seed) {
  std::vector<bool> chosen(faces.people.size(), false);
  for (const std::size_t person : split.cohort) chosen[person] = true;
  std::size_t person = 0;
  return fitCohort(filtered(faces, [&](const SetPerson&) { return chosen[person++]; }), seed);
}

// One split searched by every scorer; what it found is added to the results.
void runSplit(const FaceSet& faces, const Arguments& arguments, std::uint64_t seed, const ScorerSet& fixed,
              std::size_t jobs, std::vector<ScorerResults>& results, Totals& totals) {
  const Split split = drawSplit(faces, arguments.split, seed);
  if (split.gallery.size() < 2 || split.mated.empty()) {
    throw BenchError("too few people have enough pictures in which a face was found; lower --templates or --fuse");
  }
  totals.enrolled = split.gallery.size();
  totals.failed_templates += split.failed_templates;
  totals.failed_to_enrol += split.failed_to_enrol;
  totals.cohort_people = split.cohort.size();
  const std::optional<ScorerSet> own =
      arguments.cohort.perSplit() ? std::optional<ScorerSet>(cohortOf(faces, split, seed)) : std::nullopt;
  const ScorerSet& scorers = own ? *own : fixed;
  const auto sizes = gallerySizes(arguments, split);
  results.resize(scorers.all().size());
  for (std::size_t s = 0; s < results.size(); ++s) {
    const Scorer& scorer = *scorers.all()[s];
    results[s].name = scorer.name();
    results[s].customary = scorer.customaryThreshold();
    const auto found =
        searchGalleries(faces, split, {sizes, arguments.sides, arguments.split.leave_one_out, jobs}, scorer);
    results[s].by_size.resize(sizes.size());
    for (std::size_t i = 0; i < sizes.size(); ++i) append(results[s].by_size[i], found[i]);
  }
}

Json ratesJson(const std::vector<IdentificationRate>& rates, std::size_t strangers) {
  Json list = Json::array();
  for (const IdentificationRate& rate : rates) {
    Json entry{{"fpir", rate.fpir}};
    if (rate.fnir) {
      entry["fnir"] = *rate.fnir;
      entry["interval"] = toJson(rate.interval);
    } else {
      entry["fnir"] = nullptr;
      entry["not_supported_by"] = fmt::format("{} stranger probes", strangers);
    }
    entry["threshold"] = rate.threshold;
    entry["false_positives"] = rate.false_positives;
    list.push_back(entry);
  }
  return list;
}

Json detOf(const Searches& searches) {
  SortedScores scores;
  for (const Search& search : searches.mated) {
    scores.genuine.push_back(
        static_cast<float>(search.own <= search.other ? search.own : std::numeric_limits<double>::infinity()));
  }
  for (const Search& search : searches.strangers) scores.impostors.push_back(static_cast<float>(search.other));
  std::ranges::sort(scores.genuine);
  std::ranges::sort(scores.impostors);
  scores.impostor_count = scores.impostors.size();
  Json det = toJson(detCurve(scores, 80));
  std::vector<float> own;
  for (const Search& search : searches.mated) own.push_back(static_cast<float>(search.own));
  return {{"det", det}, {"histogram", histograms(own, scores.impostors)}};
}

Json scorerJson(const ScorerResults& result, const Arguments& arguments, std::size_t enrolled, std::size_t people) {
  const Searches& full = result.by_size.back();
  const std::vector<double> fpirs(std::begin(kFpirs), std::end(kFpirs));
  Json json{{"scorer", result.name}, {"rank_1", rankOne(full)}};
  if (result.customary) {
    json["customary"] = {{"threshold", *result.customary},
                         {"fpir", fpirAt(full, *result.customary)},
                         {"fnir", fnirAt(full, *result.customary)}};
  }
  json["rates"] =
      ratesJson(identificationRates(full, fpirs, people, arguments.replicates, arguments.seed), full.strangers.size());
  Json sizes = Json::array();
  Split counted;
  counted.gallery.resize(enrolled);
  const auto names = gallerySizes(arguments, counted);
  for (std::size_t i = 0; i < result.by_size.size(); ++i) {
    const Searches& at = result.by_size[i];
    if (at.mated.empty()) continue;
    sizes.push_back(
        {{"enrolled", names[i]},
         {"mated_probes", at.mated.size()},
         {"rates", ratesJson(identificationRates(at, fpirs, people, 0, arguments.seed), at.strangers.size())}});
  }
  json["gallery_sizes"] = sizes;
  json.update(detOf(full));
  return json;
}

void printTable(const std::vector<ScorerResults>& results, const Json& report) {
  fmt::print("{:<22} {:>8}", "scorer", "rank 1");
  for (const double fpir : kFpirs) fmt::print("  {:>26}", fmt::format("FNIR at FPIR {:g} %", 100 * fpir));
  fmt::print("\n");
  for (std::size_t s = 0; s < results.size(); ++s) {
    const Json& json = report["scorers"][s];
    if (json.contains("customary")) {
      fmt::print("{:<22} {:>8}  FNIR {} at FPIR {}\n",
                 fmt::format("{} at {}", results[s].name, json["customary"]["threshold"].get<double>()), "",
                 percent(json["customary"]["fnir"].get<double>()), percent(json["customary"]["fpir"].get<double>()));
    }
    const std::string name = json.contains("customary") ? results[s].name + ", tuned" : results[s].name;
    fmt::print("{:<22} {:>8}", name, percent(json["rank_1"].get<double>()));
    for (const Json& rate : json["rates"]) {
      const std::string text = rate["fnir"].is_null()
                                   ? "not supported"
                                   : percent(rate["fnir"].get<double>(),
                                             {rate["interval"][0].get<double>(), rate["interval"][1].get<double>()});
      fmt::print("  {:>26}", text);
    }
    fmt::print("\n");
  }
}

int identify(const Arguments& arguments, const Settings& settings) {
  const Stopwatch all;
  EmbedStatistics statistics;
  const FaceSet faces = loadFaces(arguments.selection, settings, statistics);
  const double loaded = all.seconds();
  const ScorerSet fixed =
      arguments.cohort.any() && !arguments.cohort.perSplit() ? ScorerSet::of(arguments.cohort) : ScorerSet();
  std::vector<ScorerResults> results;
  Totals totals;
  for (std::size_t repeat = 0; repeat < arguments.repeats; ++repeat) {
    runSplit(faces, arguments, arguments.seed + repeat, fixed, settings.jobs, results, totals);
  }
  const Searches& full = results.front().by_size.back();
  if (full.strangers.empty()) {
    throw BenchError("nobody is left to be a stranger; lower --enrolled, or use --leave-one-out");
  }
  Json report{{"command", "identify"}, {"faces", describeFaces(faces)}};
  report["protocol"] = {{"enrolled", totals.enrolled},
                        {"templates", arguments.split.templates},
                        {"fuse", arguments.split.fuse},
                        {"probes", nameOf(arguments.sides)},
                        {"leave_one_out", arguments.split.leave_one_out},
                        {"seed", arguments.seed},
                        {"repeats", arguments.repeats},
                        {"cohort", arguments.cohort.any() ? arguments.cohort.file.filename().string() : "none"},
                        {"cohort_people", totals.cohort_people}};
  report["searches"] = {{"mated", full.mated.size()},
                        {"mated_not_acquired", full.mated_not_acquired},
                        {"strangers", full.strangers.size()},
                        {"strangers_not_acquired", full.strangers_not_acquired},
                        {"people_failed_to_enrol", totals.failed_to_enrol},
                        {"pictures_failed_to_enrol", totals.failed_templates}};
  report["scorers"] = Json::array();
  for (const ScorerResults& result : results) {
    report["scorers"].push_back(scorerJson(result, arguments, totals.enrolled, faces.people.size()));
  }
  writeJson(arguments.json, report,
            {{"load_s", loaded}, {"total_s", all.seconds()}, {"from_cache", statistics.cached}});
  if (arguments.json == "-") return 0;
  fmt::print(
      "{} enrolled with {}, {} fused, {} split(s): {} mated probes ({} not acquired), {} stranger probes ({} not "
      "acquired), {} people and {} pictures failed to enrol\n",
      totals.enrolled, arguments.split.templates, arguments.split.fuse, arguments.repeats, full.mated.size(),
      full.mated_not_acquired, full.strangers.size(), full.strangers_not_acquired, totals.failed_to_enrol,
      totals.failed_templates);
  printTable(results, report);
  return 0;
}

}  // namespace

void addIdentify(CLI::App& app, Program& program) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("identify",
                                         "Open-set search: how many regulars are missed, at how many "
                                         "strangers who get a name");
  addSelection(*command, arguments->selection);
  SplitOptions& split = arguments->split;
  command->add_option("--enrolled", split.enrolled, "People in the gallery")
      ->capture_default_str()
      ->check(CLI::Range(2, 1000000));
  command->add_option("--templates", split.templates, "Pictures a person is enrolled with")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  command->add_option("--fuse", split.fuse, "Pictures of one probe; their embeddings are averaged")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  command
      ->add_option("--probes", arguments->sides,
                   "Each picture of a probe as it is (straight), every second mirrored, or the mean of both")
      ->transform(CLI::CheckedTransformer(kSides))
      ->default_str("straight");
  command->add_flag("--leave-one-out", split.leave_one_out,
                    "For small sets: everybody with enough pictures is enrolled, and is in turn the stranger");
  command
      ->add_option("--cohort", arguments->cohort.file,
                   "The model that scores are normalised by; 'split' fits one for each split, on half of the people "
                   "who are not enrolled")
      ->type_name("FILE|split");
  command->add_option("--seed", arguments->seed, "Draws the splits")->capture_default_str();
  command->add_option("--repeats", arguments->repeats, "Splits")->capture_default_str()->check(CLI::Range(1, 1000));
  command->add_option("--bootstrap", arguments->replicates, "Replicates for the intervals")
      ->capture_default_str()
      ->check(CLI::Range(20, 100000));
  command->add_option("--json", arguments->json, "Write the report; - is standard output")->type_name("FILE");
  command->footer(
      "Example:\n  dangol-bench identify lfw/images --enrolled 150 --templates 3 --cohort split --json lfw.json");
  command->callback([arguments, &program] {
    if (arguments->split.leave_one_out && arguments->cohort.perSplit()) {
      throw CLI::ValidationError("--cohort split leaves nobody to fit on with --leave-one-out; name a file");
    }
    if (arguments->cohort.perSplit()) arguments->split.cohort_share = 0.5;
    program.chosen = [arguments, &program] { return identify(*arguments, program.settings); };
  });
}

}  // namespace dangol::bench
