#include "command.hpp"

#include <memory>

#include "dangol/gallery/shipped_models.hpp"

namespace dangol::enroll {

gallery::Gallery openGallery(const Settings& settings, gallery::Access access) {
  std::error_code ignored;
  if (!std::filesystem::exists(settings.gallery, ignored)) {
    throw CommandError(ExitCode::NotFound, "there is no gallery at " + settings.gallery.string() +
                                               "; create one with 'dangol init', or name another with --gallery");
  }
  return gallery::Gallery::open(settings.gallery, vision::ModelBundle::embeddingModelId(), access);
}

gallery::Gallery openScoringGallery(const Settings& settings, gallery::Access access) {
  auto gallery = openGallery(settings, access);
  const gallery::ShippedModels shipped(gallery::ShippedModels::defaultFolder());
  gallery.useScores(std::make_shared<const gallery::ScoreModel>(shipped.cohort()));
  return gallery;
}

}  // namespace dangol::enroll
