#include "dangol/runtime/latest_slot.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace {

using dangol::runtime::LatestSlot;

// Races differ from run to run; a wait that cannot be ended shows as a test that never ends.
constexpr int kRaces = 200;

std::stop_token stopped() {
  std::stop_source source;
  source.request_stop();
  return source.get_token();
}

TEST_CASE("LatestSlot gives nothing once a stop was requested and keeps what is inside") {
  LatestSlot<int> slot;
  slot.put(7);
  CHECK_FALSE(slot.take(stopped()).has_value());
  CHECK(slot.take({}) == 7);
  CHECK_FALSE(slot.putWhenTaken(8, stopped()));
  CHECK_FALSE(slot.tryTake().has_value());
}

TEST_CASE("LatestSlot take is ended by its stop token") {
  for (int i = 0; i < kRaces; ++i) {
    LatestSlot<int> slot;
    std::optional<int> taken = 1;
    {
      std::jthread taker([&](const std::stop_token& stop) { taken = slot.take(stop); });
      taker.request_stop();
    }
    REQUIRE_FALSE(taken.has_value());
  }
}

TEST_CASE("LatestSlot putWhenTaken is ended by its stop token and loses nothing that was inside") {
  for (int i = 0; i < kRaces; ++i) {
    LatestSlot<int> slot;
    slot.put(1);
    bool put = true;
    {
      std::jthread putter([&](const std::stop_token& stop) { put = slot.putWhenTaken(2, stop); });
      putter.request_stop();
    }
    REQUIRE_FALSE(put);
    REQUIRE(slot.tryTake() == 1);
    REQUIRE(slot.dropped() == 0);
  }
}

TEST_CASE("LatestSlot closing ends every wait to take") {
  for (int i = 0; i < kRaces; ++i) {
    LatestSlot<int> slot;
    std::atomic<int> values = 0;
    {
      std::vector<std::jthread> takers;
      for (int t = 0; t < 3; ++t) takers.emplace_back([&] { values += slot.take({}).has_value() ? 1 : 0; });
      slot.close();
    }
    REQUIRE(values == 0);
  }
}

TEST_CASE("LatestSlot closing ends every wait to put") {
  for (int i = 0; i < kRaces; ++i) {
    LatestSlot<int> slot;
    slot.put(0);
    std::atomic<int> accepted = 0;
    {
      std::vector<std::jthread> putters;
      for (int p = 0; p < 3; ++p) putters.emplace_back([&] { accepted += slot.putWhenTaken(1, {}) ? 1 : 0; });
      slot.close();
    }
    REQUIRE(accepted == 0);
    REQUIRE(slot.take({}) == 0);
  }
}

TEST_CASE("LatestSlot accepts nothing after it was closed but gives what is inside") {
  LatestSlot<int> slot;
  slot.put(1);
  slot.close();
  slot.close();
  slot.put(2);
  CHECK(slot.dropped() == 1);
  CHECK_FALSE(slot.putWhenTaken(3, {}));
  CHECK(slot.take({}) == 1);
  CHECK_FALSE(slot.take({}).has_value());
  CHECK_FALSE(slot.putWhenTaken(4, {}));
  CHECK_FALSE(slot.tryTake().has_value());
}

TEST_CASE("LatestSlot hands over the newest value and counts those replaced") {
  LatestSlot<int> slot;
  CHECK_FALSE(slot.tryTake().has_value());
  for (int value = 1; value <= 5; ++value) slot.put(value);
  CHECK(slot.dropped() == 4);
  CHECK(slot.tryTake() == 5);
  CHECK_FALSE(slot.tryTake().has_value());
  slot.put(6);
  CHECK(slot.take({}) == 6);
  CHECK(slot.dropped() == 4);
}

TEST_CASE("LatestSlot carries values that can only be moved and frees a replaced one at once") {
  LatestSlot<std::unique_ptr<int>> slot;
  slot.put(std::make_unique<int>(1));
  slot.put(std::make_unique<int>(2));
  CHECK(*slot.take({}).value() == 2);
  CHECK(slot.putWhenTaken(std::make_unique<int>(3), {}));
  CHECK(*slot.tryTake().value() == 3);

  LatestSlot<std::shared_ptr<int>> shared;
  const auto watched = std::make_shared<int>(4);
  shared.put(watched);
  CHECK(watched.use_count() == 2);
  shared.put(nullptr);
  CHECK(watched.use_count() == 1);
}

// A value that, like a frame holding on to a buffer of its source, uses the slot when it is destroyed.
struct AsksSlotWhenDestroyed {
  LatestSlot<std::shared_ptr<AsksSlotWhenDestroyed>>& slot;
  std::uint64_t& dropped;
  ~AsksSlotWhenDestroyed() { dropped = slot.dropped(); }
};

TEST_CASE("LatestSlot destroys a replaced value without holding its lock") {
  LatestSlot<std::shared_ptr<AsksSlotWhenDestroyed>> slot;
  std::uint64_t dropped = 0;
  slot.put(std::make_shared<AsksSlotWhenDestroyed>(slot, dropped));
  slot.put(nullptr);
  CHECK(dropped == 1);
}

TEST_CASE("LatestSlot putWhenTaken hands over every value in order") {
  constexpr int kValues = 20'000;
  LatestSlot<int> slot;
  const std::jthread putter([&](const std::stop_token& stop) {
    for (int value = 0; value < kValues; ++value) {
      if (!slot.putWhenTaken(value, stop)) return;
    }
    slot.close();
  });
  int expected = 0;
  while (const auto value = slot.take({})) {
    REQUIRE(*value == expected);
    ++expected;
  }
  CHECK(expected == kValues);
  CHECK(slot.dropped() == 0);
}

TEST_CASE("LatestSlot putWhenTaken from several threads loses and doubles nothing") {
  constexpr int kPutters = 3;
  constexpr int kTakers = 3;
  constexpr int kValues = 4'000;
  LatestSlot<int> slot;
  std::vector<std::atomic<int>> seen(kPutters * kValues);
  {
    std::vector<std::jthread> takers;
    for (int t = 0; t < kTakers; ++t) {
      takers.emplace_back([&] {
        while (const auto value = slot.take({})) ++seen[static_cast<std::size_t>(*value)];
      });
    }
    {
      std::vector<std::jthread> putters;
      for (int p = 0; p < kPutters; ++p) {
        putters.emplace_back([&, p](const std::stop_token& stop) {
          for (int i = 0; i < kValues && slot.putWhenTaken(p * kValues + i, stop); ++i) {
          }
        });
      }
      for (auto& putter : putters) putter.join();
    }
    slot.close();
  }
  for (const auto& count : seen) REQUIRE(count == 1);
  CHECK(slot.dropped() == 0);
}

TEST_CASE("LatestSlot put never goes back in time and accounts for every value") {
  constexpr int kValues = 50'000;
  LatestSlot<int> slot;
  std::uint64_t taken = 0;
  int newest = -1;
  {
    const std::jthread putter([&] {
      for (int value = 0; value < kValues; ++value) slot.put(value);
      slot.close();
    });
    while (const auto value = slot.take({})) {
      REQUIRE(*value > newest);
      newest = *value;
      ++taken;
    }
  }
  CHECK(newest == kValues - 1);
  CHECK(taken + slot.dropped() == kValues);
}

}  // namespace
