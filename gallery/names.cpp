#include "dangol/gallery/gallery.hpp"

namespace dangol::gallery {

std::string_view name(EventType type) {
  switch (type) {
    case EventType::Greeted:
      return "greeted";
    case EventType::Enrolled:
      return "enrolled";
    case EventType::TemplatesAdded:
      return "templates_added";
    case EventType::Renamed:
      return "renamed";
    case EventType::Removed:
      return "removed";
  }
  return "unknown";
}

std::optional<EventType> eventTypeFromName(std::string_view wanted) {
  for (const EventType type :
       {EventType::Greeted, EventType::Enrolled, EventType::TemplatesAdded, EventType::Renamed, EventType::Removed}) {
    if (name(type) == wanted) return type;
  }
  return std::nullopt;
}

std::string_view name(PersonKind kind) {
  switch (kind) {
    case PersonKind::Customer:
      return "customer";
    case PersonKind::Staff:
      return "staff";
  }
  return "unknown";
}

std::optional<PersonKind> personKindFromName(std::string_view wanted) {
  for (const PersonKind kind : {PersonKind::Customer, PersonKind::Staff}) {
    if (name(kind) == wanted) return kind;
  }
  return std::nullopt;
}

}  // namespace dangol::gallery
