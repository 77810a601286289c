#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "clip.hpp"
#include "dangol/runtime/control.hpp"
#include "dangol/runtime/recognition.hpp"
#include "dangol/vision/still_face_finder.hpp"
#include "fake_clock.hpp"

namespace dangol::test {

inline vision::ModelBundle assetModels() {
  return vision::ModelBundle(asset(vision::ModelBundle::fileName(vision::Model::FaceResNet)).parent_path());
}

// Good faces of a clip's first frames as templates: about one in 20 frames, at most five.
inline std::vector<gallery::NewTemplate> templatesFrom(const std::string& clip, std::size_t frames) {
  vision::StillFaceFinder finder(assetModels(), vision::QualityGate::enrolmentLimits());
  std::vector<gallery::NewTemplate> templates;
  for (const auto& frame : framesOf(clip, 20, frames / 20)) {
    const auto faces = finder.find(frame->view());
    if (faces.size() != 1 || !faces.front().report.good()) continue;
    templates.push_back({finder.embed(frame->view(), faces.front()), faces.front().report.quality.overall, clip});
    if (templates.size() == 5) break;
  }
  if (templates.size() < 3) throw std::runtime_error(clip + " has too few good faces");
  return templates;
}

struct Enrolled {
  std::string name;
  std::vector<gallery::NewTemplate> templates;
};

// What a kiosk said.
struct Said {
  std::vector<std::string> greeted;  // in their order
  int unknown = 0;
  int ambiguous = 0;
};

// Recognition and control, fed frame by frame, without threads: every run is the same.
class ReplayKiosk final : private runtime::SightingListener {
 public:
  explicit ReplayKiosk(const std::vector<Enrolled>& people, std::chrono::seconds visitWindow = std::chrono::seconds{60})
      : control_(
            galleryOf(people), configOf(visitWindow),
            [](const auto&) { return runtime::AcceptScores{.greeting = 0.25}; }, runtime::Control::Timing::Replayed,
            clock_, *this),
        matching_(control_.refreshMatching()) {}

  const runtime::Observation& see(const vision::Frame& frame) {
    observation_ = recognition_.process(frame, *matching_);
    control_.handle(observation_);
    return observation_;
  }

  [[nodiscard]] const Said& said() const { return said_; }

 private:
  static runtime::Config configOf(std::chrono::seconds visitWindow) {
    runtime::Config config;
    config.visits.window = visitWindow;
    return config;
  }
  static gallery::Gallery galleryOf(const std::vector<Enrolled>& people) {
    auto store = gallery::Gallery::inMemory(vision::ModelBundle::embeddingModelId());
    for (const Enrolled& person : people) {
      (void)store.enrol({.name = person.name}, person.templates, {.type = gallery::EventType::Enrolled});
    }
    return store;
  }
  void onSighting(const runtime::Sighting& sighting) override {
    switch (sighting.kind) {
      case runtime::SightingKind::Greeted:
        said_.greeted.push_back(sighting.person->name);
        break;
      case runtime::SightingKind::Unknown:
        ++said_.unknown;
        break;
      case runtime::SightingKind::Ambiguous:
        ++said_.ambiguous;
        break;
    }
  }

  Said said_;
  FakeClock clock_;
  runtime::Control control_;
  std::shared_ptr<const runtime::Matching> matching_;
  runtime::Recognition recognition_{runtime::Config::Recognition{}, assetModels()};
  runtime::Observation observation_;
};

}  // namespace dangol::test
