#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "dangol/gallery/gallery.hpp"

namespace dangol::app {

// What the owner's area reads of the gallery.
struct GalleryView {
  std::vector<gallery::Person> people;  // whose name has what is searched for in it
  std::vector<gallery::Event> events;   // of today, oldest first
  std::vector<gallery::Person> named;   // everybody, to put names to events
  bool complete = false;                // it was read at least once for this question
};

// Reads the gallery through a connection and on a thread of its own, so that the screen never waits for a disk.
// Thread-safe.
class GalleryReader {
 public:
  using Open = std::function<gallery::Gallery()>;
  // Called on the reader's thread when there is something new to show.
  using Wake = std::function<void()>;

  GalleryReader(Open open, Wake wake);
  ~GalleryReader();
  GalleryReader(const GalleryReader&) = delete;
  GalleryReader& operator=(const GalleryReader&) = delete;

  // Asks for the people whose name has search in it and for what happened since; the answer is in view() soon. A newer
  // question replaces one that waits.
  void ask(const std::string& search, gallery::WallTime since);
  // The newest answer; empty and not complete before there is one, and when the gallery cannot be read.
  [[nodiscard]] std::shared_ptr<const GalleryView> view() const;

 private:
  struct Question {
    std::string search;
    gallery::WallTime since;
  };
  void work(const std::stop_token& stop);
  [[nodiscard]] GalleryView answer(const Question& question);

  Open open_;
  Wake wake_;
  std::optional<gallery::Gallery> gallery_;  // of the worker alone
  mutable std::mutex mutex_;
  std::condition_variable_any asked_;
  std::optional<Question> question_;
  std::shared_ptr<const GalleryView> view_ = std::make_shared<GalleryView>();
  std::jthread worker_;  // last: it uses everything above
};

}  // namespace dangol::app
