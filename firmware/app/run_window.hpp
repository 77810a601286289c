#pragma once

#include <functional>
#include <memory>

#include "dangol/capture/camera_source.hpp"
#include "dangol/gallery/gallery.hpp"
#include "dangol/runtime/config.hpp"
#include "dangol/vision/model_bundle.hpp"
#include "kiosk_offers.hpp"
#include "view_model.hpp"

namespace dangol::app {

// What a run with a window needs beside the kiosk itself.
struct WindowRun {
  ViewModel::Role role = ViewModel::Role::Kiosk;
  int monitor = 0;  // of a full-screen window; 0: the primary
  KioskOffers offers = {};
  std::function<bool()> stopped;
};

// Runs the kiosk with its screen until the window is closed, its file ends or stopped() says so. Returns the exit code.
// Throws what KioskWindow and KioskRuntime throw.
int runWindow(const runtime::Config& config, std::unique_ptr<capture::CameraSource> source,
              const vision::ModelBundle& models, gallery::Gallery gallery, const WindowRun& run);

}  // namespace dangol::app
