#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>

#include "dangol/gallery/gallery.hpp"
#include "dangol/runtime/command.hpp"

namespace dangol::runtime {

// Events that may wait: they are stored in the order in which they happened, as soon as the gallery can be written.
// What a person at the kiosk waits for is not among them. Bound to the control thread.
class EventJournal {
 public:
  // A greeting, which may have to be named by a later event.
  void addGreeting(SightingId sighting, gallery::NewEvent event);
  // The greeting was somebody else's. The event's detail becomes the greeting's id.
  void addUndo(SightingId sighting, gallery::NewEvent event);

  // Stores what can be stored.
  void flush(gallery::Gallery& gallery);

  // Why events wait in memory; nothing when none does.
  [[nodiscard]] std::optional<std::string> fault() const;

 private:
  struct Waiting {
    SightingId sighting;
    gallery::NewEvent event;
  };
  void add(SightingId sighting, gallery::NewEvent event);

  std::deque<Waiting> waiting_;
  std::unordered_map<SightingId, gallery::EventId> greetings_;  // the newest ones that are stored
  std::deque<SightingId> greetingOrder_;
  std::string fault_;
};

}  // namespace dangol::runtime
