#include "dangol/runtime/enrolment_session.hpp"

#include <doctest/doctest.h>

using namespace dangol;
using namespace std::chrono_literals;
using runtime::EnrolmentProgress;
using runtime::EnrolmentSession;
using Pose = EnrolmentProgress::Pose;
using Stage = EnrolmentProgress::Stage;

namespace {

constexpr vision::SteadyTime kStart{1000s};

gallery::NewConsent agreed() {
  return {gallery::ConsentPurpose::Greeting, gallery::ConsentMethod::Kiosk, "2026-11", "en"};
}

vision::QualityReport lookingTo(float yaw_deg) {
  vision::QualityReport report;
  report.quality.face_px = 150;
  report.quality.yaw_deg = yaw_deg;
  report.quality.brightness = 120;
  report.quality.contrast = 40;
  report.quality.sharpness = 200;
  report.quality.inside_share = 1;
  report.quality.overall = 0.8F;
  return report;
}

struct Session : EnrolmentSession {
  Session() : EnrolmentSession(runtime::EnrolmentId{1}, {.name = "Invented Ida"}, kStart) {}

  // A picture that differs a little from every other one.
  void show(float yaw_deg, int times = 1, std::chrono::seconds after = 1s) {
    for (int i = 0; i < times; ++i) {
      vision::Embedding face;
      face.values[0] = 0.02F * static_cast<float>(++shown);
      see(face, lookingTo(yaw_deg), kStart + after);
    }
  }
  int shown = 0;
};

}  // namespace

TEST_CASE("before consent nothing is looked at") {
  Session session;
  session.show(0, 5);
  session.show(20, 5);
  session.show(-20, 5);
  CHECK_FALSE(session.looking());
  CHECK(session.progress().stage == Stage::Consent);
  CHECK(session.templates().empty());
  session.consent(agreed(), kStart);
  CHECK(session.progress().progress == 0);
}

TEST_CASE("a face that is not good enough for years is passed over") {
  Session session;
  session.consent(agreed(), kStart);
  auto far = lookingTo(0);
  far.quality.face_px = 70;
  auto dark = lookingTo(0);
  dark.quality.brightness = 45;
  auto refused = lookingTo(0);
  refused.failure = vision::QualityFailure{vision::QualityIssue::Blurred, 1, 20};
  for (const auto& report : {far, dark, refused, lookingTo(40)}) session.see({}, report, kStart + 1s);
  CHECK(session.progress().progress == 0);
}

TEST_CASE("enough is three looks from the front and from either side in any order") {
  for (const float first : {-20.0F, 20.0F}) {
    Session session;
    session.consent(agreed(), kStart);
    CHECK(session.progress().wanted == Pose::Front);
    session.show(2, 4);
    CHECK(session.progress().wanted == Pose::OneSide);
    CHECK(session.progress().progress == doctest::Approx(1.0 / 3));
    session.show(first, 9);
    CHECK(session.progress().wanted == Pose::OtherSide);
    CHECK(session.templates().empty());
    session.show(10.5F, 2);  // neither front nor side
    session.show(-first, 3);
    CHECK(session.progress().stage == Stage::Enough);
    CHECK(session.progress().progress == 1);
    CHECK_FALSE(session.looking());
    const auto templates = session.templates();
    CHECK(templates.size() >= 3);
    CHECK(templates.size() <= 6);
  }
}

TEST_CASE("who cannot turn is enrolled from the front") {
  Session session;
  session.consent(agreed(), kStart);
  session.show(0, 3);
  CHECK(session.looking());
  session.show(0, 3, 26s);
  CHECK(session.progress().stage == Stage::Enough);
  CHECK_FALSE(session.templates().empty());
}

TEST_CASE("two people in turn do not become one") {
  Session session;
  session.consent(agreed(), kStart);
  session.show(0, 3);
  session.show(20, 3);
  vision::Embedding other;
  other.values[1] = 2;
  for (int i = 0; i < 3; ++i) session.see(other, lookingTo(-20), kStart + 2s);
  CHECK(session.progress().stage == Stage::Enough);
  for (const auto& picked : session.templates()) CHECK(picked.embedding.values[1] == 0);
}

TEST_CASE("a face that is enrolled is noticed") {
  Session session;
  session.consent(agreed(), kStart);
  session.show(0, 3);
  const auto among = [](float where) {
    vision::Embedding enrolled;
    enrolled.values.fill(where);
    auto index = std::make_shared<const gallery::GalleryIndex>(
        std::vector{gallery::GalleryIndex::Entry{{"t1"}, {"p1"}, enrolled}});
    return runtime::Matching{std::move(index), {.greeting = 0.25}};
  };
  session.compare(among(1));
  CHECK_FALSE(session.progress().looksKnown);
  session.compare(among(0));
  CHECK(session.progress().looksKnown);
}

TEST_CASE("a session that nobody touches ends") {
  Session session;
  CHECK_FALSE(session.abandoned(kStart + 2min));
  CHECK(session.abandoned(kStart + 2min + 1s));
  session.touch(kStart + 2min);
  CHECK_FALSE(session.abandoned(kStart + 3min));
}
