#include "dangol/gallery/gallery.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <system_error>

#include "gallery_files.hpp"
#include "gallery_impl.hpp"
#include "migrations.hpp"
#include "text.hpp"

// Nothing in here opens a gallery's file but SQLite: closing any descriptor of it would drop every POSIX lock this
// process holds on it, and with them another Gallery's protection.
namespace dangol::gallery {

namespace {

constexpr int kApplicationId = 0x44414E47;  // "DANG"
constexpr int kBusyTimeout_ms = 2000;
constexpr std::string_view kOpening = "open";
constexpr std::string_view kCreating = "create";

void configure(SQLite::Database& database) {
  database.exec(
      "PRAGMA foreign_keys = ON;"
      "PRAGMA synchronous = FULL;"
      "PRAGMA recursive_triggers = ON;"
      "PRAGMA secure_delete = ON;"
      "PRAGMA trusted_schema = OFF;"
      "PRAGMA cell_size_check = ON;");
}

std::string textOf(const SQLite::Database& database, const char* query) {
  SQLite::Statement statement(database, query);
  return statement.executeStep() ? statement.getColumn(0).getString() : std::string{};
}

int numberOf(const SQLite::Database& database, const char* query) {
  SQLite::Statement statement(database, query);
  return statement.executeStep() ? statement.getColumn(0).getInt() : 0;
}

void requireWriteAheadLog(const SQLite::Database& database, std::string_view doing, const std::filesystem::path& file) {
  if (textOf(database, "PRAGMA journal_mode = WAL") == "wal") return;
  throw galleryError(GalleryFault::Io, doing, file, "no write-ahead log can be kept there",
                     "Put the gallery on a local disk.");
}

void fillNew(SQLite::Database& database, const vision::ModelId& model) {
  database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
  migrate(database, migrations());
  SQLite::Statement insert(database, "INSERT INTO meta (key, value) VALUES ('model', ?)");
  insert.bind(1, model.value);
  insert.exec();
}

void requireModelName(const vision::ModelId& model, const std::filesystem::path& file) {
  if (!model.value.empty()) return;
  throw galleryError(GalleryFault::InvalidInput, kCreating, file, "the recognition model has no name",
                     "Name the model that makes the templates.");
}

void requireNothingThere(const std::filesystem::path& file) {
  std::error_code ignored;
  if (std::filesystem::exists(std::filesystem::symlink_status(file, ignored))) {
    throw systemError(EEXIST, kCreating, file);
  }
  // SQLite would take a log left over by another database for this one's.
  for (const auto& left_over : {walOf(file), shmOf(file)}) {
    if (!std::filesystem::exists(left_over, ignored)) continue;
    throw galleryError(
        GalleryFault::AlreadyExists, kCreating, file,
        fmt::format("{} is left over from another gallery", displayable(left_over.filename().string(), 200)),
        "Move it away, or choose another file.");
  }
}

void requireFile(const std::filesystem::path& file) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    throw galleryError(GalleryFault::NotFound, kOpening, file, "there is no such file",
                       "Create a gallery there with 'dangol init', or name another file.");
  }
  if (status.type() == std::filesystem::file_type::none) throw systemError(error.value(), kOpening, file);
  if (!std::filesystem::is_regular_file(status)) {
    throw galleryError(GalleryFault::NotAGallery, kOpening, file, "it is not a file", "Name another file.");
  }
  if (std::filesystem::file_size(file, error) == 0 && !error) {
    throw damaged(kOpening, file, "it is empty");
  }
  if (::euidaccess(file.c_str(), R_OK) != 0) {
    throw galleryError(GalleryFault::Io, kOpening, file, "this user may not read it",
                       "Give this user access to the file and its folder.");
  }
}

SQLite::Database connect(const std::filesystem::path& file, int flags, std::string_view doing) {
  return guarded(doing, file, [&] { return SQLite::Database(file.string(), flags, kBusyTimeout_ms); });
}

// SQLite reads what is missing of a last page as zeros.
void requireWholePages(const SQLite::Database& database, const std::filesystem::path& file) {
  const auto page_bytes = static_cast<std::uintmax_t>(numberOf(database, "PRAGMA page_size"));
  std::error_code error;
  const std::uintmax_t bytes = std::filesystem::file_size(file, error);
  if (page_bytes == 0 || (!error && bytes % page_bytes != 0)) throw damaged(kOpening, file, "its end is missing");
}

// Whose file it is, before anything in it is believed or changed.
void requireOurs(const SQLite::Database& database, const std::filesystem::path& file) {
  const int version = storedSchemaVersion(database);
  if (numberOf(database, "PRAGMA application_id") != kApplicationId || version < 1) {
    throw galleryError(GalleryFault::NotAGallery, kOpening, file, "it is a database of another program",
                       "Name another file; this one is left as it is.");
  }
  const int newest = migrations().back().version;
  if (version > newest) {
    throw galleryError(GalleryFault::NewerSchema, kOpening, file,
                       fmt::format("its schema has version {}, and this program knows {}", version, newest),
                       "Update this program; the file is left as it is.");
  }
}

