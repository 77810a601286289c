#pragma once

#include <functional>
#include <memory>

#include "dangol/capture/camera_source.hpp"
#include "dangol/gallery/gallery.hpp"
#include "dangol/runtime/config.hpp"
#include "dangol/vision/model_bundle.hpp"

namespace dangol::app {

// Runs the kiosk without a screen until its file ends or stopped() says so: a line of JSON on standard output for each
// sighting and each fault, and a summary line at the end. Returns the exit code. Throws what KioskRuntime throws.
int runHeadless(const runtime::Config& config, std::unique_ptr<capture::CameraSource> source,
                const vision::ModelBundle& models, gallery::Gallery gallery, const std::function<bool()>& stopped);

}  // namespace dangol::app
