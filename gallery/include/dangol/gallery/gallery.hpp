#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "dangol/gallery/gallery_index.hpp"
#include "dangol/gallery/types.hpp"

namespace dangol::gallery {

enum class GalleryFault {
  NotFound,       // no gallery at that path, or no such person
  AlreadyExists,  // a gallery is there already
  NotAGallery,    // the file is something else, or damaged
  NewerSchema,    // written by a newer version of this program
  OtherModel,     // its templates were made by another recognition model
  ReadOnly,
  Locked,  // another program holds the write lock for too long
  DiskFull,
  InvalidInput,  // a name, template or event that cannot be stored
  Io
};

// The message says what, where, and what to do about it. Whatever was stored before is still stored.
class GalleryError : public std::runtime_error {
 public:
  GalleryError(GalleryFault fault, const std::string& message) : std::runtime_error(message), fault_(fault) {}
  [[nodiscard]] GalleryFault fault() const { return fault_; }

 private:
  GalleryFault fault_;
};

enum class Access { ReadWrite, ReadOnly };

// The people, their templates and the events, in one SQLite file (WAL, foreign keys, synchronous=FULL). What a call has
// returned from is on disk; a call that throws has changed nothing. Several programs may have one gallery open.
// Bound to the thread that uses it, one at a time.
class Gallery {
 public:
  // Where a gallery is unless somebody says otherwise: $DANGOL_GALLERY, else gallery.db in $XDG_DATA_HOME/dangol
  // (~/.local/share/dangol when that is unset).
  [[nodiscard]] static std::filesystem::path defaultFile();

  // Creates an empty gallery for templates of this model, readable by its owner only (0600, folders 0700).
  // Throws GalleryError: AlreadyExists, Io, DiskFull, ReadOnly.
  static Gallery create(const std::filesystem::path& file, const vision::ModelId& model);
  // Opens a gallery and brings its schema up to date. Throws GalleryError: NotFound, NotAGallery, NewerSchema,
  // OtherModel, Locked, ReadOnly, DiskFull, Io. Reading a gallery needs write access to its folder unless another
  // program has it open: that is where SQLite coordinates the programs.
  static Gallery open(const std::filesystem::path& file, const vision::ModelId& model,
                      Access access = Access::ReadWrite);
  // For tests: lives in memory and dies with the object.
  static Gallery inMemory(const vision::ModelId& model);

  ~Gallery();
  Gallery(Gallery&&) noexcept;
  Gallery& operator=(Gallery&&) noexcept;

  // People. Each change is stored together with its event, or nothing is. Of the event given, the time, the offset and
  // the detail count; its type and person follow from the change.
  // They throw GalleryError: InvalidInput (a name whyNameIsRefused refuses, a language that is no tag, no template or
  // one that is not finite, a detail that is no JSON object), NotFound (nobody has that id), Locked, ReadOnly,
  // DiskFull, Io, NotAGallery (the file turns out to be damaged).

  // A name need not be unique. An origin is stored so that it can be shown: controls replaced, cut at 200 characters.
  Person enrol(const NewPerson& person, std::span<const NewTemplate> templates, const NewEvent& event);
  void addTemplates(const PersonId& person, std::span<const NewTemplate> templates, const NewEvent& event);
  void rename(const PersonId& person, std::string_view name, const NewEvent& event);
  // Deletes the person and all templates, and leaves a tombstone without personal data. Their events stay, nameless.
  void remove(const PersonId& person, const NewEvent& event);

  [[nodiscard]] std::optional<Person> find(const PersonId& person) const;
  // Everybody, by name. With a filter: whose name contains it, ignoring ASCII case, or whose id begins with it.
  [[nodiscard]] std::vector<Person> people(std::string_view filter = {}) const;
  [[nodiscard]] std::vector<Template> templatesOf(const PersonId& person) const;
  [[nodiscard]] std::int64_t personCount() const;

  // Scores. From now on templates are stored with their strangeness, and the index gives scores instead of plain
  // distances. Stored ones that have none, or another model's, get it now, when the gallery is open for writing; else
  // whenever the index is built. Throws std::invalid_argument when the model is about other embeddings than the
  // gallery's; GalleryError as changes do.
  void useScores(std::shared_ptr<const ScoreModel> scores);

  // Pairs of people who are easily taken for each other, those with the lowest score first. Dismissed ones are listed
  // too. Noting a pair again keeps the lower score; only the word of a person ends a dismissal, not their likeness.
  // Throw as changes do; InvalidInput when both are the same person.
  [[nodiscard]] std::vector<LookAlike> lookAlikes() const;
  // False, and nothing is stored, when all of it is known already.
  bool noteLookAlike(const LookAlike& pair, const NewEvent& event);
  // Throws GalleryError NotFound when there is no such pair.
  void dismissLookAlike(const PersonId& one, const PersonId& other, const NewEvent& event);

  // Events, in the order they happened; those of one moment in the order they were stored. Throw as changes do.
  Event append(const NewEvent& event);
  struct EventQuery {
    std::optional<WallTime> from{};   // at or after
    std::optional<WallTime> until{};  // before
    std::optional<PersonId> person{};
    std::optional<EventType> type{};
    int newest = 1000;  // at most this many, the newest ones
  };
  [[nodiscard]] std::vector<Event> events(const EventQuery& query) const;

  // Everything enrolled, ready to search: by score after useScores, else by plain distance. Throws GalleryError
  // NotAGallery when a stored template is damaged.
  [[nodiscard]] std::shared_ptr<const GalleryIndex> buildIndex() const;
  // A number that changes whenever any program changes people or templates. Cheap: may be asked every second.
  [[nodiscard]] std::int64_t changeCounter() const;

  // What SQLite thinks of the file: empty when it is sound, else a line for each problem.
  [[nodiscard]] std::vector<std::string> check() const;
  [[nodiscard]] const std::filesystem::path& file() const;
  [[nodiscard]] int schemaVersion() const;

 private:
  struct Impl;
  explicit Gallery(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Why a person cannot have this name, to complete "the name cannot be used: "; nothing when they can. Reentrant.
[[nodiscard]] std::optional<std::string> whyNameIsRefused(std::string_view name);

// A stable snake_case name: "greeted". And back; nothing for an unknown one.
[[nodiscard]] std::string_view name(EventType type);
[[nodiscard]] std::span<const EventType> eventTypes();  // all of them
[[nodiscard]] std::optional<EventType> eventTypeFromName(std::string_view wanted);
[[nodiscard]] std::string_view name(PersonKind kind);
[[nodiscard]] std::optional<PersonKind> personKindFromName(std::string_view wanted);
[[nodiscard]] std::string_view name(Method method);
[[nodiscard]] std::optional<Method> methodFromName(std::string_view wanted);
[[nodiscard]] std::string_view name(LookAlikeSource source);
[[nodiscard]] std::optional<LookAlikeSource> lookAlikeSourceFromName(std::string_view wanted);

}  // namespace dangol::gallery
