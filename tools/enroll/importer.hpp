#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dangol/datasets/face_folders.hpp"
#include "dangol/gallery/gallery.hpp"
#include "known_faces.hpp"
#include "picture_reader.hpp"
#include "progress.hpp"
#include "selection.hpp"

namespace dangol::enroll {

struct ImportOptions {
  std::filesystem::path folder;
  std::string kind = "customer";  // as personKindFromName() takes it
  std::string face;               // as parseFaceChoice() takes it; empty: pictures with several faces are refused
  double accept_distance = 0.5;
  bool allow_duplicate = false;
  bool verbose = false;
  bool consent_given = false;
};

enum class ImportStatus {
  Imported,
  AlreadyImported,  // somebody is enrolled from one of these very pictures
  Duplicate,        // the face belongs to somebody enrolled
  Skipped           // no usable picture, or a name the gallery does not take
};
[[nodiscard]] std::string_view name(ImportStatus status);

// What became of one folder.
struct ImportedPerson {
  std::string name;
  ImportStatus status = ImportStatus::Skipped;
  std::string message;  // why, or as whom
  std::string id;       // Imported, AlreadyImported, Duplicate: the enrolled person's
  double score = 0;     // Duplicate only; lower is more alike
  std::size_t pictures = 0;
  std::size_t templates = 0;
  std::vector<Refusal> refused;
};

struct ImportReport {
  std::filesystem::path folder;
  std::vector<ImportedPerson> people;  // in the order of the folders; when interrupted, only those that were reached
  std::size_t folders = 0;
  std::size_t loose_pictures = 0;  // beside the folders, so nobody's
  bool interrupted = false;
  [[nodiscard]] std::size_t count(ImportStatus status) const;
};

[[nodiscard]] Json toJson(const ImportReport& report);
[[nodiscard]] std::string toText(const ImportReport& report);

// Enrols a folder of people. What was imported is told from the gallery itself, by the content hash in the templates'
// origins: there is no second record that could disagree with it.
class Importer {
 public:
  // Throws datasets::DatasetError, vision::VisionError, gallery::GalleryError. The gallery must outlive the importer.
  Importer(gallery::Gallery& gallery, const vision::ModelBundle& models, ImportOptions options);

  // Stops between two pictures when interrupted(). Throws gallery::GalleryError when the gallery fails; report() then
  // says what was done.
  void run();
  [[nodiscard]] const ImportReport& report() const { return report_; }

 private:
  struct Owner {
    gallery::PersonId id;
    std::string name;
  };
  void rememberEnrolled();
  [[nodiscard]] std::optional<Owner> importedBefore(const datasets::PersonFolder& folder) const;
  // Nothing when interrupted.
  [[nodiscard]] std::optional<ImportedPerson> import(const datasets::PersonFolder& folder);
  [[nodiscard]] std::optional<PictureShots> readPictures(const datasets::PersonFolder& folder);
  void enrol(const Selection& selection, ImportedPerson& person);

  gallery::Gallery& gallery_;
  ImportOptions options_;
  PictureReader reader_;
  KnownFaces known_;
  std::vector<datasets::PersonFolder> folders_;
  std::unordered_multimap<std::string, Owner> ownerOfPicture_;  // by content hash
  ImportReport report_;
  std::unique_ptr<Progress> progress_;
  double picturesDone_ = 0;
};

}  // namespace dangol::enroll
