// The program as an engineer runs it, on invented faces made of random numbers.

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "dangol/gallery/threshold_model.hpp"
#include "made_faces.hpp"
#include "run_process.hpp"
#include "temp_folder.hpp"

namespace {

using Json = nlohmann::ordered_json;
using dangol::test::Finished;
using dangol::test::TempFolder;

Finished bench(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), DANGOL_BIN_FOLDER "/dangol-bench");
  return dangol::test::runProcess(arguments);
}

std::string made(const TempFolder& folder, const std::string& name, const dangol::test::MadePeople& people) {
  const auto file = folder.path() / name;
  dangol::bench::writeEmbeddings(file, dangol::test::makePeople(people));
  return file.string();
}

Json jsonIn(const std::filesystem::path& file) {
  std::ifstream in(file);
  return Json::parse(in);
}

std::string timeless(const std::filesystem::path& file) {
  Json json = jsonIn(file);
  json.erase("timing");
  return json.dump();
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_CASE("what cannot be done ends with one line and a code") {
  const TempFolder folder;
  CHECK(bench({}).exit_code == 2);
  CHECK(bench({"identify"}).exit_code == 2);
  const std::string faces = made(folder, "faces.f32", {.people = 6});
  CHECK(bench({"identify", faces, "--fuse", "0"}).exit_code == 2);
  CHECK(bench({"identify", faces, "--leave-one-out", "--cohort", "split"}).exit_code == 2);
  const Finished few = bench({"identify", faces, "--enrolled", "7"});
  CHECK(few.exit_code == 1);
  CHECK(contains(few.err, "6 people have the 4 pictures"));
  const Finished all = bench({"identify", faces, "--enrolled", "6"});
  CHECK(all.exit_code == 1);
  CHECK(contains(all.err, "nobody is left to be a stranger"));
  CHECK(bench({"verify", faces, "--cohort", (folder.path() / "missing").string()}).exit_code == 1);
  const Finished missing = bench({"verify", (folder.path() / "missing").string()});
  CHECK(missing.exit_code == 1);
  CHECK(std::ranges::count(missing.err, '\n') == 1);
}

TEST_CASE("a pairs file of other pictures is refused") {
  const TempFolder folder;
  const std::string faces = made(folder, "faces.f32", {.people = 2});
  const std::string pairs = "1\nInvented_0\t1\t2\nInvented_0\t1\tInvented_9\t1\n";
  const auto file = folder.write("pairs.txt", {pairs.begin(), pairs.end()});
  const Finished run = bench({"verify", faces, "--pairs", file.string()});
  CHECK(run.exit_code == 1);
  CHECK(contains(run.err, "Invented_9/Invented_9_0001.jpg"));
}

TEST_CASE("verification of far and of equal people says so and too few impostors are named") {
  const TempFolder folder;
  const std::string far = made(folder, "far.f32", {.people = 30, .between = 0.3F, .within = 0.01F});
  const auto json = (folder.path() / "v.json").string();
  const Finished run = bench({"verify", far, "--json", json});
  REQUIRE(run.exit_code == 0);
  const Json scorer = jsonIn(json)["scorers"][0];
  CHECK(scorer["genuine"] == 30 * 15);
  CHECK(scorer["impostors"] == 180 * 179 / 2 - 450);
  CHECK(scorer["eer"] == 0);
  CHECK(scorer["rates"][0]["fnmr"] == 0);
  CHECK(scorer["rates"][2]["fnmr"].is_null());
  CHECK(contains(run.out, "not supported by 15660 impostor comparisons"));

  const std::string equal = made(folder, "equal.f32", {.people = 30, .between = 0, .within = 0.05F});
  REQUIRE(bench({"verify", equal, "--json", json}).exit_code == 0);
  CHECK(jsonIn(json)["scorers"][0]["eer"].get<double>() == doctest::Approx(0.5).epsilon(0.1));
}

TEST_CASE("a pair without a face is a wrong answer when it is one person's") {
  const TempFolder folder;
  const std::string faces =
      made(folder, "faces.f32", {.people = 2, .pictures = 3, .between = 0.3F, .within = 0.01F, .no_face_every = 2});
  // Pictures 2 of the first and 1 and 3 of the second person have no face.
  const std::string pairs =
      "2\nInvented_0\t1\t3\nInvented_0\t1\t2\nInvented_0\t1\tInvented_1\t2\n"
      "Invented_0\t1\tInvented_1\t1\n";
  const auto file = folder.write("pairs.txt", {pairs.begin(), pairs.end()});
  const auto json = (folder.path() / "v.json").string();
  REQUIRE(bench({"verify", faces, "--pairs", file.string(), "--json", json}).exit_code == 0);
  const Json scorer = jsonIn(json)["scorers"][0];
  CHECK(scorer["genuine_not_acquired"] == 1);
  CHECK(scorer["impostors_not_acquired"] == 1);
  CHECK(scorer["accuracy"]["best"] == doctest::Approx(0.75));
}

TEST_CASE("groups are held against the first one's threshold") {
  const TempFolder folder;
  const std::string wide = made(folder, "wide.f32", {.people = 60, .between = 0.08F, .within = 0.01F});
  const std::string narrow = made(folder, "narrow.f32", {.people = 60, .between = 0.05F, .within = 0.01F, .seed = 2});
  const auto json = (folder.path() / "v.json").string();
  REQUIRE(bench({"verify", wide, narrow, "--json", json}).exit_code == 0);
  const Json at = jsonIn(json)["scorers"][0]["groups"][0];
  CHECK(at["groups"][0]["ratio"].get<double>() == doctest::Approx(1).epsilon(0.01));
  CHECK(at["groups"][1]["ratio"].get<double>() > 50);
  CHECK(at["worst_ratio"] == at["groups"][1]["ratio"]);
  CHECK(at["groups"][0]["genuine"] == 60 * 15);
  CHECK(at["groups"][0]["fnmr"].get<double>() == 0);
  CHECK(at["worst_fnmr_ratio"].is_null());

  // The strangers have one picture each: of them no FNMR can be had.
  const std::string hard = made(folder, "hard.f32", {.people = 60, .between = 0.08F, .within = 0.14F});
  const std::string harder = made(folder, "harder.f32", {.people = 60, .between = 0.08F, .within = 0.18F, .seed = 2});
  const std::string strangers = made(folder, "strangers.f32", {.people = 60, .pictures = 1, .seed = 3});
  REQUIRE(bench({"verify", hard, harder, strangers, "--json", json}).exit_code == 0);
  const Json misses = jsonIn(json)["scorers"][0]["groups"][0];
  CHECK(misses["groups"][2]["fnmr"].is_null());
  const double easy = misses["groups"][0]["fnmr"];
  CHECK(easy > 0);
  CHECK(misses["groups"][1]["fnmr"].get<double>() > easy);
  CHECK(misses["groups"][0]["fnmr_interval"][0].get<double>() <= easy);
  CHECK(misses["groups"][0]["fnmr_interval"][1].get<double>() >= easy);
  CHECK(misses["worst_fnmr_ratio"].get<double>() == doctest::Approx(misses["groups"][1]["fnmr"].get<double>() / easy));
}

TEST_CASE("a cohort is fitted on a share and the rest is evaluated with it") {
  const TempFolder folder;
  const std::string faces = made(folder, "faces.f32", {.people = 60});
  const std::string cohort = (folder.path() / "half.cohort").string();
  const std::string rest = (folder.path() / "rest.txt").string();
  REQUIRE(bench({"fit-cohort", faces, "--share", "0.5", "--rest", rest, "--out", cohort}).exit_code == 0);
  std::ifstream in(rest);
  CHECK(std::count(std::istreambuf_iterator<char>(in), {}, '\n') == 30);
  const auto json = (folder.path() / "i.json").string();
  const Finished run =
      bench({"identify", faces, "--only", rest, "--cohort", cohort, "--enrolled", "10", "--json", json});
  REQUIRE(run.exit_code == 0);
  const Json report = jsonIn(json);
  CHECK(report["faces"]["sets"][0]["people"] == 30);
  REQUIRE(report["scorers"].size() == 2);
  CHECK(report["scorers"][1]["scorer"] == "normalised");
  CHECK(report["searches"]["mated"] == 4 * 10 * 3);
  CHECK(report["searches"]["strangers"] == 4 * 20 * 6);
}

TEST_CASE("the same inputs make the same report whatever the number of threads") {
  const TempFolder folder;
  const std::string faces = made(folder, "faces.f32", {.people = 40, .within = 0.05F, .no_face_every = 11});
  const auto one = (folder.path() / "one.json").string();
  const auto two = (folder.path() / "two.json").string();
  for (const std::string command : {"identify", "verify"}) {
    std::vector<std::string> arguments{command, faces, "--seed", "5"};
    if (command == "identify") arguments.insert(arguments.end(), {"--enrolled", "12", "--cohort", "split"});
    auto first = arguments;
    first.insert(first.end(), {"--jobs", "1", "--json", one});
    auto second = arguments;
    second.insert(second.end(), {"--jobs", "3", "--json", two});
    REQUIRE(bench(first).exit_code == 0);
    REQUIRE(bench(second).exit_code == 0);
    CHECK(timeless(one) == timeless(two));
  }
}

TEST_CASE("what is not a report is refused and reports become one page that needs nothing else") {
  const TempFolder folder;
  const auto page = (folder.path() / "page.html").string();
  const auto notJson = folder.write("not.json", {'x'});
  CHECK(contains(bench({"report", notJson.string(), "--out", page}).err, "not.json is not a report"));
  const auto other = folder.write("other.json", {'{', '}'});
  CHECK(bench({"report", other.string(), "--out", page}).exit_code == 1);

  const std::string wide = made(folder, "<wide>.f32", {.people = 60, .within = 0.05F});
  const std::string narrow = made(folder, "narrow.f32", {.people = 60, .between = 0.04F, .seed = 2});
  const auto identified = (folder.path() / "i.json").string();
  const auto verified = (folder.path() / "v.json").string();
  REQUIRE(bench({"identify", wide, "--enrolled", "12", "--cohort", "split", "--json", identified}).exit_code == 0);
  REQUIRE(bench({"verify", wide, narrow, "--json", verified}).exit_code == 0);
  REQUIRE(bench({"report", identified, verified, "--out", page}).exit_code == 0);
  std::ifstream in(page);
  const std::string html((std::istreambuf_iterator<char>(in)), {});
  CHECK(contains(html, "Detection error trade-off"));
  CHECK(contains(html, "Misses by gallery size"));
  CHECK(contains(html, "FMR by group"));
  CHECK(contains(html, "&lt;wide&gt;"));
  CHECK_FALSE(contains(html, "<wide>"));
  CHECK_FALSE(contains(html, "http"));
  CHECK_FALSE(contains(html, "nan"));
}

TEST_CASE("figures come as lines of a table too") {
  const TempFolder folder;
  const std::string faces = made(folder, "one, two.f32", {.people = 60, .within = 0.05F});
  const std::string other = made(folder, "other.f32", {.people = 60, .seed = 2});
  const auto verified = (folder.path() / "v.json").string();
  const auto identified = (folder.path() / "i.json").string();
  const auto csv = (folder.path() / "figures.csv").string();
  REQUIRE(bench({"verify", faces, other, "--json", verified}).exit_code == 0);
  REQUIRE(bench({"identify", faces, "--enrolled", "12", "--json", identified}).exit_code == 0);
  CHECK(bench({"report", verified}).exit_code == 1);
  REQUIRE(bench({"report", verified, identified, "--csv", csv}).exit_code == 0);
  std::ifstream in(csv);
  std::string line;
  std::getline(in, line);
  CHECK(line == "report,scorer,metric,at,value,low,high,note");
  std::string all;
  for (; std::getline(in, line); all += line + "\n") {
    int fields = 1;
    bool quoted = false;
    for (const char c : line) {
      quoted ^= c == '"';
      fields += !quoted && c == ',' ? 1 : 0;
    }
    CHECK(fields == 8);
  }
  CHECK(contains(all, "1,distance,FNMR,FMR 0.01,"));
  CHECK(contains(all, "1,distance,FNMR,FMR 1e-05,,,,not supported by"));
  CHECK(contains(all, ",rank 1,,"));
  CHECK(contains(all, "2,distance,\"FNIR, 10 enrolled\",FPIR 0.1,"));
}

TEST_CASE("thresholds are fitted and checked and the same seed makes the same file") {
  const TempFolder folder;
  const std::string faces =
      made(folder, "made.f32", {.people = 500, .pictures = 4, .between = 0.05F, .within = 0.02F, .no_face_every = 13});
  const auto cohort = (folder.path() / "made.cohort").string();
  REQUIRE(bench({"fit-cohort", faces, "--out", cohort}).exit_code == 0);
  const auto first = (folder.path() / "first").string();
  const auto second = (folder.path() / "second").string();
  const auto json = (folder.path() / "c.json").string();
  const Finished run = bench({"calibrate", faces, "--cohort", cohort, "--bootstrap", "20", "--check", "1", "--jobs",
                              "1", "--out", first, "--json", json});
  REQUIRE(run.exit_code == 0);
  REQUIRE(
      bench({"calibrate", faces, "--cohort", cohort, "--bootstrap", "20", "--jobs", "3", "--out", second}).exit_code ==
      0);
  const auto model = dangol::gallery::ThresholdModel::read(first);
  CHECK(model.text() == dangol::gallery::ThresholdModel::read(second).text());
  const Json report = jsonIn(json);
  CHECK(report["thresholds"].size() == 9);
  CHECK(report["thresholds"][2]["threshold"] < report["thresholds"][0]["threshold"]);
  CHECK_FALSE(report["checks"].empty());
  const auto page = (folder.path() / "page.html").string();
  CHECK(bench({"report", json, "--out", page, "--csv", (folder.path() / "c.csv").string()}).exit_code == 0);

  const std::string few = made(folder, "few.f32", {.people = 12});
  const Finished refused = bench({"calibrate", few, "--cohort", cohort, "--out", second});
  CHECK(refused.exit_code == 1);
  CHECK(contains(refused.err, "too few people"));
}

TEST_CASE("probes of mirrored pictures are another experiment and one that nobody knows is refused") {
  const TempFolder folder;
  const std::string faces = made(folder, "faces.f32", {.people = 40, .pictures = 8, .within = 0.06F});
  const auto searched = [&](const std::string& probes) {
    const auto json = (folder.path() / (probes + ".json")).string();
    REQUIRE(
        bench({"identify", faces, "--enrolled", "12", "--fuse", "2", "--probes", probes, "--json", json}).exit_code ==
        0);
    CHECK(jsonIn(json)["protocol"]["probes"] == probes);
    return jsonIn(json)["scorers"].dump();
  };
  CHECK(searched("straight") != searched("alternating"));
  CHECK(searched("both") != searched("alternating"));
  CHECK(bench({"identify", faces, "--enrolled", "12", "--probes", "sideways"}).exit_code == 2);
}

TEST_CASE("speed refuses pictures without a face and names a missing cohort") {
  const TempFolder folder;
  folder.write("set/Invented A/broken.jpg", {0xFF, 0xD8, 0xFF});
  const auto set = (folder.path() / "set").string();
  const Finished none = bench({"speed", set});
  CHECK(none.exit_code == 1);
  CHECK(contains(none.err, "no face was found in any picture"));
  CHECK(contains(bench({"speed", set, "--cohort", "/nowhere"}).err, "/nowhere"));
}

TEST_CASE("pairs of people who were left out are not counted") {
  const TempFolder folder;
  const std::string faces = made(folder, "faces.f32", {.people = 4, .between = 0.3F, .within = 0.01F});
  const std::string text =
      "2\nInvented_0\t1\t2\nInvented_3\t1\t2\nInvented_0\t1\tInvented_1\t1\n"
      "Invented_2\t1\tInvented_1\t1\n";
  const std::string pairs = folder.write("pairs.txt", {text.begin(), text.end()}).string();
  const std::string names = "Invented_3\n";
  const std::string list = folder.write("list.txt", {names.begin(), names.end()}).string();
  const auto json = (folder.path() / "v.json").string();
  REQUIRE(bench({"verify", faces, "--pairs", pairs, "--exclude", list, "--json", json}).exit_code == 0);
  CHECK(jsonIn(json)["protocol"]["pairs_left_out"] == 1);
  CHECK(jsonIn(json)["scorers"][0]["genuine"] == 1);
}

TEST_CASE("pictures that cannot be read are counted and never dropped") {
  const TempFolder folder;
  folder.write("set/Invented A/broken.jpg", {0xFF, 0xD8, 0xFF});
  folder.write("set/Invented A/empty.jpg", {});
  const auto out = (folder.path() / "out.f32").string();
  const Finished run =
      bench({"--cache", (folder.path() / "cache").string(), "embed", (folder.path() / "set").string(), "--out", out});
  CHECK(contains(run.err + run.out, "failure to acquire 2"));
  const auto read = dangol::bench::readEmbeddings(out);
  REQUIRE(read.results.size() == 2);
  CHECK(contains(read.results[0].reason, "broken.jpg"));
}

}  // namespace
