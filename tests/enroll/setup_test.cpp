// Before anything is enrolled: galleries, models and command lines that are wrong.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "owner.hpp"

namespace {

using namespace dangol::test;
namespace fs = std::filesystem;

TEST_CASE("a command line without a command or with an unknown one is a usage error") {
  const Owner owner;
  CHECK(owner.run({}).exit_code == 2);
  CHECK(owner.run({"frobnicate"}).exit_code == 2);
  CHECK(owner.run({"list", "--frobnicate"}).exit_code == 2);
  CHECK(owner.run({"show"}).exit_code == 2);
}

TEST_CASE("every command that needs a gallery says how to make one") {
  const Owner owner;
  const std::string picture = owner.write("a.jpg", "");
  fs::create_directory(owner.path("people"));
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{"list"},
                                             {"show", "x"},
                                             {"rename", "x", "y"},
                                             {"remove", "x", "--yes"},
                                             {"events"},
                                             {"identify", picture},
                                             {"enroll", "--consent-given", "--name", "x", picture},
                                             {"import", "--consent-given", owner.path("people").string()}}) {
    CAPTURE(arguments[0]);
    const auto result = owner.run(arguments);
    CHECK(result.exit_code == 3);
    CHECK(contains(result.err, owner.gallery));
    CHECK(contains(result.err, "dangol init"));
    CHECK_FALSE(fs::exists(owner.gallery));
  }
}

TEST_CASE("init a second time is refused and leaves the gallery as it is") {
  const Owner owner;
  REQUIRE(owner.run({"init"}).exit_code == 0);
  const std::string before = bytesOf(owner.gallery);
  const auto again = owner.run({"init"});
  CHECK(again.exit_code == 6);
  CHECK(contains(again.err, owner.gallery));
  CHECK(bytesOf(owner.gallery) == before);
}

TEST_CASE("a file that is no gallery is refused and left as it is") {
  const Owner owner;
  owner.write("gallery.db", "this is a letter to nobody");
  for (const auto& arguments : std::vector<std::vector<std::string>>{{"list"}, {"events"}, {"init"}}) {
    CHECK(owner.run(arguments).exit_code != 0);
  }
  CHECK(owner.run({"list"}).exit_code == 1);
  CHECK(bytesOf(owner.gallery) == "this is a letter to nobody");
}

TEST_CASE("an error is JSON on standard output when JSON is asked for") {
  const Owner owner;
  const auto result = owner.run({"list", "--json"});
  const auto json = nlohmann::json::parse(result.out);
  CHECK(json["error"]["exit_code"] == 3);
  CHECK(contains(json["error"]["message"], "dangol init"));
}

TEST_CASE("a missing folder of models is named with the way to get them") {
  const Owner owner;
  REQUIRE(owner.run({"init"}).exit_code == 0);
  const std::string picture = writePicture(owner, "a.jpg", cv::Mat(300, 300, CV_8UC3, cv::Scalar(90, 90, 90)));
  const std::string models = (owner.folder.path() / "nowhere").string();
  const auto result = owner.run({"--models", models, "enroll", "--consent-given", "--name", "Example Kim", picture});
  CHECK(result.exit_code == 1);
  CHECK(contains(result.err, models));
  CHECK(contains(result.err, "tools/fetch-assets"));
}

TEST_CASE("an altered model is refused by name") {
  const Owner owner;
  REQUIRE(owner.run({"init"}).exit_code == 0);
  const fs::path models = owner.path("models/x").parent_path();
  for (const char* file : {"dlib_face_recognition_resnet_model_v1.dat", "mmod_human_face_detector.dat",
                           "shape_predictor_5_face_landmarks.dat"}) {
    fs::copy_file(asset(file), models / file);
  }
  {
    std::fstream model(models / "dlib_face_recognition_resnet_model_v1.dat",
                       std::ios::binary | std::ios::in | std::ios::out);
    model.seekp(1'000'000);
    model.put('!');
  }
  const std::string picture = writePicture(owner, "a.jpg", cv::Mat(300, 300, CV_8UC3, cv::Scalar(90, 90, 90)));
  const auto result = owner.run({"--models", models.string(), "identify", picture});
  CHECK(result.exit_code == 1);
  CHECK(contains(result.err, "dlib_face_recognition_resnet_model_v1.dat"));

  const auto doctor = owner.json({"--models", models.string(), "doctor"});
  CHECK(doctor["healthy"] == false);
}

