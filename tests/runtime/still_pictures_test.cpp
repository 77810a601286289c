#include "dangol/runtime/still_pictures.hpp"

#include <doctest/doctest.h>

#include <string>

using dangol::gallery::PersonId;
using dangol::runtime::StillPictures;
using dangol::vision::FaceBox;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const PersonId kSomebody{"somebody"};
const PersonId kAnother{"another"};
constexpr FaceBox kWall{400, 50, 80, 80};

}  // namespace

TEST_CASE("a face that moved a moment ago is no picture however often it is asked about") {
  StillPictures pictures;
  for (int i = 0; i < 1000; ++i) CHECK_FALSE(pictures.isPicture(kSomebody, kWall, milliseconds{19'999}));
}

TEST_CASE("what did not move for twenty seconds stays a picture when it is seen again") {
  StillPictures pictures;
  CHECK(pictures.isPicture(kSomebody, kWall, seconds{20}));
  CHECK(pictures.isPicture(kSomebody, kWall, seconds{0}));
  CHECK(pictures.isPicture(kSomebody, {404, 47, 84, 84}, seconds{0}));
}

TEST_CASE("neither the person nor anybody else in its place is the picture") {
  StillPictures pictures;
  REQUIRE(pictures.isPicture(kSomebody, kWall, seconds{30}));
  CHECK_FALSE(pictures.isPicture(kSomebody, {200, 100, 140, 140}, seconds{0}));
  CHECK_FALSE(pictures.isPicture(kSomebody, {380, 30, 160, 160}, seconds{0}));  // nearer, in front of it
  CHECK_FALSE(pictures.isPicture(kAnother, kWall, seconds{0}));
}

TEST_CASE("a wall full of pictures is remembered and one too many forgets the oldest") {
  StillPictures pictures;
  for (int i = 0; i < 65; ++i) CHECK(pictures.isPicture(PersonId{std::to_string(i)}, kWall, seconds{20}));
  CHECK_FALSE(pictures.isPicture(PersonId{"0"}, kWall, seconds{0}));
  for (int i = 1; i < 65; ++i) CHECK(pictures.isPicture(PersonId{std::to_string(i)}, kWall, seconds{0}));
}
