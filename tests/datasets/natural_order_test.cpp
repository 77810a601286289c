#include "dangol/datasets/natural_order.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using dangol::datasets::naturalLess;

TEST_CASE("numbers in names count by their value") {
  std::vector<std::string> names{"shot 10", "shot 2", "shot 1", "Shot 3", "shot", "shot 02", "shot 2b", "", "10", "9"};
  std::ranges::sort(names, naturalLess);
  CHECK(names ==
        std::vector<std::string>{"", "9", "10", "Shot 3", "shot", "shot 1", "shot 02", "shot 2", "shot 2b", "shot 10"});
}

TEST_CASE("numbers longer than any integer are compared") {
  CHECK(naturalLess("a99999999999999999999999999998", "a99999999999999999999999999999"));
  CHECK_FALSE(naturalLess("a99999999999999999999999999999", "a99999999999999999999999999998"));
  CHECK(naturalLess("a000", "a1"));
}

TEST_CASE("the order is strict and total") {
  const std::vector<std::string> names{"",     "0",     "00", "a",   "a0",           "a00",
                                       "a0b1", "a00b1", "a1", "a01", "\xEA\xB0\x80", "~"};
  for (const auto& a : names) {
    for (const auto& b : names) {
      CAPTURE(a);
      CAPTURE(b);
      CHECK((naturalLess(a, b) ? 1 : 0) + (naturalLess(b, a) ? 1 : 0) == (a == b ? 0 : 1));
      for (const auto& c : names) {
        if (naturalLess(a, b) && naturalLess(b, c)) CHECK(naturalLess(a, c));
      }
    }
  }
}

}  // namespace
