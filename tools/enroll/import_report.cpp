#include <fmt/format.h>

#include <algorithm>

#include "importer.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

std::string picturesText(const ImportedPerson& person) {
  std::string text;
  for (const auto& refusal : person.refused) {
    text += fmt::format("      {}: {}\n", printable(refusal.label), printable(refusal.message));
  }
  return text;
}

std::string section(const ImportReport& report, ImportStatus status, std::string_view heading) {
  std::string text;
  for (const auto& person : report.people) {
    if (person.status != status || person.message.empty()) continue;
    text += fmt::format("  {}: {}\n{}", printable(person.name), printable(person.message), picturesText(person));
  }
  return text.empty() ? text : fmt::format("{}\n{}", heading, text);
}

std::string refusedPictures(const ImportReport& report) {
  std::string text;
  for (const auto& person : report.people) {
    if (person.status != ImportStatus::Imported || person.refused.empty()) continue;
    text += fmt::format("  {}\n{}", printable(person.name), picturesText(person));
  }
  return text.empty() ? text : "Pictures of people imported that were of no use:\n" + text;
}

std::size_t picturesOfSeveral(const ImportReport& report) {
  std::size_t count = 0;
  for (const auto& person : report.people) {
    for (const auto& refusal : person.refused) count += refusal.reason == kSeveralFaces ? 1 : 0;
  }
  return count;
}

}  // namespace

std::string_view name(ImportStatus status) {
  switch (status) {
    case ImportStatus::Imported:
      return "imported";
    case ImportStatus::AlreadyImported:
      return "already_imported";
    case ImportStatus::Duplicate:
      return "duplicate";
    case ImportStatus::Skipped:
      return "skipped";
  }
  return "";
}

std::size_t ImportReport::count(ImportStatus status) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(people, [&](const ImportedPerson& person) { return person.status == status; }));
}

Json toJson(const ImportReport& report) {
  Json json{{"folder", report.folder.string()},
            {"imported", report.count(ImportStatus::Imported)},
            {"already_imported", report.count(ImportStatus::AlreadyImported)},
            {"duplicates", report.count(ImportStatus::Duplicate)},
            {"skipped", report.count(ImportStatus::Skipped)},
            {"not_reached", report.folders - report.people.size()},
            {"loose_pictures", report.loose_pictures},
            {"interrupted", report.interrupted},
            {"people", Json::array()}};
  for (const auto& person : report.people) {
    Json one{{"name", person.name},
             {"status", name(person.status)},
             {"id", person.id.empty() ? Json() : Json(person.id)},
             {"message", person.message},
             {"pictures", person.pictures},
             {"templates", person.templates},
             {"refused", Json::array()}};
    if (person.status == ImportStatus::Duplicate) one["score"] = rounded(person.score);
    for (const auto& refusal : person.refused) one["refused"].push_back(toJson(refusal));
    json["people"].push_back(std::move(one));
  }
  return json;
}

std::string toText(const ImportReport& report) {
  std::string text = refusedPictures(report);
  text += section(
      report, ImportStatus::Duplicate,
      "Not imported, because the face looks like somebody enrolled (--allow-duplicate imports it all the same):");
  text += section(report, ImportStatus::AlreadyImported, "Enrolled before, from the same picture, under another name:");
  text += section(report, ImportStatus::Skipped, "Not imported:");
  if (const std::size_t several = picturesOfSeveral(report); several > 0) {
    text += fmt::format("{} {} several faces: --face largest takes the largest of them.\n",
                        counted(several, "picture", "pictures"), several == 1 ? "shows" : "show");
  }
  if (report.loose_pictures > 0) {
    text += fmt::format("{} in {} itself belong to nobody: put each in a folder named after the person.\n",
                        counted(report.loose_pictures, "picture", "pictures"), printable(report.folder.string()));
  }
  text += fmt::format("{} imported, {} enrolled before, {} who look like somebody enrolled, {} skipped.\n",
                      counted(report.count(ImportStatus::Imported), "person", "people"),
                      report.count(ImportStatus::AlreadyImported), report.count(ImportStatus::Duplicate),
                      report.count(ImportStatus::Skipped));
  if (report.interrupted) {
    text += fmt::format("Stopped before the end: {} to go. Start the same command again to go on.\n",
                        counted(report.folders - report.people.size(), "person", "people"));
  }
  return text;
}

}  // namespace dangol::enroll
