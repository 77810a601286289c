#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <set>

#include "bench_error.hpp"
#include "cohort_choice.hpp"
#include "dangol/datasets/people_lists.hpp"
#include "program.hpp"
#include "report_data.hpp"
#include "verification.hpp"

namespace dangol::bench {
namespace {

constexpr double kFmrs[] = {1e-2, 1e-3, 1e-4, 1e-5};

struct Arguments {
  Selection selection;
  std::filesystem::path pairs;
  std::filesystem::path groups;
  std::string reference;
  CohortChoice cohort;
  std::uint64_t seed = 1;
  std::size_t replicates = 200;
  std::filesystem::path json;
};

bool supported(double rate, std::size_t comparisons) {
  return rate * static_cast<double>(comparisons) + 1e-9 >= kRuleOfThirty;
}

Json accuracyJson(const Comparisons& comparisons, std::size_t folds, const Scorer& scorer) {
  if (comparisons.pairs.empty()) return nullptr;
  const Accuracy best = bestAccuracy(comparisons.pairs);
  Json json{{"best", best.accuracy}, {"best_threshold", best.threshold}};
  if (const auto customary = scorer.customaryThreshold()) {
    json["customary"] = accuracyAt(comparisons.pairs, *customary);
  }
  if (folds > 1) {
    const FoldedAccuracy folded = foldedAccuracy(comparisons.pairs, folds);
    json["mean"] = folded.mean;
    json["standard_error"] = folded.standard_error;
    json["folds"] = folded.folds;
  }
  return json;
}

Json ratesJson(const Comparisons& comparisons, const SortedScores& scores, const Arguments& arguments,
               std::size_t people) {
  Json list = Json::array();
  for (const double fmr : kFmrs) {
    Json rate{{"fmr", fmr}};
    const auto threshold = thresholdAtFmr(scores, fmr);
    if (threshold && supported(fmr, scores.impostor_count) && !scores.genuine.empty()) {
      rate["fnmr"] = fnmrAt(scores, *threshold);
      rate["interval"] = toJson(fnmrInterval(comparisons, fmr, people, arguments.replicates, arguments.seed));
      rate["threshold"] = *threshold;
    } else {
      rate["fnmr"] = nullptr;
      rate["not_supported_by"] = fmt::format("{} impostor comparisons", scores.impostor_count);
    }
    list.push_back(rate);
  }
  return list;
}

Json scorerJson(const FaceSet& faces, const std::optional<datasets::LfwPairs>& pairs, const Scorer& scorer,
                const Arguments& arguments, std::size_t jobs) {
  const Comparisons comparisons = pairs ? comparePairs(faces, *pairs, scorer, jobs) : compareAll(faces, scorer, jobs);
  const SortedScores scores = sortedScores(comparisons);
  Json json{{"scorer", scorer.name()},
            {"genuine", comparisons.genuine.size()},
            {"impostors", comparisons.impostor_count},
            {"genuine_not_acquired", comparisons.not_acquired_genuine},
            {"impostors_not_acquired", comparisons.not_acquired_impostor}};
  json["accuracy"] = accuracyJson(comparisons, pairs ? pairs->folds : 0, scorer);
  const auto equal = equalErrorPoint(scores);
  json["eer"] = equal ? Json((equal->false_match + equal->false_non_match) / 2) : Json(nullptr);
  if (const auto customary = scorer.customaryThreshold(); customary && !scores.genuine.empty()) {
    const bool kept =
        scores.impostors.size() == scores.impostor_count || *customary <= static_cast<double>(scores.impostors.back());
    json["customary"] = {{"threshold", *customary}, {"fnmr", fnmrAt(scores, *customary)}};
    json["customary"]["fmr"] = kept ? Json(fmrAt(scores, *customary)) : Json(nullptr);
  }
  json["rates"] = ratesJson(comparisons, scores, arguments, faces.people.size());
  json["det"] = toJson(detCurve(scores, 120));
  json["histogram"] = histograms(scores.genuine, comparisons.impostor_sample);
  return json;
}

// A CSV's groups, or each input as one; empty for people in no group.
std::vector<std::string> groupsOf(const FaceSet& faces, const Arguments& arguments) {
  std::vector<std::string> groups(faces.people.size());
  std::map<std::string, std::string> listed;
  if (!arguments.groups.empty()) listed = datasets::readGroups(arguments.groups);
  for (std::size_t p = 0; p < groups.size(); ++p) {
    if (arguments.groups.empty()) {
      groups[p] = faces.sets[faces.people[p].set];
    } else if (const auto found = listed.find(faces.people[p].name); found != listed.end()) {
      groups[p] = found->second;
    }
  }
  return groups;
}

// A group's FNMR; returns its ratio to the reference's, 0 when there is none to be had.
double addMisses(const GroupRates& at, const GroupRates& reference, Json& row) {
  if (at.genuine == 0) {
    row["fnmr"] = nullptr;
    row["fnmr_not_supported_by"] = "0 genuine comparisons";
    return 0;
  }
  const double rate = static_cast<double>(at.misses) / static_cast<double>(at.genuine);
  row["genuine"] = at.genuine;
  row["fnmr"] = rate;
  row["fnmr_interval"] = toJson(at.miss_interval);
  if (reference.misses == 0) return 0;
  return rate * static_cast<double>(reference.genuine) / static_cast<double>(reference.misses);
}

// Every group's FMR and FNMR at the thresholds of the reference group.
Json groupsJson(const FaceSet& faces, const std::vector<std::string>& groups, const Scorer& scorer,
                const Arguments& arguments, std::size_t jobs) {
  const GroupScores scores(faces, groups, scorer, jobs);
  if (scores.names().empty()) throw BenchError("no person of the groups file is among the faces; check the names");
  const std::string reference = arguments.reference.empty() ? scores.names().front() : arguments.reference;
  if (std::ranges::find(scores.names(), reference) == scores.names().end()) {
    throw BenchError("there is no group named " + reference + "; name one of the groups with --reference");
  }
  Json list = Json::array();
  for (const double fmr : {1e-2, 1e-3, 1e-4}) {
    if (!supported(fmr, scores.impostorsOf(reference))) {
      list.push_back({{"fmr", fmr},
                      {"reference", reference},
                      {"not_supported_by", fmt::format("{} impostor comparisons", scores.impostorsOf(reference))}});
      continue;
    }
    const double threshold = scores.thresholdOf(reference, fmr);
    Json rows = Json::array();
    double worst = 0;
    double worstMiss = 0;
    const GroupRates ofReference = scores.at(reference, threshold, 20, arguments.seed);
    for (const std::string& group : scores.names()) {
      const GroupRates at = scores.at(group, threshold, arguments.replicates, arguments.seed);
      if (at.impostors == 0) continue;
      const double rate = static_cast<double>(at.matches) / static_cast<double>(at.impostors);
      worst = std::max(worst, rate / fmr);
      rows.push_back({{"group", group},
                      {"people", at.people},
                      {"impostors", at.impostors},
                      {"matches", at.matches},
                      {"fmr", rate},
                      {"interval", toJson(at.interval)},
                      {"ratio", rate / fmr},
                      {"rests_on_30_errors", static_cast<double>(at.matches) >= kRuleOfThirty}});
      worstMiss = std::max(worstMiss, addMisses(at, ofReference, rows.back()));
    }
    list.push_back({{"fmr", fmr},
                    {"reference", reference},
                    {"threshold", threshold},
                    {"groups", rows},
                    {"worst_ratio", worst},
                    {"worst_fnmr_ratio", worstMiss > 0 ? Json(worstMiss) : Json(nullptr)}});
  }
  return list;
}

// Leaves out pairs of people whom --only or --exclude left out; returns how many.
std::size_t leaveOutPairs(const FaceSet& faces, datasets::LfwPairs& pairs) {
  std::set<std::string> names;
  for (const SetPerson& person : faces.people) names.insert(person.name);
  return std::erase_if(pairs.pairs, [&](const datasets::LfwPair& pair) {
    return !names.contains(pair.first.person) || !names.contains(pair.second.person);
  });
}

void printScorer(const Json& json) {
  const std::string name = json["scorer"].get<std::string>();
  fmt::print("\n{}\n", name);
  if (!json["accuracy"].is_null()) {
    const Json& accuracy = json["accuracy"];
    fmt::print("  accuracy, best threshold   {}\n", percent(accuracy["best"].get<double>()));
    if (accuracy.contains("customary")) {
      fmt::print("  accuracy at {:<14g} {}\n", json["customary"]["threshold"].get<double>(),
                 percent(accuracy["customary"].get<double>()));
    }
    if (accuracy.contains("mean")) {
      fmt::print("  accuracy, folds            {:.3f} % +- {:.3f} (standard error)\n",
                 100 * accuracy["mean"].get<double>(), 100 * accuracy["standard_error"].get<double>());
    }
  }
  fmt::print("  EER                        {}\n",
             json["eer"].is_null() ? "above the kept scores" : percent(json["eer"].get<double>()));
  for (const Json& rate : json["rates"]) {
    const std::string text = rate["fnmr"].is_null()
                                 ? "not supported by " + rate["not_supported_by"].get<std::string>()
                                 : percent(rate["fnmr"].get<double>(),
                                           {rate["interval"][0].get<double>(), rate["interval"][1].get<double>()});
    fmt::print("  FNMR at FMR {:<14g} {}\n", rate["fmr"].get<double>(), text);
  }
  if (!json.contains("groups")) return;
  for (const Json& at : json["groups"]) {
    if (!at.contains("groups")) {
      fmt::print("  groups at FMR {:g}: not supported by {}\n", at["fmr"].get<double>(),
                 at["not_supported_by"].get<std::string>());
      continue;
    }
    fmt::print("  at {}'s threshold for FMR {:g}, worst ratio {:.3g}\n", at["reference"].get<std::string>(),
               at["fmr"].get<double>(), at["worst_ratio"].get<double>());
    for (const Json& group : at["groups"]) {
      fmt::print(
          "    {:<28} FMR {}, ratio {:.3g}{}\n", group["group"].get<std::string>(),
          percent(group["fmr"].get<double>(), {group["interval"][0].get<double>(), group["interval"][1].get<double>()}),
          group["ratio"].get<double>(),
          group["rests_on_30_errors"].get<bool>()
              ? ""
              : fmt::format(", on {} matches only", group["matches"].get<std::size_t>()));
      if (!group["fnmr"].is_null()) {
        fmt::print("    {:<28} FNMR {}\n", "",
                   percent(group["fnmr"].get<double>(),
                           {group["fnmr_interval"][0].get<double>(), group["fnmr_interval"][1].get<double>()}));
      }
    }
  }
}

int verify(const Arguments& arguments, const Settings& settings) {
  const Stopwatch all;
  EmbedStatistics statistics;
  const FaceSet faces = loadFaces(arguments.selection, settings, statistics);
  const double loaded = all.seconds();
  std::optional<datasets::LfwPairs> pairs;
  if (!arguments.pairs.empty()) pairs = datasets::readLfwPairs(arguments.pairs);
  std::size_t leftOut = 0;
  if (pairs && !(arguments.selection.only.empty() && arguments.selection.exclude.empty())) {
    leftOut = leaveOutPairs(faces, *pairs);
    if (pairs->pairs.empty()) throw BenchError("no pair is left after --only and --exclude; check the lists");
  }
  const ScorerSet scorers = ScorerSet::of(arguments.cohort);
  Json report{{"command", "verify"}, {"faces", describeFaces(faces)}};
  report["protocol"] = {{"pairs", arguments.pairs.filename().string()},
                        {"pairs_left_out", leftOut},
                        {"folds", pairs ? pairs->folds : 0},
                        {"groups", arguments.groups.filename().string()},
                        {"seed", arguments.seed},
                        {"cohort", arguments.cohort.any() ? arguments.cohort.file.filename().string() : "none"}};
  report["scorers"] = Json::array();
  const bool grouped = !arguments.groups.empty() || faces.sets.size() > 1;
  for (const auto& scorer : scorers.all()) {
    Json json = scorerJson(faces, pairs, *scorer, arguments, settings.jobs);
    if (grouped) json["groups"] = groupsJson(faces, groupsOf(faces, arguments), *scorer, arguments, settings.jobs);
    report["scorers"].push_back(std::move(json));
  }
  writeJson(arguments.json, report,
            {{"load_s", loaded}, {"total_s", all.seconds()}, {"from_cache", statistics.cached}});
  if (arguments.json == "-") return 0;
  const Json& first = report["scorers"][0];
  fmt::print("{} pictures of {} people, {} not acquired; {} genuine and {} impostor comparisons\n", faces.faces.size(),
             faces.people.size(), faces.failures(), first["genuine"].get<std::size_t>(),
             first["impostors"].get<std::size_t>());
  if (leftOut > 0) fmt::print("{} pairs of people who were left out are not counted\n", leftOut);
  for (const Json& json : report["scorers"]) printScorer(json);
  return 0;
}

}  // namespace

void addVerify(CLI::App& app, Program& program) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("verify", "One-to-one: are two pictures of the same person?");
  addSelection(*command, arguments->selection);
  command
      ->add_option(
          "--pairs", arguments->pairs,
          "LFW's pairsDevTrain.txt, pairsDevTest.txt or pairs.txt; without it every face is compared with every other")
      ->type_name("FILE");
  command
      ->add_option("--groups", arguments->groups, "A CSV file person,group; without it each of several sets is a group")
      ->type_name("FILE");
  command
      ->add_option("--reference", arguments->reference,
                   "The group whose threshold all are measured at; the first unless said")
      ->type_name("GROUP");
  command
      ->add_option("--cohort", arguments->cohort.file,
                   "The model that scores are normalised by, fitted on other people")
      ->type_name("FILE");
  command->add_option("--seed", arguments->seed, "Draws the bootstrap")->capture_default_str();
  command->add_option("--bootstrap", arguments->replicates, "Replicates for the intervals")
      ->capture_default_str()
      ->check(CLI::Range(20, 100000));
  command->add_option("--json", arguments->json, "Write the report; - is standard output")->type_name("FILE");
  command->footer("Example:\n  dangol-bench verify lfw/images --pairs lfw/pairsDevTest.txt --cohort strangers.cohort");
  command->callback([arguments, &program] {
    program.chosen = [arguments, &program] { return verify(*arguments, program.settings); };
  });
}

}  // namespace dangol::bench
