#include "dangol/runtime/bounded_queue.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

#include "aborts.hpp"

namespace {

using namespace std::chrono_literals;
using dangol::runtime::BoundedQueue;
using SteadyClock = std::chrono::steady_clock;

// Races differ from run to run; a wait that cannot be ended shows as a test that never ends.
constexpr int kRaces = 200;

std::stop_token stopped() {
  std::stop_source source;
  source.request_stop();
  return source.get_token();
}

#ifndef NDEBUG
TEST_CASE("BoundedQueue refuses to hold nothing where assertions are on") {
  CHECK(dangol::test::aborts([] { const BoundedQueue<int> queue(0); }));
}
#endif

TEST_CASE("BoundedQueue does nothing once a stop was requested and keeps what is inside") {
  BoundedQueue<int> queue(2);
  CHECK(queue.tryPush(1));
  CHECK_FALSE(queue.push(2, stopped()));
  CHECK_FALSE(queue.pop(stopped()).has_value());
  CHECK_FALSE(queue.popUntil(SteadyClock::now() + 1h, stopped()).has_value());
  CHECK(queue.size() == 1);
  CHECK(queue.pop({}) == 1);
}

TEST_CASE("BoundedQueue waits for a value are ended by their stop token") {
  for (int i = 0; i < kRaces; ++i) {
    BoundedQueue<int> queue(1);
    std::optional<int> popped = 1;
    std::optional<int> poppedUntil = 1;
    {
      std::jthread popper([&](const std::stop_token& stop) { popped = queue.pop(stop); });
      std::jthread patientPopper(
          [&](const std::stop_token& stop) { poppedUntil = queue.popUntil(SteadyClock::now() + 24h, stop); });
      popper.request_stop();
      patientPopper.request_stop();
    }
    REQUIRE_FALSE(popped.has_value());
    REQUIRE_FALSE(poppedUntil.has_value());
  }
}

TEST_CASE("BoundedQueue wait for room is ended by its stop token") {
  for (int i = 0; i < kRaces; ++i) {
    BoundedQueue<int> queue(1);
    REQUIRE(queue.tryPush(1));
    bool pushed = true;
    {
      std::jthread pusher([&](const std::stop_token& stop) { pushed = queue.push(2, stop); });
      pusher.request_stop();
    }
    REQUIRE_FALSE(pushed);
    REQUIRE(queue.pop({}) == 1);
    REQUIRE(queue.size() == 0);
  }
}

TEST_CASE("BoundedQueue closing ends every wait for a value") {
  for (int i = 0; i < kRaces; ++i) {
    BoundedQueue<int> queue(1);
    std::atomic<int> values = 0;
    {
      std::vector<std::jthread> poppers;
      for (int p = 0; p < 2; ++p) {
        poppers.emplace_back([&] { values += queue.pop({}).has_value() ? 1 : 0; });
        poppers.emplace_back([&] { values += queue.popUntil(SteadyClock::now() + 24h, {}).has_value() ? 1 : 0; });
      }
      queue.close();
    }
    REQUIRE(values == 0);
  }
}

TEST_CASE("BoundedQueue closing ends every wait for room") {
  for (int i = 0; i < kRaces; ++i) {
    BoundedQueue<int> queue(1);
    REQUIRE(queue.tryPush(0));
    std::atomic<int> accepted = 0;
    {
      std::vector<std::jthread> pushers;
      for (int p = 0; p < 3; ++p) pushers.emplace_back([&] { accepted += queue.push(1, {}) ? 1 : 0; });
      queue.close();
    }
    REQUIRE(accepted == 0);
    REQUIRE(queue.pop({}) == 0);
    REQUIRE(queue.closedAndEmpty());
  }
}

TEST_CASE("BoundedQueue accepts nothing after it was closed but gives what is inside") {
  BoundedQueue<int> queue(3);
  CHECK(queue.tryPush(1));
  CHECK(queue.push(2, {}));
  CHECK_FALSE(queue.closedAndEmpty());
  queue.close();
  queue.close();
  CHECK_FALSE(queue.closedAndEmpty());
  CHECK_FALSE(queue.tryPush(3));
  CHECK_FALSE(queue.push(3, {}));
  CHECK(queue.pop({}) == 1);
  CHECK(queue.popUntil(SteadyClock::now() - 1h, {}) == 2);
  CHECK(queue.closedAndEmpty());
  CHECK_FALSE(queue.pop({}).has_value());
  CHECK_FALSE(queue.popUntil(SteadyClock::now() + 24h, {}).has_value());
}

TEST_CASE("BoundedQueue gives up at the deadline") {
  BoundedQueue<int> queue(1);
  CHECK_FALSE(queue.popUntil(SteadyClock::now() - 1h, {}).has_value());
  const auto deadline = SteadyClock::now() + 20ms;
  CHECK_FALSE(queue.popUntil(deadline, {}).has_value());
  CHECK(SteadyClock::now() >= deadline);
}

TEST_CASE("BoundedQueue can be woken with and without somebody waiting") {
  for (int i = 0; i < kRaces; ++i) {
    BoundedQueue<int> queue(1);
    std::optional<int> popped = 1;
    {
      const std::jthread popper([&] { popped = queue.popUntil(SteadyClock::now() + 24h, {}); });
      queue.wake();
    }
    REQUIRE_FALSE(popped.has_value());
  }
}

TEST_CASE("BoundedQueue that is woken still gives what is inside and wakes once") {
  BoundedQueue<int> queue(1);
  CHECK(queue.tryPush(1));
  queue.wake();
  CHECK(queue.popUntil(SteadyClock::now() - 1h, {}) == 1);
  CHECK(queue.tryPush(2));
  std::optional<int> popped;
  {
    queue.wake();
    const std::jthread popper([&] { popped = queue.pop({}); });
  }
  CHECK(popped == 2);  // a wait without a deadline goes on
}

TEST_CASE("BoundedQueue refuses a value more than it holds and keeps the order") {
  BoundedQueue<int> queue(2);
  CHECK(queue.tryPush(1));
  CHECK(queue.tryPush(2));
  CHECK_FALSE(queue.tryPush(3));
  CHECK(queue.size() == 2);
  CHECK(queue.pop({}) == 1);
  CHECK(queue.tryPush(4));
  CHECK(queue.pop({}) == 2);
  CHECK(queue.pop({}) == 4);
  CHECK(queue.size() == 0);
}

TEST_CASE("BoundedQueue carries values that can only be moved") {
  BoundedQueue<std::unique_ptr<int>> queue(3);
  CHECK(queue.tryPush(std::make_unique<int>(1)));
  CHECK(queue.push(std::make_unique<int>(2), {}));
  CHECK(*queue.pop({}).value() == 1);
  CHECK(*queue.popUntil(SteadyClock::now() + 24h, {}).value() == 2);
}

TEST_CASE("BoundedQueue makes a fast producer wait and keeps the order of one producer") {
  constexpr int kValues = 20'000;
  constexpr std::size_t kCapacity = 4;
  BoundedQueue<int> queue(kCapacity);
  const std::jthread producer([&](const std::stop_token& stop) {
    for (int value = 0; value < kValues; ++value) {
      if (!queue.push(value, stop)) return;
    }
    queue.close();
  });
  int expected = 0;
  while (true) {
    REQUIRE(queue.size() <= kCapacity);
    const auto value = queue.pop({});
    if (!value) break;
    REQUIRE(*value == expected);
    ++expected;
  }
  CHECK(expected == kValues);
  CHECK(queue.closedAndEmpty());
}

TEST_CASE("BoundedQueue loses and doubles nothing between several producers and consumers") {
  constexpr int kProducers = 3;
  constexpr int kConsumers = 3;
  constexpr int kValues = 4'000;
  BoundedQueue<int> queue(5);
  std::vector<std::atomic<int>> seen(kProducers * kValues);
  {
    std::vector<std::jthread> consumers;
    for (int c = 0; c < kConsumers; ++c) {
      consumers.emplace_back([&, c] {
        while (!queue.closedAndEmpty()) {
          const auto value = c == 0 ? queue.popUntil(SteadyClock::now() + 1ms, {}) : queue.pop({});
          if (value) ++seen[static_cast<std::size_t>(*value)];
        }
      });
    }
    {
      std::vector<std::jthread> producers;
      for (int p = 0; p < kProducers; ++p) {
        producers.emplace_back([&, p](const std::stop_token& stop) {
          for (int i = 0; i < kValues && queue.push(p * kValues + i, stop); ++i) {
          }
        });
      }
      for (auto& producer : producers) producer.join();
    }
    queue.close();
  }
  for (const auto& count : seen) REQUIRE(count == 1);
}

TEST_CASE("BoundedQueue stopping one consumer leaves every value to the others") {
  constexpr int kValues = 200;
  for (int i = 0; i < kRaces; ++i) {
    BoundedQueue<int> queue(1);
    std::atomic<int> values = 0;
    {
      const auto consume = [&](const std::stop_token& stop) {
        while (queue.pop(stop)) ++values;
      };
      std::jthread leaving(consume);
      std::jthread staying([&] { consume({}); });
      for (int value = 0; value < kValues; ++value) {
        CHECK(queue.push(value, {}));
        if (value == i) leaving.request_stop();
      }
      queue.close();
    }
    REQUIRE(values == kValues);
  }
}

}  // namespace
