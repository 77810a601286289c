#include "../../gallery/uuid_v7.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <limits>
#include <set>
#include <string>

using dangol::gallery::UuidV7;
using dangol::gallery::WallTime;

namespace {

WallTime moment(std::int64_t ms) { return WallTime{std::chrono::milliseconds{ms}}; }

bool isVersion7(const std::string& id) {
  static const std::string form = "xxxxxxxx-xxxx-7xxx-vxxx-xxxxxxxxxxxx";
  if (id.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const std::string allowed = form[i] == 'x' ? "0123456789abcdef" : form[i] == 'v' ? "89ab" : std::string(1, form[i]);
    if (allowed.find(id[i]) == std::string::npos) return false;
  }
  return true;
}

std::int64_t timeOf(const std::string& id) { return std::stoll(id.substr(0, 8) + id.substr(9, 4), nullptr, 16); }

}  // namespace

TEST_CASE("ids keep growing when the clock goes back") {
  UuidV7 ids;
  const std::string first = ids.next(moment(2'000'000));
  CHECK(ids.next(moment(1'000'000)) > first);
}

TEST_CASE("ids keep growing when far more are made in a millisecond than the counter holds") {
  UuidV7 ids;
  std::string last;
  for (int i = 0; i < 20'000; ++i) {
    std::string next = ids.next(moment(1'700'000'000'000));
    REQUIRE(next > last);
    last = std::move(next);
  }
}

TEST_CASE("times that do not fit an id are cut to the nearest that does") {
  CHECK(timeOf(UuidV7().next(moment(-5))) == 0);
  CHECK(timeOf(UuidV7().next(moment(std::numeric_limits<std::int64_t>::max()))) == 0xFFFFFFFFFFFF);
}

TEST_CASE("an id is a version 7 UUID in canonical form that holds its time") {
  UuidV7 ids;
  for (int i = 0; i < 100; ++i) {
    const std::string id = ids.next(moment(1'767'225'600'000 + i));
    CHECK(isVersion7(id));
    CHECK(timeOf(id) == 1'767'225'600'000 + i);
  }
}

TEST_CASE("generators of the same moment do not make the same ids") {
  std::set<std::string> all;
  for (int i = 0; i < 1000; ++i) all.insert(UuidV7().next(moment(1'700'000'000'000)));
  CHECK(all.size() == 1000);
}
