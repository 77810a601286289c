// What the findings of PlacementCheck are called, and what to do about them.

#include <cstdlib>

#include "dangol/vision/placement_check.hpp"

namespace dangol::vision {

std::string_view name(PlacementAspect aspect) {
  switch (aspect) {
    case PlacementAspect::FrameRate:
      return "frame_rate";
    case PlacementAspect::Jitter:
      return "jitter";
    case PlacementAspect::RoomLight:
      return "room_light";
    case PlacementAspect::Glare:
      return "glare";
    case PlacementAspect::Noise:
      return "noise";
    case PlacementAspect::FaceSize:
      return "face_size";
    case PlacementAspect::FaceLight:
      return "face_light";
    case PlacementAspect::FaceContrast:
      return "face_contrast";
    case PlacementAspect::Backlight:
      return "backlight";
    case PlacementAspect::FaceSharpness:
      return "face_sharpness";
    case PlacementAspect::CameraHeight:
      return "camera_height";
    case PlacementAspect::CameraSide:
      return "camera_side";
    case PlacementAspect::CameraTilt:
      return "camera_tilt";
  }
  std::abort();
}

std::string_view name(PlacementProblem problem) {
  switch (problem) {
    case PlacementProblem::FewPictures:
      return "few_pictures";
    case PlacementProblem::UnevenPictures:
      return "uneven_pictures";
    case PlacementProblem::RoomTooDark:
      return "room_too_dark";
    case PlacementProblem::RoomTooBright:
      return "room_too_bright";
    case PlacementProblem::Glare:
      return "glare";
    case PlacementProblem::Noisy:
      return "noisy";
    case PlacementProblem::FacesTooSmall:
      return "faces_too_small";
    case PlacementProblem::FacesTooLarge:
      return "faces_too_large";
    case PlacementProblem::FacesTooDark:
      return "faces_too_dark";
    case PlacementProblem::FacesTooBright:
      return "faces_too_bright";
    case PlacementProblem::FacesTooFlat:
      return "faces_too_flat";
    case PlacementProblem::LightFromBehind:
      return "light_from_behind";
    case PlacementProblem::OutOfFocus:
      return "out_of_focus";
    case PlacementProblem::BlurredMotion:
      return "blurred_motion";
    case PlacementProblem::CameraTooHigh:
      return "camera_too_high";
    case PlacementProblem::CameraTooLow:
      return "camera_too_low";
    case PlacementProblem::CameraTooFarLeft:
      return "camera_too_far_left";
    case PlacementProblem::CameraTooFarRight:
      return "camera_too_far_right";
    case PlacementProblem::CameraTilted:
      return "camera_tilted";
  }
  std::abort();
}

std::string_view advice(PlacementProblem problem) {
  switch (problem) {
    case PlacementProblem::FewPictures:
      return "add light (cameras expose longer in the dark), end other programs that use the camera, or try another "
             "cable or port";
    case PlacementProblem::UnevenPictures:
      return "end other programs that keep the CPU or the network busy; a cable beats Wi-Fi";
    case PlacementProblem::RoomTooDark:
      return "switch on a light, best in front of the people";
    case PlacementProblem::RoomTooBright:
      return "turn the tablet away from the window, or lower the blind";
    case PlacementProblem::Glare:
      return "turn the tablet away from the window or lamp it sees, or lower the blind";
    case PlacementProblem::Noisy:
      return "add light: a camera that sees too little of it makes up grain";
    case PlacementProblem::FacesTooSmall:
      return "move the tablet nearer to where people stand, or ask the camera for a larger picture";
    case PlacementProblem::FacesTooLarge:
      return "move the tablet away from where people stand";
    case PlacementProblem::FacesTooDark:
      return "light the faces from the front: a small lamp above the tablet is enough";
    case PlacementProblem::FacesTooBright:
      return "take away or soften the light that shines into people's faces";
    case PlacementProblem::FacesTooFlat:
      return "wipe the lens, and keep windows and lamps from shining into it";
    case PlacementProblem::LightFromBehind:
      return "turn the tablet away from the window: light is to fall on the faces, not to come from behind them";
    case PlacementProblem::OutOfFocus:
      return "wipe the lens, take off its film, and focus the camera on where people stand";
    case PlacementProblem::BlurredMotion:
      return "add light, so that the camera exposes for a shorter time; fix the tablet if it shakes";
    case PlacementProblem::CameraTooHigh:
      return "lower the tablet: it sees the faces from above";
    case PlacementProblem::CameraTooLow:
      return "raise the tablet towards eye level: it sees the faces from below";
    case PlacementProblem::CameraTooFarLeft:
      return "move the tablet to the right of its picture, where people look";
    case PlacementProblem::CameraTooFarRight:
      return "move the tablet to the left of its picture, where people look";
    case PlacementProblem::CameraTilted:
      return "level the tablet: its picture is tilted";
  }
  std::abort();
}

}  // namespace dangol::vision
