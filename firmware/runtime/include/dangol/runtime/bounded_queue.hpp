#pragma once

#include <cassert>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace dangol::runtime {

// A first-in, first-out queue that holds at most a given number of values and can be closed. T may be move-only.
// A call that begins after its stop was requested does nothing; what is inside stays there.
// Thread-safe; outlives every call on it.
template <class T>
class BoundedQueue {
 public:
  // Requires: capacity at least 1.
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) { assert(capacity >= 1); }

  // Waits for room. False, and the value is not queued, when a stop is requested or the queue is closed.
  [[nodiscard]] bool push(T value, const std::stop_token& stop) {
    if (stop.stop_requested()) return false;
    {
      std::unique_lock lock(mutex_);
      if (!room_.wait(lock, stop, [this] { return closed_ || values_.size() < capacity_; }) || closed_) return false;
      values_.push_back(std::move(value));
    }
    filled_.notify_one();
    return true;
  }

  // False, at once, when the queue is full or closed.
  [[nodiscard]] bool tryPush(T value) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_ || values_.size() >= capacity_) return false;
      values_.push_back(std::move(value));
    }
    filled_.notify_one();
    return true;
  }

  // Waits for a value. Nothing when a stop is requested, or the queue is closed and empty.
  [[nodiscard]] std::optional<T> pop(const std::stop_token& stop) {
    return popUnlessStopped(stop, [&](auto& lock, auto ready) { return filled_.wait(lock, stop, ready); });
  }

  // As pop, but gives up at the deadline, or when woken; a value that is there already is returned even after it.
  template <class Clock, class Duration>
  [[nodiscard]] std::optional<T> popUntil(const std::chrono::time_point<Clock, Duration>& deadline,
                                          const std::stop_token& stop) {
    return popUnlessStopped(stop, [&](auto& lock, auto ready) {
      const bool isReady = filled_.wait_until(lock, stop, deadline, [&] { return woken_ || ready(); });
      woken_ = false;
      return isReady;
    });
  }

  // Ends a popUntil early, as if it had come to its deadline: one that waits now, else the next one.
  void wake() {
    {
      const std::lock_guard lock(mutex_);
      woken_ = true;
    }
    filled_.notify_all();
  }

  // No more values will be accepted; those inside can still be popped. Ends every wait for room, and every wait for a
  // value that will never come. Closing twice is closing once.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    filled_.notify_all();
    room_.notify_all();
  }

  [[nodiscard]] std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return values_.size();
  }
  [[nodiscard]] bool closedAndEmpty() const {
    const std::lock_guard lock(mutex_);
    return closed_ && values_.empty();
  }

 private:
  // A stop is looked for before the wait only: a waiter that was woken for a value and left without it would lose the
  // wake-up for the others.
  template <class Wait>
  std::optional<T> popUnlessStopped(const std::stop_token& stop, Wait wait) {
    if (stop.stop_requested()) return std::nullopt;
    std::optional<T> value;
    {
      std::unique_lock lock(mutex_);
      if (!wait(lock, [this] { return closed_ || !values_.empty(); }) || values_.empty()) return std::nullopt;
      value.emplace(std::move(values_.front()));
      values_.pop_front();
    }
    room_.notify_one();
    return value;
  }

  const std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable_any filled_;
  std::condition_variable_any room_;
  std::deque<T> values_;
  bool closed_ = false;
  bool woken_ = false;
};

}  // namespace dangol::runtime
