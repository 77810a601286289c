#include <fmt/format.h>

#include <cstdint>

#include "calibration.hpp"
#include "health.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMegabyte = 1024 * 1024;
constexpr std::uintmax_t kLittleSpace = 200 * kMegabyte;

Finding checkPermissions(const fs::path& file) {
  std::error_code error;
  const auto others = fs::perms::group_all | fs::perms::others_all;
  if ((fs::status(file, error).permissions() & others) == fs::perms::none) {
    return {Health::Ok, "privacy", "only its owner may read the gallery", ""};
  }
  return {Health::Warn, "privacy", "other users of this machine may read the gallery", "chmod 600 " + file.string()};
}

Finding checkSpace(const fs::path& file) {
  std::error_code error;
  const auto space = fs::space(file.parent_path().empty() ? fs::path(".") : file.parent_path(), error);
  if (error) return {Health::Warn, "disk", "free space is not known: " + error.message(), "look with df"};
  const std::string free = fmt::format("{} MB free", space.available / kMegabyte);
  if (space.available < kLittleSpace)
    return {Health::Warn, "disk", free, "make room: events cannot be stored on a full disk"};
  return {Health::Ok, "disk", free, ""};
}

std::size_t countTemplates(const gallery::Gallery& gallery) {
  std::size_t count = 0;
  for (const auto& person : gallery.people()) count += static_cast<std::size_t>(person.templates);
  return count;
}

// What the people enrolled now make of the usual promise.
Finding checkThresholds(const gallery::GalleryIndex& index) {
  const PurposeLimit greeting = calibrate(index, {}).purposes.front();
  return {Health::Ok, "strangers",
          fmt::format("of 1,000 strangers about {} would be greeted by a name; {} % of regulars need a second look",
                      withInterval(greeting.strangers, 1000), withInterval(greeting.missed, 100)),
          ""};
}

}  // namespace

std::vector<Finding> checkGallery(const Settings& settings) {
  std::vector<Finding> findings;
  try {
    const auto gallery = openScoringGallery(settings, gallery::Access::ReadOnly);
    findings.push_back({Health::Ok, "gallery",
                        fmt::format("{}: {}, {}, schema {}", settings.gallery.string(),
                                    counted(static_cast<std::size_t>(gallery.personCount()), "person", "people"),
                                    counted(countTemplates(gallery), "template", "templates"), gallery.schemaVersion()),
                        ""});
    const auto problems = gallery.check();
    for (const auto& problem : problems) {
      findings.push_back({Health::Fail, "integrity", problem, "restore the gallery from a backup"});
    }
    if (problems.empty()) findings.push_back({Health::Ok, "integrity", "the file is sound", ""});
    const auto index = gallery.buildIndex();
    findings.push_back({Health::Ok, "search",
                        fmt::format("{} in memory, {} KB", counted(index->templateCount(), "template", "templates"),
                                    index->bytes() / 1024),
                        ""});
    findings.push_back(checkThresholds(*index));
  } catch (const CommandError& error) {
    findings.push_back({Health::Warn, "gallery", "there is none at " + settings.gallery.string(),
                        "create one with 'dangol init', or name another with --gallery"});
    return findings;
  } catch (const gallery::GalleryError& error) {
    findings.push_back({Health::Fail, "gallery", error.what(), "see the message; --gallery names another file"});
  }
  findings.push_back(checkPermissions(settings.gallery));
  findings.push_back(checkSpace(settings.gallery));
  return findings;
}

}  // namespace dangol::enroll
