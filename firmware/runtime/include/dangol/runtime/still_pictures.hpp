#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

#include "dangol/gallery/types.hpp"
#include "dangol/vision/face.hpp"

namespace dangol::runtime {

// Tells posters and portraits from people: a living face blinks, breathes and turns within seconds. Where a picture of
// whom hangs is remembered, so that it is known again after somebody stood in front of it. Reentrant; not thread-safe.
class StillPictures {
 public:
  static constexpr std::chrono::seconds kStillFor{20};

  // A face that was named after this person, and for how long nothing in the box or around it moved. Whether it is a
  // picture. That says nothing about the person's own face, which is never in the same place for long.
  [[nodiscard]] bool isPicture(const gallery::PersonId& person, const vision::FaceBox& box,
                               std::chrono::nanoseconds unmovedFor);

 private:
  struct Picture {
    gallery::PersonId person;
    vision::FaceBox box;
  };
  static constexpr std::size_t kMostPictures = 64;  // a wall full of portraits; the oldest is forgotten first
  std::vector<Picture> pictures_;
};

}  // namespace dangol::runtime