TEST_CASE("help explains the exit codes and every command has an example") {
  const Owner owner;
  const auto help = owner.run({"--help"});
  CHECK(help.exit_code == 0);
  CHECK(contains(help.out, "nobody was recognised"));
  for (const char* command : {"init", "enroll", "import", "list", "show", "rename", "remove", "identify", "calibrate",
                              "look-alikes", "events", "doctor", "completion"}) {
    CAPTURE(command);
    const auto result = owner.run({command, "--help"});
    CHECK(result.exit_code == 0);
    CHECK(contains(result.out, "Example"));
    CHECK(contains(result.out, std::string("dangol ") + command));
  }
}

TEST_CASE("init makes a gallery that only its owner may read") {
  const Owner owner;
  const auto json = owner.json({"init"});
  CHECK(json["gallery"] == owner.gallery);
  CHECK(json["schema"] >= 1);
  CHECK((fs::status(owner.gallery).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
}

TEST_CASE("calibrate says what a promise about strangers means, and refuses an impossible one") {
  const Owner owner;
  CHECK(owner.run({"calibrate"}).exit_code == 3);
  REQUIRE(owner.run({"init"}).exit_code == 0);
  CHECK(owner.run({"calibrate", "--greeting", "0"}).exit_code == 2);
  CHECK(owner.run({"calibrate", "--access", "101"}).exit_code == 2);
  CHECK(contains(owner.run({"calibrate"}).out, "Nobody is enrolled"));
  const auto purposes = owner.json({"calibrate", "--greeting", "20"})["purposes"];
  REQUIRE(purposes.size() == 3);
  CHECK(purposes[0]["promised_per_1000"] == 20);
  for (const auto& purpose : purposes) {
    const auto& fpir = purpose["fpir"];
    CHECK(fpir["value"] <= purpose["promised_per_1000"].get<double>() / 1000 + 1e-6);
    CHECK(fpir["low"] < fpir["value"]);
    CHECK(fpir["value"] < fpir["high"]);
  }
  CHECK(purposes[2]["accept_score"] < purposes[0]["accept_score"]);
}

TEST_CASE("doctor reports models and gallery and reads a video") {
  const Owner owner;
  REQUIRE(owner.run({"init"}).exit_code == 0);
  const auto json = owner.json({"doctor", "--source", asset(kRegular).string()});
  CHECK(json["healthy"] == true);
  std::string everything;
  for (const auto& finding : json["findings"]) {
    everything += finding["what"].get<std::string>() + " ";
    if (finding["status"] != "ok") CHECK(finding.contains("remedy"));
  }
  for (const char* what :
       {"model", "gallery", "integrity", "strangers", "CPU", "BLAS", "recognition", "camera", "source"}) {
    CAPTURE(what);
    CHECK(contains(everything, what));
  }
}

TEST_CASE("completion scripts know every command and bash accepts its own") {
  const Owner owner;
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const auto script = owner.run({"completion", shell});
    CHECK(script.exit_code == 0);
    for (const char* command : {"init", "enroll", "import", "identify", "doctor"}) CHECK(contains(script.out, command));
    CHECK(contains(script.out, "accept-distance"));
  }
  CHECK(owner.run({"completion", "tcsh"}).exit_code == 2);

  const std::string script = owner.write("dangol.bash", owner.run({"completion", "bash"}).out);
  const auto completed = runProcess({"/bin/bash", "-c",
                                     "source " + script +
                                         " && COMP_WORDS=(dangol ren) COMP_CWORD=1 && _dangol && echo ${COMPREPLY[@]}"
                                         " && COMP_WORDS=(dangol enroll --kind s) COMP_CWORD=3 && _dangol && echo "
                                         "${COMPREPLY[@]}"});
  CHECK(completed.err == "");
  CHECK(completed.out == "rename\nstaff\n");
}

}  // namespace
