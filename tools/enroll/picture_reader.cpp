#include "picture_reader.hpp"

#include <fmt/format.h>

#include "dangol/datasets/picture.hpp"
#include "origin.hpp"

namespace dangol::enroll {

namespace fs = std::filesystem;

namespace {

std::string noFace() {
  return fmt::format("no face found (0 found, 1 is needed, at least {:.0f} px wide)",
                     vision::QualityGate::enrolmentLimits().smallest_face_px);
}

}  // namespace

PictureReader::PictureReader(const vision::ModelBundle& models, vision::StillFaceFinder::Effort effort,
                             FaceChoice choice)
    : finder_(models, vision::QualityGate::enrolmentLimits()), effort_(effort), choice_(choice) {}

std::variant<vision::Shot, Refusal> PictureReader::read(const fs::path& file) {
  const std::string label = file.filename().string();
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored)) {
    return Refusal{label, std::string(kUnreadable), "not a picture file: a folder, a device or a broken link", {}, {}};
  }
  vision::RgbImage picture;
  try {
    picture = datasets::readPicture(file);
  } catch (const datasets::DatasetError& error) {
    return Refusal{label, std::string(kUnreadable), error.what(), {}, {}};
  }
  auto faces = subjects(finder_.find(picture.view(), effort_));
  if (faces.empty() && effort_ == vision::StillFaceFinder::Effort::Thorough) {
    // The CNN sees no face under its window's size; HOG does, and then there is a better reason than "no face".
    faces = subjects(finder_.find(picture.view(), vision::StillFaceFinder::Effort::Quick));
  }
  if (faces.empty()) return Refusal{label, std::string(kNoFace), noFace(), 0.0, 1.0};
  const auto chosen = chooseFace(faces, choice_);
  if (const auto* why = std::get_if<std::string>(&chosen)) {
    return Refusal{label, std::string(kSeveralFaces), *why, static_cast<double>(faces.size()), 1.0};
  }
  const auto& face = std::get<vision::StillFace>(chosen);
  if (face.report.failure) return refusalOf(label, *face.report.failure);
  return vision::Shot{finder_.embed(picture.view(), face), face.report, pictureOrigin(label, contentHash(file))};
}

void PictureShots::add(std::variant<vision::Shot, Refusal> read) {
  if (auto* shot = std::get_if<vision::Shot>(&read)) {
    shots.push_back(std::move(*shot));
  } else {
    refused.push_back(std::move(std::get<Refusal>(read)));
  }
}

}  // namespace dangol::enroll