void requireModel(const SQLite::Database& database, const vision::ModelId& model, const std::filesystem::path& file) {
  const std::string stored = textOf(database, "SELECT value FROM meta WHERE key = 'model'");
  if (stored.empty()) throw damaged(kOpening, file, "it does not say which model made its templates");
  if (stored == model.value) return;
  throw galleryError(GalleryFault::OtherModel, kOpening, file,
                     fmt::format("its templates were made by the model {}, and this program uses {}",
                                 displayable(stored, 100), displayable(model.value, 100)),
                     "Enrol everybody again in a new gallery.");
}

std::optional<std::filesystem::path> folderFrom(const char* variable) {
  const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): nothing in Dangol sets variables
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::filesystem::path(value);
}

}  // namespace

Gallery::Impl::Impl(std::filesystem::path file, vision::ModelId model, SQLite::Database database)
    : file_(std::move(file)), model_(std::move(model)), database_(std::move(database)) {}

std::int64_t Gallery::Impl::nextRevision() const {
  SQLite::Statement next(database_, "UPDATE revision SET last = last + 1 RETURNING last");
  if (!next.executeStep()) throw damaged("change", file_, "its revision counter is missing");
  return next.getColumn(0).getInt64();
}

std::string Gallery::Impl::nextId() {
  return ids_.next(std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()));
}

GalleryError Gallery::Impl::noSuchPerson(std::string_view doing, const PersonId& person) const {
  return galleryError(GalleryFault::NotFound, doing, file_,
                      fmt::format("nobody has the id {}", displayable(person.value, 40)),
                      "'dangol list' shows everybody.");
}

GalleryError Gallery::Impl::refused(std::string_view doing, std::string_view why) const {
  return galleryError(GalleryFault::InvalidInput, doing, file_, why, "Nothing was changed.");
}

Gallery::Gallery(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Gallery::~Gallery() = default;
Gallery::Gallery(Gallery&&) noexcept = default;
Gallery& Gallery::operator=(Gallery&&) noexcept = default;

std::filesystem::path Gallery::defaultFile() {
  if (const auto file = folderFrom("DANGOL_GALLERY")) return *file;
  // The XDG rules: a relative folder is to be ignored.
  if (const auto data = folderFrom("XDG_DATA_HOME"); data && data->is_absolute()) return *data / "dangol/gallery.db";
  if (const auto home = folderFrom("HOME")) return *home / ".local/share/dangol/gallery.db";
  throw GalleryError(GalleryFault::Io,
                     "cannot tell where the gallery is: neither HOME nor DANGOL_GALLERY is set. "
                     "Set DANGOL_GALLERY to its file.");
}

Gallery Gallery::create(const std::filesystem::path& file, const vision::ModelId& model) {
  requireModelName(model, file);
  requireNothingThere(file);
  createFolders(std::filesystem::absolute(file).parent_path());
  PendingFile pending(file, UuidV7().next({}));
  {
    SQLite::Database database = connect(pending.path(), SQLite::OPEN_READWRITE, kCreating);
    guarded(kCreating, file, [&] {
      configure(database);
      requireWriteAheadLog(database, kCreating, file);
      fillNew(database, model);
      // Closing would do this too, but not say that the disk was full.
      textOf(database, "PRAGMA wal_checkpoint(TRUNCATE)");
    });
  }
  pending.publish();
  return open(file, model);
}

Gallery Gallery::open(const std::filesystem::path& file, const vision::ModelId& model, Access access) {
  requireFile(file);
  const bool writes = access == Access::ReadWrite;
  auto impl = std::make_unique<Impl>(file, model,
                                     connect(file, writes ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY, kOpening));
  SQLite::Database& database = impl->database_;
  if (writes && sqlite3_db_readonly(database.getHandle(), "main") != 0) throw systemError(EACCES, kOpening, file);
  impl->guarded(kOpening, [&] {
    configure(database);
    requireOurs(database, file);
    requireWholePages(database, file);
    requireModel(database, model, file);
    if (!writes && storedSchemaVersion(database) < migrations().back().version) {
      throw galleryError(GalleryFault::ReadOnly, kOpening, file, "its schema is older than this program",
                         "Open it for writing once to bring it up to date.");
    }
    if (!writes) return;
    requireWriteAheadLog(database, kOpening, file);
    migrate(database, migrations());
  });
  return Gallery(std::move(impl));
}

Gallery Gallery::inMemory(const vision::ModelId& model) {
  requireModelName(model, {});
  auto impl = std::make_unique<Impl>(std::filesystem::path{}, model,
                                     connect(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, kCreating));
  impl->guarded(kCreating, [&] {
    configure(impl->database_);
    fillNew(impl->database_, model);
  });
  return Gallery(std::move(impl));
}

std::int64_t Gallery::changeCounter() const {
  return impl_->guarded("ask for changes in", [&] {
    SQLite::Statement last(impl_->database_, "SELECT last FROM revision");
    if (!last.executeStep()) throw damaged("ask for changes in", file(), "its revision counter is missing");
    return last.getColumn(0).getInt64();
  });
}

const std::filesystem::path& Gallery::file() const { return impl_->file_; }

int Gallery::schemaVersion() const {
  return impl_->guarded("read", [&] { return storedSchemaVersion(impl_->database_); });
}

}  // namespace dangol::gallery
