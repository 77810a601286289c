#include "program.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <set>

#include "bench_error.hpp"
#include "dangol/datasets/people_lists.hpp"
#include "dangol/vision/model_bundle.hpp"

namespace dangol::bench {
namespace {

namespace fs = std::filesystem;

std::set<std::string> namesIn(const fs::path& list) {
  if (list.empty()) return {};
  const auto names = datasets::readPeopleList(list);
  return {names.begin(), names.end()};
}

}  // namespace

void addSelection(CLI::App& command, Selection& selection) {
  command
      .add_option("inputs", selection.inputs,
                  "Folders of one folder a person, folders of pictures of one person each, lists of pictures, or files "
                  "that embed wrote")
      ->required()
      ->type_name("SET");
  command.add_option("--only", selection.only, "Look only at the people in this list")->type_name("FILE");
  command.add_option("--exclude", selection.exclude, "Leave out the people in this list")->type_name("FILE");
}

FaceSet loadFaces(const Selection& selection, const Settings& settings, EmbedStatistics& statistics) {
  FaceSet all;
  std::optional<EmbeddingCache> cache;
  for (const fs::path& input : selection.inputs) {
    if (isEmbeddingFile(input)) {
      EmbeddingFile read = readEmbeddings(input);
      all.add(setName(input), read.pictures, std::move(read.results));
      continue;
    }
    const auto pictures = listPictureFiles(input);
    if (!cache) cache.emplace(settings.cache);
    all.add(setName(input), pictures, embedPictures(pictures, *cache, {settings.models, settings.jobs}, statistics));
  }
  const auto only = namesIn(selection.only);
  const auto exclude = namesIn(selection.exclude);
  if (only.empty() && exclude.empty()) return all;
  FaceSet kept = filtered(all, [&](const SetPerson& person) {
    return (only.empty() || only.contains(person.name)) && !exclude.contains(person.name);
  });
  if (kept.people.empty()) throw BenchError("nobody is left after --only and --exclude; check the names in the lists");
  return kept;
}

Json describeFaces(const FaceSet& faces) {
  Json sets = Json::array();
  for (std::size_t set = 0; set < faces.sets.size(); ++set) {
    std::size_t people = 0;
    std::size_t pictures = 0;
    std::size_t failures = 0;
    for (const SetPerson& person : faces.people) {
      if (person.set != set) continue;
      ++people;
      pictures += person.faces.size();
      for (const std::size_t face : person.faces) failures += faces.faces[face].acquired() ? 0 : 1;
    }
    sets.push_back({{"set", faces.sets[set]}, {"people", people}, {"pictures", pictures}, {"not_acquired", failures}});
  }
  return {{"model", vision::ModelBundle::embeddingModelId().value},
          {"sets", sets},
          {"pictures", faces.faces.size()},
          {"not_acquired", faces.failures()}};
}

void writeJson(const fs::path& file, Json report, const Json& timing) {
  if (file.empty()) return;
  report["timing"] = timing;
  const std::string text = report.dump(1) + "\n";
  if (file == "-") {
    fmt::print("{}", text);
    return;
  }
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text << std::flush;
  if (!out) throw BenchError(file.string() + " cannot be written; check the folder and the space left");
}

}  // namespace dangol::bench
