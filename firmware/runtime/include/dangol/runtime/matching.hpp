#pragma once

#include <functional>
#include <memory>

#include "dangol/gallery/acceptance.hpp"
#include "dangol/gallery/gallery_index.hpp"

namespace dangol::runtime {

// What faces are compared with, and how near is near enough. Replaced as a whole when people change. Never changed:
// thread-safe.
struct Matching {
  std::shared_ptr<const gallery::GalleryIndex> index;
  gallery::AcceptScores accept;
};

// How near is near enough among the people of this index.
using AcceptRule = std::function<gallery::AcceptScores(const gallery::GalleryIndex&)>;

// The rule that keeps a promise about strangers among however many are enrolled: by what was measured on other people,
// corrected by how those enrolled score against each other. For indexes with a score model.
[[nodiscard]] AcceptRule promise(gallery::StrangersPer1000 strangers,
                                 std::shared_ptr<const gallery::ThresholdModel> thresholds);
// The same by the thresholds that come with Dangol. Throws gallery::ThresholdError when their file is missing or
// altered.
[[nodiscard]] AcceptRule shippedPromise(gallery::StrangersPer1000 strangers);

}  // namespace dangol::runtime
