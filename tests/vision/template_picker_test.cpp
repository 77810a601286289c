#include "dangol/vision/template_picker.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <vector>

namespace {

using namespace dangol::vision;

// A shot at a point of the plane: distances between shots are then easy to see.
Shot shotAt(float x, float y, float overall = 0.8F) {
  Shot shot;
  shot.embedding.values[0] = x;
  shot.embedding.values[1] = y;
  shot.report.quality.overall = overall;
  return shot;
}

TemplatePick pick(const std::vector<Shot>& shots) { return TemplatePicker(TemplatePicker::Options{}).pick(shots); }

const RefusedShot* refusalOf(const TemplatePick& pick, std::size_t shot) {
  const auto found =
      std::find_if(pick.refused.begin(), pick.refused.end(), [&](const RefusedShot& r) { return r.shot == shot; });
  return found == pick.refused.end() ? nullptr : &*found;
}

bool refusedAs(const TemplatePick& pick, std::size_t shot, ShotRefusal why) {
  const RefusedShot* refusal = refusalOf(pick, shot);
  return refusal != nullptr && refusal->why == why;
}

TEST_CASE("template picker: no shots give no templates") {
  CHECK(pick({}).picked.empty());
  CHECK(pick({}).refused.empty());
}

TEST_CASE("template picker: a shot the gate refused is never picked however high its quality") {
  std::vector<Shot> shots{shotAt(0, 0, 0.4F), shotAt(0.3F, 0, 1.0F)};
  shots[1].report.failure = QualityFailure{QualityIssue::Blurred, 5, 20};
  const auto result = pick(shots);
  CHECK(result.picked == std::vector<std::size_t>{0});
  CHECK(refusedAs(result, 1, ShotRefusal::BadQuality));
}

TEST_CASE("template picker: only refused shots give no templates") {
  std::vector<Shot> shots{shotAt(0, 0)};
  shots[0].report.failure = QualityFailure{QualityIssue::TooSmall, 30, 80};
  CHECK(pick(shots).picked.empty());
}

TEST_CASE("template picker: a shot of somebody else is an outlier with its distance to the nearest kept one") {
  const auto result = pick({shotAt(0, 0), shotAt(0.3F, 0), shotAt(0.9F, 0, 1.0F)});
  CHECK(result.picked.size() == 2);
  REQUIRE(refusedAs(result, 2, ShotRefusal::Outlier));
  CHECK(refusalOf(result, 2)->distance == doctest::Approx(0.6));
}

TEST_CASE("template picker: two shots that disagree are both refused") {
  const auto result = pick({shotAt(0, 0), shotAt(0.7F, 0)});
  CHECK(result.picked.empty());
  CHECK(refusedAs(result, 0, ShotRefusal::Outlier));
  CHECK(refusedAs(result, 1, ShotRefusal::Outlier));
  CHECK(refusalOf(result, 0)->distance == doctest::Approx(0.7));
}

TEST_CASE("template picker: two people with as many shots each are both refused") {
  CHECK(pick({shotAt(0, 0), shotAt(0.2F, 0), shotAt(5, 0), shotAt(5.2F, 0)}).picked.empty());
}

TEST_CASE("template picker: the larger group wins over better pictures of somebody else") {
  const auto result = pick(
      {shotAt(0, 0, 0.3F), shotAt(0.2F, 0, 0.3F), shotAt(0.4F, 0, 0.3F), shotAt(5, 0, 1.0F), shotAt(5.2F, 0, 1.0F)});
  CHECK(std::set<std::size_t>(result.picked.begin(), result.picked.end()) == std::set<std::size_t>{0, 1, 2});
  CHECK(refusedAs(result, 3, ShotRefusal::Outlier));
  CHECK(refusedAs(result, 4, ShotRefusal::Outlier));
}

TEST_CASE("template picker: shots joined by a chain are one person") {
  CHECK(pick({shotAt(0, 0), shotAt(0.4F, 0), shotAt(0.8F, 0)}).picked.size() == 3);
}

TEST_CASE("template picker: the same picture twice is one template") {
  const auto result = pick({shotAt(0, 0, 0.7F), shotAt(0, 0, 0.9F), shotAt(0, 0, 0.8F)});
  CHECK(result.picked == std::vector<std::size_t>{1});
  CHECK(refusedAs(result, 0, ShotRefusal::TooAlike));
  CHECK(refusedAs(result, 2, ShotRefusal::TooAlike));
}

TEST_CASE("template picker: a superb copy of a picked shot does not hide a worse one that differs") {
  const auto result = pick({shotAt(0, 0, 1.0F), shotAt(0, 0, 1.0F), shotAt(0.3F, 0, 0.1F)});
  CHECK(result.picked == std::vector<std::size_t>{0, 2});
}

TEST_CASE("template picker: a person who stands still still gets three templates and no more") {
  std::vector<Shot> shots;
  for (int i = 0; i < 20; ++i) shots.push_back(shotAt(0.004F * static_cast<float>(i), 0));
  const auto result = pick(shots);
  CHECK(result.picked.size() == 3);
  CHECK(result.refused.size() == 17);
}

TEST_CASE("template picker: many different shots give six") {
  std::vector<Shot> shots;
  for (int i = 0; i < 20; ++i) shots.push_back(shotAt(0.2F * static_cast<float>(i), 0));
  const auto result = pick(shots);
  CHECK(result.picked.size() == 6);
  CHECK(std::count_if(result.refused.begin(), result.refused.end(),
                      [](const RefusedShot& r) { return r.why == ShotRefusal::NotNeeded; }) > 0);
}

TEST_CASE("template picker: the best shot comes first and the next is good and far") {
  // Number 1 is the best. Number 2 is as far as number 3 and better; number 0 is nearer than both.
  const auto result = pick({shotAt(0.2F, 0, 0.9F), shotAt(0, 0, 1.0F), shotAt(0.4F, 0, 0.8F), shotAt(-0.4F, 0, 0.3F)});
  REQUIRE(result.picked.size() == 4);
  CHECK(result.picked[0] == 1);
  CHECK(result.picked[1] == 2);
}

TEST_CASE("template picker: among equals the earlier shot is taken") {
  CHECK(pick({shotAt(0, 0), shotAt(0.3F, 0)}).picked == std::vector<std::size_t>{0, 1});
  CHECK(pick({shotAt(0.3F, 0), shotAt(0, 0)}).picked == std::vector<std::size_t>{0, 1});
}

TEST_CASE("template picker: every shot is either picked or refused and the answer is repeatable") {
  std::vector<Shot> shots;
  for (int i = 0; i < 60; ++i) {
    const auto x = static_cast<float>((i * 37) % 60);
    shots.push_back(shotAt(x * 0.03F, (x > 50 ? 4.0F : 0.0F), 0.3F + 0.01F * static_cast<float>((i * 17) % 60)));
    if (i % 7 == 0) shots.back().report.failure = QualityFailure{QualityIssue::TooDark, 10, 40};
  }
  const auto first = pick(shots);
  const auto second = pick(shots);
  CHECK(first.picked == second.picked);
  std::set<std::size_t> all(first.picked.begin(), first.picked.end());
  for (const auto& refusal : first.refused) all.insert(refusal.shot);
  CHECK(all.size() == shots.size());
  CHECK(first.picked.size() + first.refused.size() == shots.size());
}

TEST_CASE("template picker: refusals have stable names") {
  CHECK(name(ShotRefusal::BadQuality) == "bad_quality");
  CHECK(name(ShotRefusal::Outlier) == "outlier");
  CHECK(name(ShotRefusal::TooAlike) == "too_alike");
  CHECK(name(ShotRefusal::NotNeeded) == "not_needed");
}

}  // namespace
