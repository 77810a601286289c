#include "dangol/runtime/rate_meter.hpp"

#include <doctest/doctest.h>

#include <thread>

using dangol::runtime::RateMeter;
using dangol::vision::SteadyTime;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr SteadyTime kBegin{hours{1}};

// Returns the time of the last record.
SteadyTime recordEvery(RateMeter& meter, SteadyTime from, milliseconds step, int times) {
  for (int i = 0; i < times; ++i) meter.record(from + i * step);
  return from + (times - 1) * step;
}

}  // namespace

TEST_CASE("what never happened has no rate") {
  CHECK(RateMeter{}.perSecond(kBegin) == 0);
  CHECK(RateMeter{}.perSecond(SteadyTime{}) == 0);
}

TEST_CASE("a rate ends two seconds after the last time") {
  RateMeter meter;
  const SteadyTime last = recordEvery(meter, kBegin, milliseconds{40}, 100);
  CHECK(meter.perSecond(last) == doctest::Approx(25).epsilon(0.03));
  CHECK(meter.perSecond(last + seconds{1}) == doctest::Approx(12.5).epsilon(0.2));
  CHECK(meter.perSecond(last + milliseconds{2200}) == 0);
  CHECK(meter.perSecond(last + hours{24}) == 0);
}

TEST_CASE("a rate that changes is the new one two seconds later") {
  RateMeter meter;
  const SteadyTime slow = recordEvery(meter, kBegin, milliseconds{100}, 50);
  const SteadyTime fast = recordEvery(meter, slow + milliseconds{10}, milliseconds{10}, 300);
  CHECK(meter.perSecond(fast) == doctest::Approx(100).epsilon(0.03));
}

TEST_CASE("after a long pause what was before does not count") {
  RateMeter meter;
  const SteadyTime last = recordEvery(meter, kBegin, milliseconds{10}, 1000);
  meter.record(last + seconds{4});  // where a slice of long ago was
  CHECK(meter.perSecond(last + milliseconds{4300}) == doctest::Approx(0.5));
}

TEST_CASE("the first moments of a clock and thousands a second are counted") {
  RateMeter meter;
  for (int i = 0; i < 20000; ++i) meter.record(SteadyTime{} + std::chrono::microseconds{100} * i);
  CHECK(meter.perSecond(SteadyTime{} + seconds{2}) == doctest::Approx(10000));
}

TEST_CASE("reading while another thread records gives no more than was recorded") {
  RateMeter meter;
  std::jthread writer([&] {
    for (int i = 0; i < 100000; ++i) meter.record(kBegin + milliseconds{i / 10});
  });
  for (int i = 0; i < 1000; ++i) {
    const double rate = meter.perSecond(kBegin + milliseconds{10 * i});
    CHECK(rate >= 0);
    CHECK(rate <= 10000);
  }
}
