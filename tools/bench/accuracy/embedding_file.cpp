#include <fmt/format.h>

#include <bit>
#include <fstream>
#include <iterator>
#include <sstream>

#include "bench_error.hpp"
#include "face_set.hpp"

namespace dangol::bench {
namespace {

namespace fs = std::filesystem;

static_assert(std::endian::native == std::endian::little, "rows are little-endian");

constexpr const char* kHeader = "row\tpath\tperson\tdetector\tface_px\tquality\tfailure";

fs::path indexOf(const fs::path& file) { return file.string() + ".tsv"; }

// Tabs and line ends would break the index; nothing reads the text but people.
std::string oneField(std::string text) {
  for (char& c : text) {
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  }
  return text;
}

std::string indexLine(const PictureFile& picture, const FaceResult& result, std::size_t row) {
  const std::string names = oneField(picture.path.string()) + "\t" + oneField(picture.person);
  if (result.status != FaceStatus::Found) return fmt::format("-\t{}\t-\t-\t-\t{}\n", names, oneField(result.reason));
  return fmt::format("{}\t{}\t{}\t{}\t{}\t-\n", row, names, result.cnn ? "mmod" : "hog", result.face_px,
                     result.quality);
}

class IndexReader {
 public:
  explicit IndexReader(const fs::path& file)
      : name_(indexOf(file).string()), in_(name_), rows_(file, std::ios::binary) {
    if (!in_ || !rows_)
      throw BenchError(file.string() + " and " + name_ + " cannot both be read; make them with embed");
    std::string line;
    if (!std::getline(in_, line) || line != kHeader) refuse("the header that embed writes");
  }

  EmbeddingFile read() {
    EmbeddingFile embeddings;
    for (std::string line; std::getline(in_, line);) {
      ++line_;
      std::vector<std::string> fields;
      std::stringstream in(line);
      for (std::string field; std::getline(in, field, '\t');) fields.push_back(std::move(field));
      if (fields.size() != 7) refuse("seven fields");
      embeddings.pictures.push_back({fields[1], fields[2]});
      embeddings.results.push_back(fields[0] == "-" ? failed(fields[6]) : found(fields));
    }
    if (rows_.peek() != std::ifstream::traits_type::eof()) refuse("one more face: there are more rows than lines");
    if (embeddings.pictures.empty()) refuse("at least one picture");
    return embeddings;
  }

 private:
  static FaceResult failed(const std::string& reason) {
    FaceResult result;
    result.reason = reason;
    return result;
  }

  FaceResult found(const std::vector<std::string>& fields) {
    if (fields[0] != std::to_string(row_)) refuse("row " + std::to_string(row_));
    row_ += 2;
    FaceResult result;
    result.status = FaceStatus::Found;
    result.cnn = fields[3] == "mmod";
    try {
      result.face_px = std::stof(fields[4]);
      result.quality = std::stof(fields[5]);
    } catch (const std::exception&) {
      refuse("numbers for face_px and quality");
    }
    for (vision::Embedding* side : {&result.straight, &result.mirrored}) {
      rows_.read(reinterpret_cast<char*>(side->values.data()), sizeof(side->values));
    }
    if (!rows_) refuse("fewer faces: the rows end before this one");
    return result;
  }

  [[noreturn]] void refuse(const std::string& expected) const {
    throw BenchError(fmt::format("{}, line {}: expected {}; make the file again with embed", name_, line_, expected));
  }

  std::string name_;
  std::ifstream in_;
  std::ifstream rows_;
  int line_ = 1;
  std::size_t row_ = 0;
};

}  // namespace

void writeEmbeddings(const fs::path& file, const EmbeddingFile& embeddings) {
  std::ofstream rows(file, std::ios::binary | std::ios::trunc);
  std::ofstream index(indexOf(file), std::ios::trunc);
  index << kHeader << '\n';
  std::size_t row = 0;
  for (std::size_t i = 0; i < embeddings.pictures.size(); ++i) {
    const FaceResult& result = embeddings.results[i];
    index << indexLine(embeddings.pictures[i], result, row);
    if (result.status != FaceStatus::Found) continue;
    for (const vision::Embedding* side : {&result.straight, &result.mirrored}) {
      rows.write(reinterpret_cast<const char*>(side->values.data()), sizeof(side->values));
    }
    row += 2;
  }
  rows.flush();
  index.flush();
  if (!rows || !index) throw BenchError(file.string() + " cannot be written; check the folder and the space left");
}

EmbeddingFile readEmbeddings(const fs::path& file) { return IndexReader(file).read(); }

bool isEmbeddingFile(const fs::path& file) {
  std::error_code ignored;
  return fs::is_regular_file(file, ignored) && fs::is_regular_file(indexOf(file), ignored);
}

}  // namespace dangol::bench
