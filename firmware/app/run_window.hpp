#pragma once

#include <functional>
#include <memory>

#include "dangol/capture/camera_source.hpp"
#include "dangol/gallery/gallery.hpp"
#include "dangol/runtime/config.hpp"
#include "dangol/vision/model_bundle.hpp"

namespace dangol::app {

// Runs the kiosk with its screen until the window is closed, its file ends or stopped() says so. Returns the exit code.
// Throws what KioskWindow and KioskRuntime throw.
int runWindow(const runtime::Config& config, std::unique_ptr<capture::CameraSource> source,
              const vision::ModelBundle& models, gallery::Gallery gallery, const std::function<bool()>& stopped);

}  // namespace dangol::app
