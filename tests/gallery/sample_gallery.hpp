#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "dangol/gallery/gallery.hpp"

// Invented people for galleries under test.
namespace dangol::test {

inline const vision::ModelId kModel{"test-model-1"};

inline gallery::WallTime at(std::int64_t minute) {
  return gallery::WallTime{std::chrono::minutes{29'000'000 + minute}};
}

inline vision::Embedding embeddingOf(float value) {
  vision::Embedding embedding;
  embedding.values.fill(value);
  return embedding;
}

inline std::vector<gallery::NewTemplate> templatesOf(std::initializer_list<float> values) {
  std::vector<gallery::NewTemplate> templates;
  for (const float value : values) templates.push_back({embeddingOf(value), 0.8F, "photo.jpg"});
  return templates;
}

inline gallery::NewEvent eventAt(std::int64_t minute) {
  gallery::NewEvent event;
  event.at = at(minute);
  event.localOffset = std::chrono::minutes{540};
  return event;
}

inline gallery::Person enrol(gallery::Gallery& gallery, std::string name, std::initializer_list<float> values = {0.1F},
                             std::int64_t minute = 0) {
  return gallery.enrol({std::move(name), gallery::PersonKind::Customer, "ko"}, templatesOf(values), eventAt(minute));
}

inline std::vector<std::string> namesIn(const gallery::Gallery& gallery, std::string_view filter = {}) {
  std::vector<std::string> names;
  for (const auto& person : gallery.people(filter)) names.push_back(person.name);
  return names;
}

// What the call fails with: the fault, and a message of one line that names the place and offers a remedy.
template <class Call>
gallery::GalleryFault faultOf(Call&& call, const std::string& place = "") {
  try {
    call();
  } catch (const gallery::GalleryError& error) {
    const std::string message = error.what();
    CAPTURE(message);
    CHECK(message.starts_with("cannot "));
    CHECK(message.find(place) != std::string::npos);
    CHECK(message.find('\n') == std::string::npos);
    CHECK(message.ends_with('.'));
    CHECK(message.find(". ") != std::string::npos);
    return error.fault();
  }
  throw std::logic_error("the call did not fail");
}

}  // namespace dangol::test

namespace dangol::gallery {
inline doctest::String toString(GalleryFault fault) { return std::to_string(static_cast<int>(fault)).c_str(); }
}  // namespace dangol::gallery
