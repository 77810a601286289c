#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "embedding_cache.hpp"
#include "picture_embedder.hpp"
#include "picture_set.hpp"

namespace dangol::bench {

// One picture of the evaluation, with what was made of it.
struct Face {
  std::size_t person = 0;  // index into FaceSet::people
  std::string file;        // the picture's file name
  FaceResult result;
  [[nodiscard]] bool acquired() const { return result.status == FaceStatus::Found; }
};

struct SetPerson {
  std::string name;
  std::size_t set = 0;             // index into FaceSet::sets
  std::vector<std::size_t> faces;  // indices into FaceSet::faces, in the order they were read
};

// All faces of one or more inputs. A name that occurs in two inputs is two people.
struct FaceSet {
  std::vector<std::string> sets;
  std::vector<SetPerson> people;
  std::vector<Face> faces;

  void add(const std::string& set, const std::vector<PictureFile>& pictures, std::vector<FaceResult> results);
  [[nodiscard]] std::size_t failures() const;  // pictures without an embedding
};

// Keeps the people that keep() accepts.
template <class Predicate>
[[nodiscard]] FaceSet filtered(const FaceSet& all, const Predicate& keep) {
  FaceSet kept;
  kept.sets = all.sets;
  for (const SetPerson& person : all.people) {
    if (!keep(person)) continue;
    SetPerson copy{person.name, person.set, {}};
    for (const std::size_t index : person.faces) {
      copy.faces.push_back(kept.faces.size());
      kept.faces.push_back(all.faces[index]);
      kept.faces.back().person = kept.people.size();
    }
    kept.people.push_back(std::move(copy));
  }
  return kept;
}

// A set's name in reports: the last two parts of its path ("lfw/images"), without an extension.
[[nodiscard]] std::string setName(const std::filesystem::path& input);

// Embeddings as `embed` writes them: FILE holds rows of 128 float32, little-endian, two for each face: the picture's
// and its mirror image's; FILE.tsv the index, with the number of each face's first row.
struct EmbeddingFile {
  std::vector<PictureFile> pictures;
  std::vector<FaceResult> results;
};
// Throws BenchError when they cannot be written.
void writeEmbeddings(const std::filesystem::path& file, const EmbeddingFile& embeddings);
// Throws BenchError, with the line of the index, when they are not what `embed` wrote.
[[nodiscard]] EmbeddingFile readEmbeddings(const std::filesystem::path& file);
// Whether an input is such a file: it has an index beside it.
[[nodiscard]] bool isEmbeddingFile(const std::filesystem::path& file);

}  // namespace dangol::bench
