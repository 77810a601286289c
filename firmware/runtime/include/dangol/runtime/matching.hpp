#pragma once

#include <functional>
#include <memory>

#include "dangol/gallery/gallery_index.hpp"

namespace dangol::runtime {

// The highest score at which a face is taken for somebody, by what that is believed for. They depend on how many people
// are enrolled: among more, a stranger finds somebody alike more easily.
struct AcceptScores {
  double greeting = 0;
  double attendance = 0;
  double access = 0;
  friend bool operator==(const AcceptScores&, const AcceptScores&) = default;
};

// What faces are compared with, and how near is near enough. Replaced as a whole when people change. Never changed:
// thread-safe.
struct Matching {
  std::shared_ptr<const gallery::GalleryIndex> index;
  AcceptScores accept;
};

// How near is near enough among the people of this index.
using AcceptRule = std::function<AcceptScores(const gallery::GalleryIndex&)>;

}  // namespace dangol::runtime
