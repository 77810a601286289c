// enroll and identify on real faces, the pictures that are refused first.

#include <doctest/doctest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <string>

#include "owner.hpp"

namespace {

using namespace dangol::test;

struct ReadyOwner : Owner {
  ReadyOwner() { REQUIRE(run({"init"}).exit_code == 0); }

  // Enrols one picture and expects it to be refused, for one reason, with nothing stored.
  nlohmann::json refusalOf(const std::string& picture) const {
    const auto result = run({"enroll", "--consent-given", "--json", "--name", "Example Kim", picture});
    CHECK(result.exit_code == 4);
    const auto answer = nlohmann::json::parse(result.out);
    REQUIRE(answer["refused"].size() == 1);
    CHECK(json({"list"})["people"].empty());
    return answer["refused"][0];
  }
  nlohmann::json refusalOf(const cv::Mat& picture) const {
    return refusalOf(writePicture(*this, "picture.png", picture));
  }
};

cv::Mat sideBySide(const cv::Mat& left, const cv::Mat& right) {
  cv::Mat both(std::max(left.rows, right.rows), left.cols + right.cols, CV_8UC3, cv::Scalar(0, 0, 0));
  left.copyTo(both(cv::Rect(0, 0, left.cols, left.rows)));
  right.copyTo(both(cv::Rect(left.cols, 0, right.cols, right.rows)));
  return both;
}

TEST_CASE("files that are no pictures are refused with a reason each") {
  const ReadyOwner owner;
  const std::string whole = bytesOf(writePicture(owner, "whole.jpg", frameOf(kRegular, 0)));
  CHECK(owner.refusalOf(owner.write("empty.jpg", ""))["reason"] == "unreadable");
  CHECK(owner.refusalOf(owner.write("letter.jpg", "Dear sir or madam"))["reason"] == "unreadable");
  CHECK(owner.refusalOf(owner.write("cut.jpg", whole.substr(0, whole.size() / 2)))["reason"] == "unreadable");
  CHECK(owner.refusalOf(std::string("/dev/null"))["reason"] == "unreadable");
}

TEST_CASE("a picture that does not exist is not found") {
  const ReadyOwner owner;
  const auto result = owner.run({"enroll", "--consent-given", "--name", "Example Kim", owner.path("no.jpg").string()});
  CHECK(result.exit_code == 3);
  CHECK(contains(result.err, "no.jpg"));
}

TEST_CASE("a picture without a face is refused") {
  const ReadyOwner owner;
  const auto refusal = owner.refusalOf(cv::Mat(400, 400, CV_8UC3, cv::Scalar(120, 110, 100)));
  CHECK(refusal["reason"] == "no_face");
}

TEST_CASE("a small face is refused with its size and the limit") {
  const ReadyOwner owner;
  cv::Mat small;
  cv::resize(frameOf(kRegular, 0), small, cv::Size(), 0.52, 0.52, cv::INTER_AREA);
  const auto refusal = owner.refusalOf(small);
  CHECK(refusal["reason"] == "too_small");
  CHECK(refusal["measured"] < refusal["limit"]);
}

TEST_CASE("a blurred face is refused with its sharpness and the limit") {
  const ReadyOwner owner;
  cv::Mat blurred;
  cv::GaussianBlur(frameOf(kRegular, 0), blurred, cv::Size(0, 0), 4);
  const auto refusal = owner.refusalOf(blurred);
  CHECK(refusal["reason"] == "blurred");
  CHECK(refusal["measured"] < refusal["limit"]);
}

TEST_CASE("a tilted head is refused with its angle and the limit") {
  const ReadyOwner owner;
  const cv::Mat frame = frameOf(kRegular, 0);
  cv::Mat tilted;
  const cv::Point2f centre(static_cast<float>(frame.cols) / 2, static_cast<float>(frame.rows) / 2);
  cv::warpAffine(frame, tilted, cv::getRotationMatrix2D(centre, 40, 1), frame.size());
  const auto refusal = owner.refusalOf(tilted);
  CHECK(refusal["reason"] == "head_tilted");
  CHECK(refusal["measured"] > refusal["limit"]);
}

TEST_CASE("two faces are refused with their places until one is chosen") {
  const ReadyOwner owner;
  const std::string both = writePicture(owner, "both.png", sideBySide(frameOf(kRegular, 0), frameOf(kStranger, 0)));
  const auto refusal = owner.refusalOf(both);
  CHECK(refusal["reason"] == "several_faces");
  CHECK(contains(refusal["message"], "1: left"));
  CHECK(contains(refusal["message"], "2: right"));
  CHECK(contains(refusal["message"], "--face"));

  CHECK(owner.run({"enroll", "--consent-given", "--name", "Example Kim", both, "--face", "3"}).exit_code == 4);
  CHECK(owner.run({"enroll", "--consent-given", "--name", "Example Kim", both, "--face", "middle"}).exit_code == 2);
  CHECK(owner.run({"enroll", "--consent-given", "--name", "Example Left", both, "--face", "left"}).exit_code == 0);
  CHECK(owner.run({"enroll", "--consent-given", "--name", "Example Right", both, "--face", "2"}).exit_code == 0);

  const auto faces = owner.json({"identify", both})["faces"];
  REQUIRE(faces.size() == 2);
  CHECK(faces[0]["nearest"][0]["name"] == "Example Left");
  CHECK(faces[1]["nearest"][0]["name"] == "Example Right");
}

TEST_CASE("hostile names are refused before any picture is looked at") {
  const ReadyOwner owner;
  for (const std::string& name : {std::string(81, 'a'), std::string("a\x1b[31mb"), std::string("\xc3\x28")}) {
    const auto result = owner.run({"enroll", "--consent-given", "--name", name, owner.write("empty.jpg", "")});
    CHECK(result.exit_code == 4);
    CHECK_FALSE(contains(result.err, "\x1b"));
    CHECK_FALSE(contains(result.err, "empty.jpg"));
  }
}

TEST_CASE("enroll wants one source and one person") {
  const ReadyOwner owner;
  const std::string picture = owner.write("empty.jpg", "");
  CHECK(owner.run({"enroll", "--consent-given", "--name", "Example Kim"}).exit_code == 2);
  CHECK(owner.run({"enroll", "--consent-given", picture}).exit_code == 2);
  CHECK(owner.run({"enroll", "--consent-given", "--name", "a", "--person", "b", picture}).exit_code == 2);
  CHECK(owner.run({"enroll", "--consent-given", "--name", "a", "--video", "v.mp4", picture}).exit_code == 2);
  CHECK(owner.run({"enroll", "--consent-given", "--name", "a", asset(kRegular).string()}).exit_code == 2);
  CHECK(owner.run({"enroll", "--consent-given", "--name", "a", "--kind", "robot", picture}).exit_code == 2);
}

TEST_CASE("a video that is missing or no video or shows nothing in its window is refused") {
  const ReadyOwner owner;
  CHECK(owner.run({"enroll", "--consent-given", "--name", "a", "--video", owner.path("no.mp4").string()}).exit_code ==
        3);
  CHECK(owner.run({"enroll", "--consent-given", "--name", "a", "--video", owner.write("letter.mp4", "Dear sir")})
            .exit_code == 4);
  const std::string clip = asset(kRegular).string();
  CHECK(owner.run({"enroll", "--consent-given", "--name", "a", "--video", clip, "--from", "9999"}).exit_code == 4);
  CHECK(
      owner.run({"enroll", "--consent-given", "--name", "a", "--video", clip, "--from", "5", "--to", "2"}).exit_code ==
      2);
  CHECK(owner.json({"list"})["people"].empty());
}

TEST_CASE("a picture of somebody else among a person's is refused as an outlier") {
  const ReadyOwner owner;
  const auto answer = owner.json(
      {"enroll", "--consent-given", "--name", "Example Kim", writePicture(owner, "1.jpg", frameOf(kRegular, 0)),
       writePicture(owner, "2.jpg", frameOf(kSameMan, 0)), writePicture(owner, "3.jpg", frameOf(kStranger, 0))});
  REQUIRE(answer["refused"].size() == 1);
  CHECK(answer["refused"][0]["picture"] == "3.jpg");
  CHECK(answer["refused"][0]["reason"] == "outlier");
  CHECK(answer["refused"][0]["measured"] > answer["refused"][0]["limit"]);
  CHECK(answer["person"]["templates"] == 2);
}

TEST_CASE("two pictures of different people enrol nobody") {
  const ReadyOwner owner;
  const auto result = owner.run({"enroll", "--consent-given", "--name", "Example Kim",
                                 writePicture(owner, "1.jpg", frameOf(kRegular, 0)),
                                 writePicture(owner, "2.jpg", frameOf(kStranger, 0))});
  CHECK(result.exit_code == 4);
  CHECK(contains(result.err, "do not agree"));
  CHECK(owner.json({"list"})["people"].empty());
}

TEST_CASE("a face that is enrolled already is refused with the name unless told otherwise") {
  const ReadyOwner owner;
  const std::string first = writePicture(owner, "1.jpg", frameOf(kRegular, 0));
  const std::string second = writePicture(owner, "2.jpg", frameOf(kSameMan, 0));
  REQUIRE(owner.run({"enroll", "--consent-given", "--name", "Example Kim", first}).exit_code == 0);
  const auto result = owner.run({"enroll", "--consent-given", "--name", "Example Lee", second});
  CHECK(result.exit_code == 6);
  CHECK(contains(result.err, "Example Kim"));
  CHECK(contains(result.err, "taken for the same person"));
  CHECK(owner.json({"list"})["people"].size() == 1);
  CHECK(owner.run({"enroll", "--consent-given", "--name", "Example Lee", second, "--allow-duplicate"}).exit_code == 0);

  // One face under two names: nobody can tell which is meant, and the owner hears of it.
  CHECK(contains(owner.run({"look-alikes"}).out, "Nobody is noted"));
  const auto pairs = owner.json({"look-alikes", "--find"})["look_alikes"];
  REQUIRE(pairs.size() == 1);
  CHECK(pairs[0]["source"] == "similarity");
  CHECK(pairs[0]["score"] < 0);
  CHECK(owner.run({"look-alikes", "--dismiss", "Example Kim", "Nobody"}).exit_code == 3);
  CHECK(owner.json({"look-alikes", "--dismiss", "Example Kim", "Example Lee"})["look_alikes"][0]["dismissed"] == true);
  CHECK(owner.json({"look-alikes", "--find"})["look_alikes"][0]["dismissed"] == true);
}

TEST_CASE("pictures are added to somebody enrolled but not those of somebody else") {
  const ReadyOwner owner;
  REQUIRE(owner
              .run({"enroll", "--consent-given", "--name", "Example Kim",
                    writePicture(owner, "1.jpg", frameOf(kRegular, 0))})
              .exit_code == 0);
  const auto wrong = owner.run(
      {"enroll", "--consent-given", "--person", "Example Kim", writePicture(owner, "3.jpg", frameOf(kStranger, 0))});
  CHECK(wrong.exit_code == 4);
  const auto right = owner.json(
      {"enroll", "--consent-given", "--person", "Example Kim", writePicture(owner, "2.jpg", frameOf(kSameMan, 0))});
  CHECK(right["person"]["templates"] == 2);
}

TEST_CASE("identify with nobody enrolled or no face in the picture recognises nobody") {
  const ReadyOwner owner;
  const auto face = owner.run({"identify", writePicture(owner, "1.jpg", frameOf(kRegular, 0)), "--json"});
  CHECK(face.exit_code == 5);
  CHECK(nlohmann::json::parse(face.out)["faces"][0]["decision"] == "unknown");
  CHECK(owner.run({"identify", writePicture(owner, "2.png", cv::Mat(200, 200, CV_8UC3, cv::Scalar(9, 9, 9)))})
            .exit_code == 5);
  CHECK(owner.run({"identify", owner.write("letter.jpg", "Dear sir")}).exit_code == 4);
  CHECK(owner.run({"identify", owner.path("no.jpg").string()}).exit_code == 3);
}

TEST_CASE("the man of one clip is enrolled from video and identified in another clip and the other man is not") {
  const ReadyOwner owner;
  const auto answer =
      owner.json({"enroll", "--consent-given", "--name", "Example Kim", "--video", asset(kSameMan).string()});
  const auto kept = answer["kept"].size();
  CHECK(kept >= 3);
  CHECK(kept <= 6);

  const std::string regular = writePicture(owner, "regular.jpg", frameOf(kRegular, 0));
  const auto seen = owner.run({"identify", regular, "--json"});
  CHECK(seen.exit_code == 0);
  const auto face = nlohmann::json::parse(seen.out)["faces"][0];
  CHECK(face["decision"] == "accepted");
  CHECK(face["nearest"][0]["name"] == "Example Kim");
  CHECK(face["nearest"][0]["distance"] < 0.5);
  CHECK(contains(owner.run({"identify", regular}).out, "Example Kim"));

  const auto stranger = owner.run({"identify", writePicture(owner, "stranger.jpg", frameOf(kStranger, 0))});
  CHECK(stranger.exit_code == 5);
}

TEST_CASE("the other man is enrolled from the first twenty seconds of his clip") {
  const ReadyOwner owner;
  const auto answer = owner.json({"enroll", "--consent-given", "--name", "Example Lee", "--video",
                                  asset(kStranger).string(), "--from", "0", "--to", "20"});
  CHECK(answer["kept"].size() >= 3);
  for (const auto& kept : answer["kept"]) CHECK(contains(kept["picture"], "franck.mp4 at 00:"));
  const auto seen = owner.json({"identify", writePicture(owner, "later.jpg", frameOf(kStranger, 1500))});
  CHECK(seen["faces"][0]["nearest"][0]["name"] == "Example Lee");
}

}  // namespace
