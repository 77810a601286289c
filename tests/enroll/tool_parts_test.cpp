// The pure parts of the command line, without running it.

#include <doctest/doctest.h>

#include <clocale>
#include <cstdlib>
#include <ctime>

#include "face_choice.hpp"
#include "local_time.hpp"
#include "origin.hpp"
#include "presence.hpp"
#include "table.hpp"
#include "text.hpp"

namespace {

using namespace dangol;
using namespace dangol::enroll;

struct Utf8 {
  Utf8() { REQUIRE(std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr); }
};

TEST_CASE_FIXTURE(Utf8, "printable spells out what would steer a terminal") {
  CHECK(printable("a\x1b[2Jb") == "a\\x1b[2Jb");
  CHECK(printable("a\nb") == "a\\x0ab");
  CHECK(printable(std::string_view("a\0b", 3)) == "a\\x00b");
  CHECK(printable("\xff") == "\\xff");
  CHECK(printable("\xea\xb9") == "\\xea\\xb9");                         // a Korean letter cut short
  CHECK(printable("gpj.\xe2\x80\xaetxt") == "gpj.\\xe2\\x80\\xaetxt");  // right-to-left override
  CHECK(printable("\xc2\x9b") == "\\xc2\\x9b");                         // C1 control sequence introducer
  CHECK(printable("예시 김") == "예시 김");
}

TEST_CASE_FIXTURE(Utf8, "Korean letters spelled as sounds are put together and nothing else is touched") {
  CHECK(composeHangul("\xe1\x84\x80\xe1\x85\xb5\xe1\x86\xb7") == "김");  // three sounds
  CHECK(composeHangul("\xe1\x84\x86\xe1\x85\xb5\xe1\x86\xab\xe1\x84\x8c\xe1\x85\xb5") == "민지");
  CHECK(composeHangul("Example 김민지") == "Example 김민지");
  CHECK(composeHangul("\xe1\x84\x80") == "\xe1\x84\x80");  // a lone first sound
  CHECK(composeHangul("\xff 김\xea") == "\xff 김\xea");
  CHECK(composeHangul("") == "");
}

TEST_CASE_FIXTURE(Utf8, "display width counts columns") {
  CHECK(displayWidth("") == 0);
  CHECK(displayWidth("abc") == 3);
  CHECK(displayWidth("김민지") == 6);
  CHECK(displayWidth("é") == 1);
  CHECK(displayWidth("e\xcc\x81") == 1);  // e and a combining acute
}

TEST_CASE_FIXTURE(Utf8, "a table lines up its columns and keeps hostile cells on their line") {
  Table table({{"NAME"}, {"N", Table::Align::Right}});
  table.add({"김", "1"});
  table.add({"a\nb", "20"});
  CHECK(table.text() == "NAME     N\n김       1\na\\x0ab  20\n");
}

TEST_CASE("numbers have nothing around them") {
  CHECK(parseNumber("2.5") == 2.5);
  CHECK_FALSE(parseNumber(""));
  CHECK_FALSE(parseNumber("2 "));
  CHECK_FALSE(parseNumber(" 2"));
  CHECK_FALSE(parseNumber("2x"));
}

TEST_CASE("moments are read as an owner writes them") {
  setenv("TZ", "Asia/Seoul", 1);
  tzset();
  const auto now = gallery::WallTime(std::chrono::milliseconds(1'767'225'600'000));  // 2026-01-01 09:00 in Seoul
  const auto text = [&](std::string_view moment) {
    const auto parsed = parseMoment(moment, now);
    return parsed ? localText(*parsed) : std::string("none");
  };
  CHECK(text("") == "none");
  CHECK(text("soon") == "none");
  CHECK(text("2026-02-30") == "none");
  CHECK(text("2026-01-01x") == "none");
  CHECK(text("-5d") == "none");
  CHECK(text("d") == "none");
  CHECK(text("2025-12-31") == "2025-12-31 00:00:00");
  CHECK(text("2025-12-31 08:30") == "2025-12-31 08:30:00");
  CHECK(text("2025-12-31T08:30:05") == "2025-12-31 08:30:05");
  CHECK(text("today") == "2026-01-01 00:00:00");
  CHECK(text("yesterday") == "2025-12-31 00:00:00");
  CHECK(text("90m") == "2026-01-01 07:30:00");
  CHECK(text("7d") == "2025-12-25 09:00:00");
  CHECK(localOffset(now) == std::chrono::minutes(540));
  CHECK(utcText(now) == "2026-01-01T00:00:00.000Z");
}

TEST_CASE("an origin carries a content hash that an owner does not see") {
  const std::string hash(32, 'a');
  const std::string origin = pictureOrigin("photo 2.jpg", hash);
  CHECK(shownOrigin(origin) == "photo 2.jpg");
  CHECK(hashInOrigin(origin) == std::string_view(hash));
  CHECK(pictureOrigin("photo 2.jpg", std::nullopt) == "photo 2.jpg");
  for (const char* other : {"", "visit.mp4 at 00:12.4", "photo [blake2b ].jpg", "x [blake2b zzzz]"}) {
    CHECK_FALSE(hashInOrigin(other));
    CHECK(shownOrigin(other) == other);
  }
  CHECK_FALSE(contentHash("/nonexistent/file"));
}

vision::StillFace faceAt(int left, int width) {
  vision::StillFace face{};
  face.detection.box = {left, 10, width, width};
  return face;
}

TEST_CASE("a choice of face is a word or a number from one") {
  for (const char* wrong : {"", "0", "-1", "1.5", "middle", "1 ", "99999999999999999999"})
    CHECK_FALSE(parseFaceChoice(wrong));
  CHECK(parseFaceChoice("2")->number == 2);
  CHECK(parseFaceChoice("left")->which == FaceChoice::Which::Left);
}

TEST_CASE("bystanders are no subjects and subjects are counted from the left") {
  const auto faces = subjects({faceAt(300, 100), faceAt(10, 90), faceAt(500, 30)});
  REQUIRE(faces.size() == 2);
  CHECK(faces[0].detection.box.left_px == 10);
  const auto left = [&](FaceChoice choice) {
    return std::get<vision::StillFace>(chooseFace(faces, choice)).detection.box.left_px;
  };
  CHECK(left({FaceChoice::Which::Largest}) == 300);
  CHECK(left({FaceChoice::Which::Left}) == 10);
  CHECK(left({FaceChoice::Which::Right}) == 300);
  CHECK(left({FaceChoice::Which::Number, 1}) == 10);
  CHECK(std::holds_alternative<std::string>(chooseFace(faces, {})));
  CHECK(std::holds_alternative<std::string>(chooseFace(faces, {FaceChoice::Which::Number, 3})));
}

Presence presence(int track, int firstMoment, int moments, double width_px, float looks) {
  Presence made;
  made.tracks.push_back(vision::TrackId{static_cast<std::uint64_t>(track)});
  for (int i = 0; i < moments; ++i) made.moments.insert(firstMoment + i);
  made.width_sum_px = width_px * moments;
  vision::Shot shot;
  shot.embedding.values[0] = looks;
  made.shots.push_back(shot);
  return made;
}

TEST_CASE("presences that look alike one after the other are one person") {
  const auto people = joinPresences({presence(1, 0, 10, 100, 0), presence(2, 20, 30, 100, 0.3F)}, 0.5);
  REQUIRE(people.size() == 1);
  CHECK(people[0].moments.size() == 40);
  CHECK(people[0].shots.size() == 2);
}

TEST_CASE("presences in the same moment are two people however alike") {
  CHECK(joinPresences({presence(1, 0, 10, 100, 0), presence(2, 9, 10, 100, 0)}, 0.5).size() == 2);
}

TEST_CASE("the one seen most and largest comes first and a passer-by is not comparable") {
  const auto people = joinPresences({presence(1, 0, 4, 100, 5), presence(2, 0, 40, 100, 0)}, 0.5);
  REQUIRE(people.size() == 2);
  CHECK(people[0].moments.size() == 40);
  CHECK_FALSE(comparable(people[0], people[1]));
  CHECK(comparable(presence(1, 0, 40, 100, 0), presence(2, 0, 25, 80, 5)));
  CHECK_FALSE(comparable(presence(1, 0, 40, 100, 0), presence(2, 0, 40, 40, 5)));
}

}  // namespace
