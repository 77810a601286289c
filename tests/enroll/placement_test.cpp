// `dangol doctor --source`: what is said of the place a camera stands in.

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "owner.hpp"

using namespace dangol::test;

namespace {

// What doctor found of one aspect; null when it was not judged.
nlohmann::json measured(const nlohmann::json& report, const std::string& aspect) {
  for (const auto& finding : report["findings"]) {
    if (finding.contains("measured") && finding["measured"]["aspect"] == aspect) return finding;
  }
  return nullptr;
}

nlohmann::json named(const nlohmann::json& report, const std::string& what) {
  for (const auto& finding : report["findings"]) {
    if (finding["what"] == what) return finding;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("doctor fails on a source that is not there or is no video") {
  const Owner owner;
  REQUIRE(owner.run({"init"}).exit_code == 0);
  CHECK(owner.run({"doctor", "--source", owner.path("no.mp4").string()}).exit_code == 1);
  const auto broken = owner.json({"doctor", "--source", owner.write("text.mp4", "not a video")});
  CHECK(broken["healthy"] == false);
  CHECK(named(broken, "source")["status"] == "fail");
}

TEST_CASE("doctor's options for a place need one and are checked") {
  const Owner owner;
  CHECK(owner.run({"doctor", "--seconds", "5"}).exit_code == 2);
  CHECK(owner.run({"doctor", "--fps", "25"}).exit_code == 2);
  for (const char* wrong : {"0", "-3", "301", "ten"}) {
    CAPTURE(wrong);
    CHECK(owner.run({"doctor", "--source", "/dev/null", "--seconds", wrong}).exit_code == 2);
    CHECK(owner.run({"doctor", "--source", "/dev/null", "--fps", wrong}).exit_code == 2);
  }
}

TEST_CASE("doctor says plainly that nobody was seen and what to do") {
  const Owner owner;
  REQUIRE(owner.run({"init"}).exit_code == 0);
  std::filesystem::create_directories(owner.path("wall"));
  for (int i = 0; i < 4; ++i) {
    (void)writePicture(owner, "wall/" + std::to_string(i) + ".png", cv::Mat(240, 320, CV_8UC3, cv::Scalar(8, 8, 8)));
  }
  const auto report = owner.json({"doctor", "--source", owner.path("wall").string()});
  CHECK(contains(named(report, "faces")["found"], "no face was seen in 4 looks"));
  CHECK(named(report, "faces")["status"] == "warn");
  CHECK(contains(named(report, "faces")["remedy"], "light right first"));
  CHECK(measured(report, "room_light")["measured"]["problem"] == "room_too_dark");
  CHECK(measured(report, "room_light")["status"] == "fail");
  CHECK(measured(report, "face_size").is_null());
  CHECK(measured(report, "frame_rate").is_null());  // pictures of a folder have no pace
}

TEST_CASE("doctor measures the place of a sample video over as much as it is told") {
  const Owner owner;
  REQUIRE(owner.run({"init"}).exit_code == 0);
  const auto report = owner.json({"doctor", "--source", asset(kRegular).string(), "--seconds", "2"});
  CHECK(contains(named(report, "source")["found"], "400 x 300 pixels, 51 pictures in 2.0 s"));
  CHECK(contains(named(report, "faces")["found"], "seen in 11 of 11 looks"));
  for (const char* good : {"frame_rate", "jitter", "room_light", "glare", "noise", "face_size", "face_light",
                           "face_contrast", "backlight", "face_sharpness", "camera_side", "camera_tilt"}) {
    CAPTURE(good);
    REQUIRE_FALSE(measured(report, good).is_null());
    CHECK(measured(report, good)["status"] == "ok");
  }
  const auto size = measured(report, "face_size")["measured"];
  CHECK(size["value"] > 90);
  CHECK(size["value"] < 140);
  CHECK(size["ok_from"] == 80);
  CHECK(size["ok_to"] == 350);
  CHECK(measured(report, "frame_rate")["measured"]["value"] == 25);
  CHECK(measured(report, "frame_rate")["measured"]["ok_to"].is_null());
}

TEST_CASE("doctor tells a place spoiled in every way from the same place unspoiled") {
  const Owner owner;
  REQUIRE(owner.run({"init"}).exit_code == 0);
  std::filesystem::create_directories(owner.path("spoiled"));
  const cv::Mat person = frameOf(kRegular, 30);
  for (int i = 0; i < 3; ++i) {
    cv::Mat picture;
    cv::GaussianBlur(person, picture, cv::Size(0, 0), 3);
    picture.convertTo(picture, -1, 0.35);
    picture(cv::Rect(0, 0, picture.cols, picture.rows / 10)).setTo(cv::Scalar::all(255));  // a window above him
    (void)writePicture(owner, "spoiled/" + std::to_string(i) + ".png", picture);
  }
  const auto report = owner.json({"doctor", "--source", owner.path("spoiled").string()});
  CHECK(report["healthy"] == false);
  CHECK(measured(report, "face_light")["measured"]["problem"] == "faces_too_dark");
  CHECK(measured(report, "face_sharpness")["measured"]["problem"] == "out_of_focus");
  CHECK(measured(report, "glare")["measured"]["problem"] == "glare");
  for (const auto& finding : report["findings"]) {
    if (finding.contains("measured")) CHECK((finding["status"] == "ok") != finding["measured"].contains("problem"));
  }
}

TEST_CASE("doctor without models still measures light and says why faces are not") {
  const Owner owner;
  REQUIRE(owner.run({"init"}).exit_code == 0);
  const auto report = owner.json(
      {"--models", owner.path("nothing").string(), "doctor", "--source", asset(kRegular).string(), "--seconds", "1"});
  CHECK(named(report, "faces")["status"] == "fail");
  CHECK(measured(report, "room_light")["status"] == "ok");
}
