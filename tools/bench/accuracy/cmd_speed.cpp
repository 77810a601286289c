#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>

#include "bench_error.hpp"
#include "cohort_choice.hpp"
#include "dangol/datasets/picture.hpp"
#include "dangol/gallery/gallery_index.hpp"
#include "dangol/gallery/shipped_models.hpp"
#include "dangol/vision/image_ops.hpp"
#include "dangol/vision/still_face_finder.hpp"
#include "program.hpp"
#include "progress.hpp"

namespace dangol::bench {
namespace {

struct Arguments {
  Selection selection;
  std::filesystem::path cohort;
  std::filesystem::path json;
  std::size_t pictures = 200;
  std::size_t enrolled = 500;
  std::size_t templates = 3;
};

// The times of one step, in milliseconds.
struct Stage {
  std::string name;
  std::vector<double> times_ms;
  [[nodiscard]] double at(double share) const {
    std::vector<double> sorted = times_ms;
    std::ranges::sort(sorted);
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
  }
};

class Stages {
 public:
  template <class Work>
  auto time(const std::string& name, const Work& work) {
    const Stopwatch watch;
    auto result = work();
    auto found = std::ranges::find(all_, name, &Stage::name);
    if (found == all_.end()) found = all_.insert(all_.end(), {name, {}});
    found->times_ms.push_back(1000 * watch.seconds());
    return result;
  }
  [[nodiscard]] const std::vector<Stage>& all() const { return all_; }

