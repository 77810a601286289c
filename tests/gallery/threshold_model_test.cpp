#include "dangol/gallery/threshold_model.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "scratch_folder.hpp"

using dangol::gallery::EnrolledPeople;
using dangol::gallery::Estimate;
using dangol::gallery::SiteScores;
using dangol::gallery::ThresholdError;
using dangol::gallery::ThresholdModel;

namespace {

// ln(share) falls by 10 for each 0.1 that the threshold falls: share(-0.1) = 0.03, whatever the templates but for a
// shift.
ThresholdModel::Curve curve(const std::string& population, std::size_t templates, double shift = 0,
                            double strangers = 0, double people = 0, double deviation = 0.1) {
  ThresholdModel::Curve made{population, templates, {}};
  for (int i = 20; i >= 0; --i) {
    const double below = 0.01 * i;
    made.points.push_back({-0.1 + shift - below, 0.03 * std::exp(-100 * below), deviation, strangers, people});
  }
  return made;
}

ThresholdModel::Data data() {
  ThresholdModel::Data made{"sample-score/1", "invented people", {}, {}};
  made.curves = {curve("west", 1), curve("west", 3, 0.01)};
  made.misses = {{1, {{-0.3, {0.5, 0.4, 0.6}}, {-0.1, {0.1, 0.05, 0.2}}}},
                 {3, {{-0.3, {0.3, 0.2, 0.4}}, {-0.1, {0, 0, 0.1}}}}};
  return made;
}

ThresholdModel model() { return {data(), "sample"}; }

double shareAt(double threshold) { return 0.03 * std::exp(100 * (threshold + 0.1)); }

std::vector<EnrolledPeople> people(std::size_t count, std::size_t templates = 1) { return {{templates, count}}; }

std::string altered(std::string text, const std::string& from, const std::string& to) {
  text.replace(text.find(from), from.size(), to);
  return text;
}

}  // namespace

TEST_CASE("a threshold model that is cut or altered or absent is refused") {
  const std::string text = model().text();
  const auto refused = [](const std::string& wrong, const std::string& why) {
    CHECK_THROWS_WITH_AS((void)ThresholdModel::parse(wrong, "x.thresholds"), doctest::Contains(why.c_str()),
                         ThresholdError);
  };
  refused("", "x.thresholds: it is not a threshold model");
  refused("dangol-threshold-model 1\n", "cut short");
  refused(text.substr(0, text.size() / 2), "cut short");
  refused(altered(text, "0.03", "0.04"), "damaged");
  refused(text + "x", "damaged");
  CHECK_THROWS_WITH_AS((void)ThresholdModel::read("/nowhere/x.thresholds"), doctest::Contains("/nowhere/x.thresholds"),
                       ThresholdError);
  const dangol::test::ScratchFolder folder;
  CHECK_THROWS_AS((void)ThresholdModel::read(folder.path()), ThresholdError);
}

TEST_CASE("data that are no curve are refused with the reason") {
  const auto refused = [](auto change, const std::string& why) {
    ThresholdModel::Data wrong = data();
    change(wrong);
    CHECK_THROWS_WITH_AS(ThresholdModel(wrong, "x"), doctest::Contains(why.c_str()), ThresholdError);
  };
  refused([](auto& d) { d.curves.clear(); }, "no curve");
  refused([](auto& d) { d.misses.clear(); }, "no curve");
  refused([](auto& d) { d.score_id.clear(); }, "not one line");
  refused([](auto& d) { d.source = "two\nlines"; }, "not one line");
  refused([](auto& d) { d.curves[0].points.resize(1); }, "fewer than two points");
  refused([](auto& d) { std::swap(d.curves[0].points[3], d.curves[0].points[4]); }, "does not rise");
  refused([](auto& d) { d.curves[0].points[0].share = 0; }, "not between 0 and 1");
  refused([](auto& d) { d.curves[0].points[0].deviation = -1; }, "negative");
  refused([](auto& d) { d.curves[0].population = "two words"; }, "not one word");
  refused([](auto& d) { d.curves[1].templates = 7; }, "too many templates");
  refused([](auto& d) { d.curves.erase(d.curves.begin()); }, "not of one template");
  refused([](auto& d) { d.misses[0].points.clear(); }, "no point");
  refused([](auto& d) { d.misses[0].points[1].fnir.high = 0.09; }, "not in order");
  refused([](auto& d) { d.misses[0].points[1].fnir = {0.9, 0.8, 1}; }, "does not fall");
}

