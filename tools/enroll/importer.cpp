#include "importer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>

#include "consent_question.hpp"
#include "interrupt.hpp"
#include "local_time.hpp"
#include "origin.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

// Why a folder has nothing to import, with what it has instead: HEIC pictures of a telephone, for one.
std::string whyNoPictures(const std::filesystem::path& folder) {
  std::size_t files = 0;
  std::string example;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with('.')) continue;
    if (files++ == 0 || name < example) example = name;
  }
  if (files == 0) return "the folder is empty";
  return fmt::format("no picture (.jpg .jpeg .png .webp .bmp) in the folder, only {} such as {}",
                     counted(files, "entry", "entries"), example);
}

}  // namespace

Importer::Importer(gallery::Gallery& gallery, const vision::ModelBundle& models, ImportOptions options)
    : gallery_(gallery),
      options_(std::move(options)),
      reader_(models, vision::StillFaceFinder::Effort::Quick, parseFaceChoice(options_.face).value_or(FaceChoice{})),
      known_(gallery),
      folders_(datasets::readPersonFolders(options_.folder)) {
  report_.folder = options_.folder;
  report_.folders = folders_.size();
  report_.loose_pictures = datasets::listPictures(options_.folder).size();
}

void Importer::run() {
  rememberEnrolled();
  const std::size_t pictures = std::accumulate(folders_.begin(), folders_.end(), std::size_t{0},
                                               [](std::size_t sum, const auto& f) { return sum + f.pictures.size(); });
  progress_ = std::make_unique<Progress>("Importing", static_cast<double>(pictures));
  for (const auto& folder : folders_) {
    auto person = import(folder);
    if (!person) {
      report_.interrupted = true;
      break;
    }
    if (options_.verbose) {
      progress_->line(fmt::format("{}: {}{}{}", person->name, name(person->status), person->message.empty() ? "" : ", ",
                                  person->message));
    }
    report_.people.push_back(std::move(*person));
  }
  progress_.reset();
}

void Importer::rememberEnrolled() {
  for (const auto& person : gallery_.people()) {
    for (const auto& one : gallery_.templatesOf(person.id)) {
      if (const auto hash = hashInOrigin(one.origin)) ownerOfPicture_.emplace(*hash, Owner{person.id, person.name});
    }
  }
}

std::optional<Importer::Owner> Importer::importedBefore(const datasets::PersonFolder& folder) const {
  if (ownerOfPicture_.empty()) return std::nullopt;
  for (const auto& picture : folder.pictures) {
    const auto hash = contentHash(picture);
    if (!hash) continue;
    const auto [first, last] = ownerOfPicture_.equal_range(*hash);
    for (auto owner = first; owner != last; ++owner) {
      // A look-alike may be enrolled from the same picture on purpose; then only the name tells them apart.
      if (!options_.allow_duplicate || owner->second.name == composeHangul(folder.name)) return owner->second;
    }
  }
  return std::nullopt;
}

std::optional<PictureShots> Importer::readPictures(const datasets::PersonFolder& folder) {
  PictureShots read;
  for (const auto& picture : folder.pictures) {
    if (interrupted()) return std::nullopt;
    progress_->update(picturesDone_, folder.name);
    read.add(reader_.read(picture));
    ++picturesDone_;
  }
  return read;
}

std::optional<ImportedPerson> Importer::import(const datasets::PersonFolder& folder) {
  if (interrupted()) return std::nullopt;
  ImportedPerson person;
  person.name = composeHangul(folder.name);
  person.pictures = folder.pictures.size();
  if (folder.pictures.empty()) {
    person.message = whyNoPictures(options_.folder / folder.name);
    return person;
  }
  if (const auto owner = importedBefore(folder)) {
    person.status = ImportStatus::AlreadyImported;
    person.id = owner->id.value;
    if (owner->name != person.name) person.message = fmt::format("as {}", owner->name);
    picturesDone_ += static_cast<double>(folder.pictures.size());
    progress_->skip(static_cast<double>(folder.pictures.size()));
    progress_->update(picturesDone_, folder.name);
    return person;
  }
  if (const auto why = gallery::whyNameIsRefused(person.name)) {
    person.message = "the name cannot be used: " + *why;
    picturesDone_ += static_cast<double>(folder.pictures.size());
    return person;
  }
  auto read = readPictures(folder);
  if (!read) return std::nullopt;
  auto selection = selectTemplates(read->shots, options_.accept_distance);
  person.refused = std::move(read->refused);
  std::ranges::move(selection.refused, std::back_inserter(person.refused));
  if (selection.templates.empty()) {
    person.message = read->shots.size() > 1 ? "the pictures do not agree on one person" : "no usable picture";
    return person;
  }
  enrol(selection, person);
  return person;
}

void Importer::enrol(const Selection& selection, ImportedPerson& person) {
  const auto nearest = known_.nearest(selection.templates);
  const double limit = known_.acceptScore();
  if (nearest && nearest->score <= limit && !options_.allow_duplicate) {
    const auto owner = gallery_.find(nearest->person);
    person.status = ImportStatus::Duplicate;
    person.id = nearest->person.value;
    person.score = nearest->score;
    person.message =
        fmt::format("looks like {}, who is enrolled (score {:.2f}; up to {:.2f} is taken for the same person)",
                    owner ? owner->name : nearest->person.value, nearest->score, limit);
    return;
  }
  gallery::NewPerson wanted;
  wanted.name = person.name;
  wanted.kind = gallery::personKindFromName(options_.kind).value_or(gallery::PersonKind::Customer);
  if (wanted.kind == gallery::PersonKind::Staff) wanted.role = gallery::Role::Staff;
  wanted.consent = paperConsent(wanted.kind, wanted.language);
  const Json detail{{"templates", selection.templates.size()}, {"from", "import"}};
  const auto stored =
      gallery_.enrol(wanted, selection.templates, eventNow(gallery::EventType::Enrolled, detail.dump()));
  known_.add(stored.id, selection.templates);
  for (const auto& one : selection.templates) {
    if (const auto hash = hashInOrigin(one.origin)) ownerOfPicture_.emplace(*hash, Owner{stored.id, stored.name});
  }
  person.status = ImportStatus::Imported;
  person.id = stored.id.value;
  person.templates = selection.templates.size();
}

}  // namespace dangol::enroll
