#pragma once

#include <filesystem>

#include "dangol/gallery/cohort_model.hpp"
#include "dangol/gallery/threshold_model.hpp"

namespace dangol::gallery {

// The small models of strangers that come with Dangol (gallery/models/ in the source tree). Each file is hashed in
// memory before it is parsed, and refused when it is not the one this program was built for. Reentrant.
class ShippedModels {
 public:
  // Looks at nothing yet.
  explicit ShippedModels(std::filesystem::path folder);

  // Where they are unless somebody says otherwise: the folder in the environment variable DANGOL_GALLERY_MODELS, else
  // /usr/share/dangol/gallery-models when this program is installed, else the source tree's gallery/models.
  [[nodiscard]] static std::filesystem::path defaultFolder();

  // Throws CohortError when the file is missing, cannot be read or is another one.
  [[nodiscard]] CohortModel cohort() const;
  // Throws ThresholdError likewise.
  [[nodiscard]] ThresholdModel thresholds() const;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace dangol::gallery