TEST_CASE("a model comes back from its text as it was") {
  const std::string text = model().text();
  const auto again = ThresholdModel::parse(text, "x");
  CHECK(again.text() == text);
  CHECK(again.data().score_id == "sample-score/1");
  CHECK(again.data().source == "invented people");
  CHECK(again.data().curves.size() == 2);
  CHECK(again.thresholdFor(0.003, people(100)) == doctest::Approx(model().thresholdFor(0.003, people(100))));
}

TEST_CASE("the threshold keeps the promise and no stricter than it has to") {
  for (const std::size_t count : {1UL, 50UL, 500UL, 5000UL}) {
    for (const double fpir : {0.1, 0.01, 0.001}) {
      const double threshold = model().thresholdFor(fpir, people(count));
      CHECK(model().fpirAt(threshold, people(count)).value == doctest::Approx(fpir).epsilon(1e-6));
      // Strangers are alike in this model, so the largest of count independent draws is known.
      const double closed = 1 - std::exp(-static_cast<double>(count) * std::min(1.0, shareAt(threshold)));
      CHECK(closed == doctest::Approx(fpir).epsilon(0.02));
    }
  }
}

TEST_CASE("more people and stricter promises lower the threshold") {
  CHECK(model().thresholdFor(0.01, people(500)) < model().thresholdFor(0.01, people(50)));
  CHECK(model().thresholdFor(0.001, people(50)) < model().thresholdFor(0.01, people(50)));
}

TEST_CASE("a curve that falls steeply has a threshold too") {
  ThresholdModel::Data steep = data();
  steep.curves = {curve("west", 1), curve("west", 3)};
  for (auto& point : steep.curves[1].points) point.threshold = -0.1 + (point.threshold + 0.1) * 1e-4;
  const ThresholdModel cliff(steep, "x");
  CHECK(cliff.thresholdFor(0.001, people(500, 3)) == doctest::Approx(-0.1).epsilon(1e-3));
  CHECK(cliff.fpirAt(-0.25, people(500, 3)).value < 1e-100);
}

TEST_CASE("people count by how many templates they have") {
  // Three templates move the curve by 0.01 to the right: more distant scores are as rare.
  CHECK(model().thresholdFor(0.01, people(50, 3)) ==
        doctest::Approx(model().thresholdFor(0.01, people(50, 1)) + 0.01).epsilon(1e-6));
  CHECK(model().thresholdFor(0.01, people(50, 2)) == model().thresholdFor(0.01, people(50, 1)));
  CHECK(model().thresholdFor(0.01, people(50, 9)) == model().thresholdFor(0.01, people(50, 3)));
  const std::vector<EnrolledPeople> mixed{{1, 25}, {3, 25}, {2, 0}};
  CHECK(model().thresholdFor(0.01, mixed) > model().thresholdFor(0.01, people(50, 1)));
  CHECK(model().thresholdFor(0.01, mixed) < model().thresholdFor(0.01, people(50, 3)));
}

TEST_CASE("a promise is kept in the population where it is hardest") {
  ThresholdModel::Data two = data();
  two.curves.push_back(curve("east", 1, -0.03));
  const ThresholdModel both(two, "x");
  const double threshold = both.thresholdFor(0.01, people(50));
  CHECK(threshold == doctest::Approx(model().thresholdFor(0.01, people(50)) - 0.03).epsilon(1e-6));
  CHECK(both.fpirAt(threshold, people(50)).value == doctest::Approx(0.01));
}

