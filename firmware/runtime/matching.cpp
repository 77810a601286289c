#include "dangol/runtime/matching.hpp"

#include <utility>

#include "dangol/gallery/shipped_models.hpp"

namespace dangol::runtime {

AcceptRule promise(gallery::StrangersPer1000 strangers, std::shared_ptr<const gallery::ThresholdModel> thresholds) {
  return [strangers, thresholds = std::move(thresholds)](const gallery::GalleryIndex& index) {
    return gallery::acceptScores(thresholds->adaptedTo(gallery::siteScores(index)), strangers, index);
  };
}

AcceptRule shippedPromise(gallery::StrangersPer1000 strangers) {
  const gallery::ShippedModels shipped(gallery::ShippedModels::defaultFolder());
  return promise(strangers, std::make_shared<const gallery::ThresholdModel>(shipped.thresholds()));
}

}  // namespace dangol::runtime
