#include "dangol/runtime/still_pictures.hpp"

#include <algorithm>

namespace dangol::runtime {
namespace {

// The detector finds even a picture on the wall a little elsewhere each time.
constexpr float kSamePlace = 0.6F;

}  // namespace

bool StillPictures::isPicture(const gallery::PersonId& person, const vision::FaceBox& box,
                              std::chrono::nanoseconds unmovedFor) {
  const bool known = std::ranges::any_of(pictures_, [&](const Picture& picture) {
    return picture.person == person && vision::intersectionOverUnion(picture.box, box) > kSamePlace;
  });
  if (known) return true;
  if (unmovedFor < kStillFor) return false;
  if (pictures_.size() == kMostPictures) pictures_.erase(pictures_.begin());
  pictures_.push_back({person, box});
  return true;
}

}  // namespace dangol::runtime
