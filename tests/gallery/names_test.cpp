#include <doctest/doctest.h>

#include <set>
#include <string_view>

#include "dangol/gallery/gallery.hpp"

using namespace dangol::gallery;

TEST_CASE("unknown names are of no type and no kind") {
  for (const std::string_view unknown : {"", "Greeted", "greeted ", "unknown"}) {
    CHECK_FALSE(eventTypeFromName(unknown).has_value());
    CHECK_FALSE(personKindFromName(unknown).has_value());
    CHECK_FALSE(methodFromName(unknown).has_value());
  }
}

TEST_CASE("every event type and person kind has a name of its own that leads back to it") {
  std::set<std::string_view> names;
  for (const EventType type : eventTypes()) {
    CHECK(eventTypeFromName(name(type)) == type);
    CHECK(names.insert(name(type)).second);
  }
  for (const PersonKind kind : {PersonKind::Customer, PersonKind::Staff}) {
    CHECK(personKindFromName(name(kind)) == kind);
    CHECK(names.insert(name(kind)).second);
  }
  for (const Method method : {Method::Face, Method::Pin, Method::Badge}) {
    CHECK(methodFromName(name(method)) == method);
    CHECK(names.insert(name(method)).second);
  }
}
