#include "dangol/vision/model_bundle.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "assets.hpp"
#include "dangol/vision/error.hpp"
#include "temp_folder.hpp"

using dangol::test::TempFolder;
using dangol::vision::Model;
using dangol::vision::ModelBundle;
using dangol::vision::VisionError;

namespace {

std::string errorOf(const ModelBundle& models, Model model) {
  try {
    (void)models.read(model);
  } catch (const VisionError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a missing model names the file and the remedy") {
  const TempFolder folder;
  const std::string error = errorOf(ModelBundle(folder.path()), Model::FaceResNet);
  CHECK(error.find((folder.path() / "dlib_face_recognition_resnet_model_v1.dat").string()) != std::string::npos);
  CHECK(error.find("tools/fetch-assets") != std::string::npos);
}

TEST_CASE("an altered model names both hashes and the remedy") {
  const TempFolder folder;
  std::ofstream(folder.path() / ModelBundle::fileName(Model::FivePointLandmarks)) << "not a model";
  const std::string error = errorOf(ModelBundle(folder.path()), Model::FivePointLandmarks);
  CHECK(error.find("c4b1e9804792707d3a405c2c16a80a20269e6675021f64a41d30fffafbc41888") != std::string::npos);
  CHECK(error.find("found") != std::string::npos);
  CHECK(error.find("tools/fetch-assets") != std::string::npos);
}

TEST_CASE("a model cut by one byte is refused") {
  const TempFolder folder;
  const std::string name = ModelBundle::fileName(Model::MmodFaceDetector);
  std::filesystem::copy_file(dangol::test::asset(name), folder.path() / name);
  std::filesystem::resize_file(folder.path() / name, std::filesystem::file_size(folder.path() / name) - 1);
  CHECK(errorOf(ModelBundle(folder.path()), Model::MmodFaceDetector).find("SHA-256") != std::string::npos);
}

TEST_CASE("a folder in the place of a model is refused") {
  const TempFolder folder;
  std::filesystem::create_directory(folder.path() / ModelBundle::fileName(Model::FaceResNet));
  CHECK_FALSE(errorOf(ModelBundle(folder.path()), Model::FaceResNet).empty());
}

TEST_CASE("the fetched models are the ones this program was built for") {
  const ModelBundle models(dangol::test::asset(ModelBundle::fileName(Model::FaceResNet)).parent_path());
  CHECK(models.read(Model::FivePointLandmarks).size() == 9'150'489);
  CHECK(models.read(Model::FaceResNet).size() == 22'466'066);
  CHECK(models.read(Model::MmodFaceDetector).size() == 729'940);
}
