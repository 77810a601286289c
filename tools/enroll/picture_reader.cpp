#include "picture_reader.hpp"

#include "dangol/datasets/picture.hpp"
#include "origin.hpp"

namespace dangol::enroll {

namespace fs = std::filesystem;

PictureReader::PictureReader(const vision::ModelBundle& models, vision::StillFaceFinder::Effort effort,
                             FaceChoice choice)
    : finder_(models, vision::QualityGate::enrolmentLimits()), effort_(effort), choice_(choice) {}

std::variant<vision::Shot, Refusal> PictureReader::read(const fs::path& file) {
  const std::string label = file.filename().string();
  std::error_code ignored;
  if (!fs::is_regular_file(file, ignored)) {
    return Refusal{label, "unreadable", "not a picture file: a folder, a device or a broken link", {}, {}};
  }
  vision::RgbImage picture;
  try {
    picture = datasets::readPicture(file);
  } catch (const datasets::DatasetError& error) {
    return Refusal{label, "unreadable", error.what(), {}, {}};
  }
  const auto faces = subjects(finder_.find(picture.view(), effort_));
  if (faces.empty()) return Refusal{label, "no_face", "no face found (0 found, 1 is needed)", 0.0, 1.0};
  const auto chosen = chooseFace(faces, choice_);
  if (const auto* why = std::get_if<std::string>(&chosen)) {
    return Refusal{label, "several_faces", *why, static_cast<double>(faces.size()), 1.0};
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
