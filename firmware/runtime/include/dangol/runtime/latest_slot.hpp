#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace dangol::runtime {

// Hands the newest value from one thread to another: a value that was not taken in time is replaced and counted as
// dropped. Thread-safe.
template <class T>
class LatestSlot {
 public:
  // Never blocks.
  void put(T value) {
    {
      const std::lock_guard lock(mutex_);
      if (value_) ++dropped_;
      value_ = std::move(value);
    }
    filled_.notify_one();
  }

  // Waits until the value before was taken: for sources that must not lose anything. False when stopped instead.
  [[nodiscard]] bool putWhenTaken(T value, const std::stop_token& stop) {
    {
      std::unique_lock lock(mutex_);
      if (!taken_.wait(lock, stop, [this] { return !value_; })) return false;
      value_ = std::move(value);
    }
    filled_.notify_one();
    return true;
  }

  // Waits for a value. Nothing when a stop is requested or the slot is closed and empty.
  [[nodiscard]] std::optional<T> take(const std::stop_token& stop) {
    std::optional<T> value;
    {
      std::unique_lock lock(mutex_);
      if (!filled_.wait(lock, stop, [this] { return value_.has_value() || closed_; })) return std::nullopt;
      value = std::exchange(value_, std::nullopt);
    }
    taken_.notify_one();
    return value;
  }

  // The value, if there is one now.
  [[nodiscard]] std::optional<T> tryTake() {
    std::optional<T> value;
    {
      const std::lock_guard lock(mutex_);
      value = std::exchange(value_, std::nullopt);
    }
    if (value) taken_.notify_one();
    return value;
  }

  // No more values will come: what is there can still be taken.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    filled_.notify_all();
  }

  [[nodiscard]] std::uint64_t dropped() const {
    const std::lock_guard lock(mutex_);
    return dropped_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable_any filled_;
  std::condition_variable_any taken_;
  std::optional<T> value_;
  bool closed_ = false;
  std::uint64_t dropped_ = 0;
};

}  // namespace dangol::runtime
