#include "dangol/runtime/event_journal.hpp"

#include <fmt/format.h>

#include <utility>

namespace dangol::runtime {
namespace {

// Past this many the kiosk has been unable to write for hours.
constexpr std::size_t kMostWaiting = 100'000;

// A greeting is taken back within seconds; nobody is able to name an older one.
constexpr std::size_t kMostGreetings = 256;

}  // namespace

void EventJournal::addGreeting(SightingId sighting, gallery::NewEvent event) {
  event.type = gallery::EventType::Greeted;
  add(sighting, std::move(event));
}

void EventJournal::addUndo(SightingId sighting, gallery::NewEvent event) {
  event.type = gallery::EventType::GreetingUndone;
  add(sighting, std::move(event));
}

void EventJournal::add(SightingId sighting, gallery::NewEvent event) {
  waiting_.push_back({sighting, std::move(event)});
  if (waiting_.size() > kMostWaiting) waiting_.pop_front();
}

void EventJournal::flush(gallery::Gallery& gallery) {
  while (!waiting_.empty()) {
    auto& [sighting, event] = waiting_.front();
    try {
      if (event.type == gallery::EventType::GreetingUndone) {
        // The greeting was stored before, or was among the oldest that had to be dropped.
        const auto greeting = greetings_.find(sighting);
        if (greeting != greetings_.end()) event.detail = fmt::format(R"({{"undoes":"{}"}})", greeting->second.value);
        gallery.append(event);
      } else {
        greetings_[sighting] = gallery.append(event).id;
        greetingOrder_.push_back(sighting);
      }
    } catch (const gallery::GalleryError& error) {
      fault_ = error.what();
      return;
    }
    waiting_.pop_front();
    if (greetingOrder_.size() > kMostGreetings) {
      greetings_.erase(greetingOrder_.front());
      greetingOrder_.pop_front();
    }
  }
}

std::optional<std::string> EventJournal::fault() const {
  if (waiting_.empty()) return std::nullopt;
  return fmt::format("{} event(s) wait in memory: {}", waiting_.size(), fault_);
}

}  // namespace dangol::runtime
