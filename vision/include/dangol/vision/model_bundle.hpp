#pragma once

#include <filesystem>
#include <string>

#include "dangol/vision/embedding.hpp"

namespace dangol::vision {

enum class Model {
  FivePointLandmarks,  // shape_predictor_5_face_landmarks.dat
  FaceResNet,          // dlib_face_recognition_resnet_model_v1.dat
  MmodFaceDetector     // mmod_human_face_detector.dat, for stills only
};

// The folder of model files. Every file is read once, hashed in memory and only then handed out, so what is parsed is
// exactly what was verified. Reentrant.
class ModelBundle {
 public:
  // Looks at nothing yet: a missing file is reported by the read() that needs it.
  explicit ModelBundle(std::filesystem::path folder);

  // Where the models are unless somebody says otherwise: the folder in the environment variable DANGOL_ASSETS, else
  // /usr/share/dangol/models when this program is installed, else the source tree's assets folder.
  [[nodiscard]] static std::filesystem::path defaultFolder();

  // The file's bytes. Throws VisionError when the file is missing, cannot be read, or differs from the SHA-256 this
  // program was built for; the message names the file, both hashes, and tools/fetch-assets.
  [[nodiscard]] std::string read(Model model) const;

  // The file name within the folder.
  [[nodiscard]] static std::string fileName(Model model);

  // Names the embedding model together with the alignment it is fed with: what a template must have been made by.
  [[nodiscard]] static ModelId embeddingModelId();

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace dangol::vision
