#include "dangol/vision/model_bundle.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <utility>

#include "dangol/vision/error.hpp"

namespace dangol::vision {
namespace {

struct ModelFile {
  std::string_view name;
  std::string_view sha256;
};

ModelFile modelFile(Model model) {
  switch (model) {
    case Model::FivePointLandmarks:
      return {"shape_predictor_5_face_landmarks.dat",
              "c4b1e9804792707d3a405c2c16a80a20269e6675021f64a41d30fffafbc41888"};
    case Model::FaceResNet:
      return {"dlib_face_recognition_resnet_model_v1.dat",
              "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30"};
    case Model::MmodFaceDetector:
      return {"mmod_human_face_detector.dat", "be467b1a76f482693de3b0f6a1ff91d092319be71523d4d4b0628f6a53fcb87a"};
  }
  std::abort();
}

std::string sha256Hex(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

}  // namespace

ModelBundle::ModelBundle(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::filesystem::path ModelBundle::defaultFolder() {
  if (const char* folder = std::getenv("DANGOL_ASSETS"); folder != nullptr && *folder != '\0') return folder;
  std::error_code ignored;
  if (const std::filesystem::path installed = "/usr/share/dangol/models"; std::filesystem::exists(installed, ignored)) {
    return installed;
  }
  return DANGOL_SOURCE_ASSETS;
}

std::string ModelBundle::read(Model model) const {
  const ModelFile expected = modelFile(model);
  const std::filesystem::path path = folder_ / expected.name;
  std::error_code ignored;
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file || !std::filesystem::is_regular_file(path, ignored)) {
    throw VisionError(fmt::format(
        "model file {} is missing or cannot be read; run tools/fetch-assets, or name the folder that holds it",
        path.string()));
  }
  std::string bytes(static_cast<std::size_t>(file.tellg()), '\0');
  file.seekg(0);
  if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
    throw VisionError(fmt::format("model file {} cannot be read to its end; run tools/fetch-assets", path.string()));
  }
  if (const std::string found = sha256Hex(bytes); found != expected.sha256) {
    throw VisionError(fmt::format(
        "model file {} is not the one this program was built for: SHA-256 {} was expected, {} found; delete it "
        "and run tools/fetch-assets",
        path.string(), expected.sha256, found));
  }
  return bytes;
}

std::string ModelBundle::fileName(Model model) { return std::string(modelFile(model).name); }

ModelId ModelBundle::embeddingModelId() { return {"dlib-face-resnet-v1/55533b28/chip150-0.25"}; }

}  // namespace dangol::vision
