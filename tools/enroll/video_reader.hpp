#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dangol/vision/face_embedder.hpp"
#include "dangol/vision/model_bundle.hpp"
#include "dangol/vision/template_picker.hpp"
#include "refusal.hpp"

namespace dangol::enroll {

// What part of which video or camera to look at.
struct VideoRequest {
  std::string uri;
  bool live = false;  // a camera: from_s is 0, and the clock runs from its first picture
  double from_s = 0;  // of the video's own time
  double to_s = 60;
  double same_person_distance = 0.5;
};

// The one person in a video.
struct VideoShots {
  std::string source;               // "file visit.mp4", "camera /dev/video0"; never with a password
  std::vector<vision::Shot> shots;  // the good moments, in their order, labelled "visit.mp4 at 00:12.4"
  std::vector<Refusal> refused;     // the person's other moments
  int moments = 0;                  // looked at: at most five a second
  int without_face = 0;
};

// Looks at a video as enrolment needs it. Two presences that never show together and look alike are one person who was
// out of view for a while. Whoever is seen most and largest is meant; a second person seen at least half as often and
// at least half as large makes the video refused.
// Throws CommandError: NotFound (no such file), Refused (not a video, nothing in the window, several people), Error
// (the camera gives no picture), Interrupted. Throws vision::VisionError when a model is missing or altered.
[[nodiscard]] VideoShots readVideo(const vision::ModelBundle& models, const VideoRequest& request);

}  // namespace dangol::enroll
