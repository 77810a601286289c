#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace dangol::runtime {

// Hands the newest value from one thread to another: a value that was not taken in time is replaced and counted as
// dropped. T may be move-only. A call that begins after its stop was requested does nothing; what is inside stays
// there. Thread-safe; outlives every call on it.
template <class T>
class LatestSlot {
 public:
  // Never waits. Into a closed slot nothing is put: the value is dropped, and counted.
  void put(T value) {
    std::optional<T> other(std::move(value));  // then the replaced value, destroyed when the lock is released
    {
      const std::lock_guard lock(mutex_);
      if (closed_) {
        ++dropped_;
        return;
      }
      if (value_) ++dropped_;
      value_.swap(other);
    }
    filled_.notify_one();
  }

  // Waits until the value before was taken: for sources that must not lose anything. Does not wait for its own value to
  // be taken. False, and the value is not put, when a stop is requested or the slot is closed.
  [[nodiscard]] bool putWhenTaken(T value, const std::stop_token& stop) {
    if (stop.stop_requested()) return false;
    {
      std::unique_lock lock(mutex_);
      if (!taken_.wait(lock, stop, [this] { return closed_ || !value_; }) || closed_) return false;
      value_.emplace(std::move(value));
    }
    filled_.notify_one();
    return true;
  }

  // Waits for a value. Nothing when a stop is requested, or the slot is closed and empty.
  [[nodiscard]] std::optional<T> take(const std::stop_token& stop) {
    if (stop.stop_requested()) return std::nullopt;
    std::optional<T> value;
    {
      std::unique_lock lock(mutex_);
      if (!filled_.wait(lock, stop, [this] { return closed_ || value_; })) return std::nullopt;
      value_.swap(value);
    }
    if (value) taken_.notify_one();
    return value;
  }

  // The value, if there is one now.
  [[nodiscard]] std::optional<T> tryTake() {
    std::optional<T> value;
    {
      const std::lock_guard lock(mutex_);
      value_.swap(value);
    }
    if (value) taken_.notify_one();
    return value;
  }

  // No more values will come: what is there can still be taken. Ends every wait to put, and every wait for a value that
  // will never come. Closing twice is closing once.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    filled_.notify_all();
    taken_.notify_all();
  }

  // Values put that nobody will ever take.
  [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

 private:
  mutable std::mutex mutex_;
  std::condition_variable_any filled_;
  std::condition_variable_any taken_;
  std::optional<T> value_;
  bool closed_ = false;
  std::atomic<std::uint64_t> dropped_ = 0;  // read without waiting for whoever holds the mutex
};

}  // namespace dangol::runtime