 private:
  std::vector<Stage> all_;
};

// What the process keeps in memory now, and the most it ever kept, in MB.
struct Memory {
  double now = 0;
  double most = 0;
};
Memory memory() {
  Memory found;
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    std::istringstream words(line);
    std::string name;
    double kilobytes = 0;
    words >> name >> kilobytes;
    if (name == "VmRSS:") found.now = kilobytes / 1000;
    if (name == "VmHWM:") found.most = kilobytes / 1000;
  }
  return found;
}

struct MemoryStep {
  std::string after;
  double now;
};

std::vector<std::uint8_t> bytesOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// A gallery of made-up people: how long a search takes does not depend on who they are.
std::unique_ptr<gallery::GalleryIndex> madeGallery(const gallery::CohortModel& cohort, std::size_t people,
                                                   std::size_t templates) {
  std::vector<gallery::GalleryIndex::Entry> entries;
  for (const vision::Embedding& drawn : cohort.sample(people * templates, 7)) {
    const std::size_t number = entries.size();
    entries.push_back({{fmt::format("template-{}", number)}, {fmt::format("person-{}", number / templates)}, drawn});
  }
  return std::make_unique<gallery::GalleryIndex>(std::move(entries));
}

// The steps of recognising somebody in one picture, each timed; false when no face was found or it cannot be read.
bool lookAt(const std::filesystem::path& file, vision::HogFaceDetector& detector, vision::FaceAligner& aligner,
            vision::FaceEmbedder& embedder, const gallery::ScoreModel& scores, const gallery::GalleryIndex& index,
            Stages& stages) {
  const auto bytes = bytesOf(file);
  vision::RgbImage picture;
  try {
    picture = stages.time("decode", [&] { return datasets::decodePicture(bytes, file.string()); });
  } catch (const datasets::DatasetError&) {
    return false;
  }
  const auto gray = stages.time("to grey", [&] { return vision::toGray(picture.view()); });
  const auto found = stages.time("detect (HOG)", [&] { return detector.detect(gray.view()); });
  if (found.empty()) return false;
  const auto landmarks = stages.time("landmarks", [&] { return aligner.locate(gray.view(), found.front().box); });
  const auto chip = stages.time("align", [&] { return vision::FaceAligner::cutChip(picture.view(), landmarks); });
  const auto probe = stages.time("embed", [&] { return embedder.embed(chip); });
  (void)stages.time("strangeness", [&] { return scores.strangeness(probe); });
  (void)stages.time("search", [&] { return index.search(probe); });
  return true;
}

Json stagesJson(const Stages& stages) {
  Json rows = Json::array();
  for (const Stage& stage : stages.all()) {
    rows.push_back({{"stage", stage.name},
                    {"count", stage.times_ms.size()},
                    {"median_ms", stage.at(0.5)},
                    {"p95_ms", stage.at(0.95)},
                    {"most_ms", stage.at(1)}});
  }
  return rows;
}

int speed(const Arguments& arguments, const Settings& settings) {
  std::vector<PictureFile> pictures;
  for (const auto& input : arguments.selection.inputs) {
    const auto more = listPictureFiles(input);
    pictures.insert(pictures.end(), more.begin(), more.end());
  }
  if (pictures.size() > arguments.pictures) pictures.resize(arguments.pictures);

  std::vector<MemoryStep> steps{{"start", memory().now}};
  const vision::ModelBundle models(settings.models);
  vision::HogFaceDetector detector;
  vision::FaceAligner aligner(models);
  steps.push_back({"detector and landmarks", memory().now});
  vision::FaceEmbedder embedder(models);
  steps.push_back({"face network", memory().now});
  const auto cohort = gallery::CohortModel::read(arguments.cohort);
  const gallery::ScoreModel scores(cohort);
  steps.push_back({"cohort", memory().now});
  const auto index = madeGallery(cohort, arguments.enrolled, arguments.templates);
  steps.push_back({fmt::format("{} people with {} templates", arguments.enrolled, arguments.templates), memory().now});

  Stages stages;
  std::size_t faces = 0;
  {
    Progress progress("looking", pictures.size());
    for (const PictureFile& picture : pictures) {
      faces += lookAt(picture.path, detector, aligner, embedder, scores, *index, stages) ? 1 : 0;
      progress.step();
    }
  }
  if (faces == 0) throw BenchError("no face was found in any picture; name pictures with faces");
  steps.push_back({"all pictures", memory().now});

  Json report{{"command", "speed"}, {"pictures", pictures.size()}, {"faces", faces}};
  Json memories = Json::array();
  for (const MemoryStep& step : steps) memories.push_back({{"after", step.after}, {"mb", step.now}});
  writeJson(arguments.json, report,
            {{"stages", stagesJson(stages)}, {"memory", memories}, {"most_memory_mb", memory().most}});
  if (arguments.json == "-") return 0;
  fmt::print("{} pictures, {} with a face; one thread, {} people enrolled with {}\n\n", pictures.size(), faces,
             arguments.enrolled, arguments.templates);
  fmt::print("{:<16} {:>7} {:>12} {:>12} {:>12}\n", "stage", "times", "median ms", "95 % ms", "most ms");
  for (const Stage& stage : stages.all()) {
    fmt::print("{:<16} {:>7} {:>12.3f} {:>12.3f} {:>12.3f}\n", stage.name, stage.times_ms.size(), stage.at(0.5),
               stage.at(0.95), stage.at(1));
  }
  fmt::print("\n{:<36} {:>12}\n", "memory after", "MB");
  for (const MemoryStep& step : steps) fmt::print("{:<36} {:>12.1f}\n", step.after, step.now);
  fmt::print("{:<36} {:>12.1f}\n", "most at any time", memory().most);
  return 0;
}

}  // namespace

void addSpeed(CLI::App& app, Program& program) {
  auto arguments = std::make_shared<Arguments>();
  arguments->cohort = gallery::ShippedModels::defaultFolder() / "dlib-face-resnet-v1.cohort";
  CLI::App* command = app.add_subcommand("speed", "Time and memory of each step, on the same pictures in one run");
  command->add_option("inputs", arguments->selection.inputs, "Folders or lists of pictures")
      ->required()
      ->type_name("SET");
  command->add_option("--pictures", arguments->pictures, "The first so many")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000000));
  command->add_option("--enrolled", arguments->enrolled, "Made-up people in the gallery that is searched")
      ->capture_default_str()
      ->check(CLI::Range(1, 100000));
  command->add_option("--templates", arguments->templates, "Templates of each")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  command->add_option("--cohort", arguments->cohort, "The model that scores are normalised by")
      ->capture_default_str()
      ->type_name("FILE");
  command->add_option("--json", arguments->json, "Write the report; - is standard output")->type_name("FILE");
  command->footer("Example:\n  dangol-bench speed lfw/images --pictures 500");
  command->callback([arguments, &program] {
    program.chosen = [arguments, &program] { return speed(*arguments, program.settings); };
  });
}

}  // namespace dangol::bench