TEST_CASE("strangers who differ share their matches among fewer of them") {
  ThresholdModel::Data uneven = data();
  uneven.curves = {curve("west", 1, 0, 20)};
  const ThresholdModel differ(uneven, "x");
  const double threshold = -0.15;
  const double matches = 100 * shareAt(threshold);
  CHECK(model().fpirAt(threshold, people(100)).value == doctest::Approx(1 - std::exp(-matches)));
  CHECK(differ.fpirAt(threshold, people(100)).value == doctest::Approx(1 - std::pow(1 + 20 * matches, -0.05)));
  CHECK(differ.thresholdFor(0.01, people(100)) > model().thresholdFor(0.01, people(100)));
}

TEST_CASE("the interval holds the figure and narrows with the gallery") {
  ThresholdModel::Data lumpy = data();
  lumpy.curves = {curve("west", 1, 0, 0, 30)};
  const ThresholdModel few(lumpy, "x");
  const auto width = [&](std::size_t count) {
    const Estimate at = few.fpirAt(few.thresholdFor(0.003, people(count)), people(count));
    CHECK(at.low < at.value);
    CHECK(at.value < at.high);
    return at.high / at.low;
  };
  CHECK(width(50) > width(150));
  CHECK(width(150) > width(500));
  const Estimate certain = model().fpirAt(-0.2, people(10));
  CHECK(std::log(certain.high / certain.low) == doctest::Approx(2 * 1.96 * 0.1).epsilon(0.01));
}

TEST_CASE("misses are those of the templates people have") {
  const Estimate one = model().fnirAt(-0.2, people(10, 1));
  CHECK(one.value == doctest::Approx(0.3));
  CHECK(one.low == doctest::Approx(0.225));
  CHECK(one.high == doctest::Approx(0.4));
  CHECK(model().fnirAt(-0.2, people(10, 3)).value == doctest::Approx(0.15));
  CHECK(model().fnirAt(-0.2, std::vector<EnrolledPeople>{{1, 10}, {3, 30}}).value == doctest::Approx(0.1875));
  CHECK(model().fnirAt(-9, people(1)).value == doctest::Approx(0.5));
  CHECK(model().fnirAt(9, people(1)).value == doctest::Approx(0.1));
}

TEST_CASE("a site's own scores correct the model as far as they are many") {
  // At this site everything is four times as alike as the model thinks.
  const auto siteOf = [](std::size_t scores) {
    SiteScores site{200, 1, std::vector<double>(scores, 0)};
    for (std::size_t i = 0; i < scores; ++i) {
      const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(scores) / 4;
      site.scores[i] = -0.1 + std::log(share / 0.03) / 100;
    }
    return site;
  };
  const double plain = model().fpirAt(-0.18, people(50)).value;
  CHECK(model().adaptedTo({}).fpirAt(-0.18, people(50)).value == plain);
  const double few = model().adaptedTo(siteOf(20)).fpirAt(-0.18, people(50)).value;
  const double many = model().adaptedTo(siteOf(40000)).fpirAt(-0.18, people(50)).value;
  CHECK(few > plain);
  CHECK(many > few);
  CHECK(many / plain > 3);
  CHECK(many / plain < 4.5);
  CHECK(model().adaptedTo(siteOf(40000)).thresholdFor(0.01, people(50)) < model().thresholdFor(0.01, people(50)));
  // However many the scores, one of few people says little.
  SiteScores small = siteOf(40000);
  small.people = 2;
  ThresholdModel::Data lumpy = data();
  lumpy.curves = {curve("west", 1, 0, 5, 5)};
  const ThresholdModel uneven(lumpy, "x");
  CHECK(uneven.adaptedTo(small).fpirAt(-0.18, people(50)).value <
        uneven.adaptedTo(siteOf(40000)).fpirAt(-0.18, people(50)).value);
}

TEST_CASE("a site where nobody resembles anybody relaxes the model by a bounded factor") {
  const SiteScores far{300, 1, std::vector<double>(80000, 0.5)};
  const double before = model().fpirAt(-0.18, people(50)).value;
  const double after = model().adaptedTo(far).fpirAt(-0.18, people(50)).value;
  CHECK(after < before);
  CHECK(after >= before / 10 * 0.999);
}
