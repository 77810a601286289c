#include "face_hints.hpp"

#include <algorithm>

namespace dangol::app {

ui::Hint hintFor(const vision::QualityReport& report) {
  if (report.good()) return ui::Hint::None;
  switch (report.failure->issue) {
    case vision::QualityIssue::TooSmall:
      return ui::Hint::MoveCloser;
    case vision::QualityIssue::CutOff:
      return ui::Hint::LookHere;
    case vision::QualityIssue::TurnedSideways:
      return ui::Hint::LookHere;
    case vision::QualityIssue::TiltedUpOrDown:
    case vision::QualityIssue::HeadTilted:
      return ui::Hint::LookStraight;
    case vision::QualityIssue::TooDark:
    case vision::QualityIssue::TooFlat:
      return ui::Hint::TooDark;
    case vision::QualityIssue::TooBright:
      return ui::Hint::TooBright;
    case vision::QualityIssue::Blurred:
      return ui::Hint::HoldStill;
  }
  return ui::Hint::None;
}

const runtime::TrackReport* nearestFace(const runtime::Snapshot& snapshot) {
  if (!snapshot.observation) return nullptr;
  const auto found = std::ranges::find_if(snapshot.observation->tracks, &runtime::TrackReport::seen_now);
  return found == snapshot.observation->tracks.end() ? nullptr : &*found;
}

bool severalFaces(const runtime::Snapshot& snapshot) {
  return snapshot.observation &&
         std::ranges::count_if(snapshot.observation->tracks, &runtime::TrackReport::seen_now) > 1;
}

}  // namespace dangol::app
