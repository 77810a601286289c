#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "program.hpp"

namespace dangol::bench {
namespace {

struct Arguments {
  std::filesystem::path input;
  std::filesystem::path out;
};

int embed(const Arguments& arguments, const Settings& settings) {
  EmbeddingFile file;
  file.pictures = listPictureFiles(arguments.input);
  EmbedStatistics statistics;
  {
    EmbeddingCache cache(settings.cache);
    file.results = embedPictures(file.pictures, cache, {settings.models, settings.jobs}, statistics);
  }
  writeEmbeddings(arguments.out, file);
  std::size_t noFace = 0;
  std::size_t unreadable = 0;
  for (const FaceResult& result : file.results) {
    noFace += result.status == FaceStatus::NoFace ? 1 : 0;
    unreadable += result.status == FaceStatus::Unreadable ? 1 : 0;
  }
  fmt::print("{} pictures: {} faces, failure to acquire {} ({} without a face, {} unreadable); {} from the cache\n",
             file.pictures.size(), file.pictures.size() - noFace - unreadable, noFace + unreadable, noFace, unreadable,
             statistics.cached);
  return 0;
}

}  // namespace

void addEmbed(CLI::App& app, Program& program) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("embed", "Write the embedding of each picture's face to a file");
  command->add_option("input", arguments->input, "A folder of people or pictures, or a list of pictures")->required();
  command
      ->add_option("--out", arguments->out,
                   "Rows of 128 float32, two a face: as it is and mirrored; the index goes to FILE.tsv")
      ->required()
      ->type_name("FILE");
  command->footer("Example:\n  dangol-bench embed lfw/images --out lfw.f32");
  command->callback([arguments, &program] {
    program.chosen = [arguments, &program] { return embed(*arguments, program.settings); };
  });
}

}  // namespace dangol::bench
