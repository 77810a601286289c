#pragma once

#include <filesystem>
#include <variant>
#include <vector>

#include "dangol/vision/still_face_finder.hpp"
#include "dangol/vision/template_picker.hpp"
#include "face_choice.hpp"
#include "refusal.hpp"

namespace dangol::enroll {

// Turns picture files into shots for enrolment. Reentrant; not thread-safe.
class PictureReader {
 public:
  // Throws vision::VisionError when a model is missing or altered.
  PictureReader(const vision::ModelBundle& models, vision::StillFaceFinder::Effort effort, FaceChoice choice);

  // The shot (labelled with its pictureOrigin), or why the picture is no use. Never throws for a bad picture.
  [[nodiscard]] std::variant<vision::Shot, Refusal> read(const std::filesystem::path& file);

 private:
  vision::StillFaceFinder finder_;
  vision::StillFaceFinder::Effort effort_;
  FaceChoice choice_;
};

// Shots and refusals of several pictures, in their order.
struct PictureShots {
  std::vector<vision::Shot> shots;
  std::vector<Refusal> refused;
  void add(std::variant<vision::Shot, Refusal> read);
};

}  // namespace dangol::enroll
