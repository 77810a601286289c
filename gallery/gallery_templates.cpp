#include <fmt/format.h>

#include <cerrno>

#include "embedding_blob.hpp"
#include "gallery_impl.hpp"

// Every template at once: the index to search, and the look for damage.
namespace dangol::gallery {

namespace {

constexpr const char* kEveryTemplate =
    "SELECT id, person, model, embedding, strangeness, score_model FROM template ORDER BY id";

struct StoredTemplate {
  TemplateId id;
  PersonId person;
  std::optional<vision::Embedding> embedding;
  std::optional<double> strangeness;
  std::string scoreModel;  // whose strangeness it is
  std::string fault;       // why it cannot be used; empty when it can
};

StoredTemplate templateFrom(SQLite::Statement& row, const vision::ModelId& model) {
  StoredTemplate read{{row.getColumn(0).getString()},
                      {row.getColumn(1).getString()},
                      fromBlob(row.getColumn(3).getBlob(), row.getColumn(3).getBytes()),
                      {},
                      row.getColumn(5).isNull() ? "" : row.getColumn(5).getString(),
                      {}};
  if (!row.getColumn(4).isNull()) read.strangeness = row.getColumn(4).getDouble();
  if (row.getColumn(2).getString() != model.value) {
    read.fault = fmt::format("template {} was made by another model", read.id.value);
  } else if (!read.embedding || read.id.empty() || read.person.empty()) {
    read.fault = fmt::format("template {} does not hold 128 finite numbers", read.id.value);
  }
  return read;
}

// Half of what makes a score of a distance, the template's half.
double biasOf(const StoredTemplate& read, const ScoreModel* scores) {
  if (scores == nullptr) return 0;
  const bool current = read.strangeness && read.scoreModel == scores->id();
  return -(current ? *read.strangeness : scores->strangeness(*read.embedding)) / 2;
}

void addLines(const SQLite::Database& database, const char* pragma, std::vector<std::string>& lines) {
  SQLite::Statement query(database, pragma);
  while (query.executeStep()) {
    std::string line = query.getColumn(0).getString();
    if (line != "ok") lines.push_back(std::move(line));
  }
}

}  // namespace

std::shared_ptr<const GalleryIndex> Gallery::buildIndex() const {
  constexpr std::string_view doing = "search";
  return impl_->guarded(doing, [&] {
    SQLite::Statement query(impl_->database_, kEveryTemplate);
    std::vector<GalleryIndex::Entry> entries;
    while (query.executeStep()) {
      StoredTemplate read = templateFrom(query, impl_->model_);
      if (!read.fault.empty()) throw damaged(doing, file(), read.fault);
      const double bias = biasOf(read, impl_->scores_.get());
      entries.push_back({std::move(read.id), std::move(read.person), *read.embedding, bias});
    }
    return std::make_shared<const GalleryIndex>(
        std::move(entries), GalleryIndex::Options{.scores = impl_->scores_, .look_alikes = lookAlikes()});
  });
}

std::vector<std::string> Gallery::check() const {
  std::vector<std::string> lines;
  errno = 0;
  try {
    addLines(impl_->database_, "PRAGMA integrity_check", lines);
    SQLite::Statement orphans(impl_->database_, "PRAGMA foreign_key_check");
    while (orphans.executeStep()) {
      lines.push_back(fmt::format("row {} of {} belongs to nobody in {}", orphans.getColumn(1).getInt64(),
                                  orphans.getColumn(0).getString(), orphans.getColumn(2).getString()));
    }
    SQLite::Statement query(impl_->database_, kEveryTemplate);
    while (query.executeStep()) {
      if (auto read = templateFrom(query, impl_->model_); !read.fault.empty()) lines.push_back(std::move(read.fault));
    }
  } catch (const SQLite::Exception& error) {
    const GalleryError failed = sqliteError(error, errno, "check", file());
    if (failed.fault() != GalleryFault::NotAGallery) throw GalleryError(failed.fault(), failed.what());
    lines.emplace_back(error.what());
  }
  return lines;
}

}  // namespace dangol::gallery
