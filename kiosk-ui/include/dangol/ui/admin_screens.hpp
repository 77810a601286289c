#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dangol/ui/values.hpp"

// The owner's screens, behind the admin PIN, each a plain value.
namespace dangol::ui {

enum class AdminPage { Menu, Events, Present, People, Camera, Settings, Diagnostics };

struct AdminMenuScreen {
  int people = 0;
  int events_today = 0;
  friend bool operator==(const AdminMenuScreen&, const AdminMenuScreen&) = default;
};

// What happened today, newest first.
struct AdminEventsScreen {
  enum class Kind {
    Greeted,
    Unknown,
    NotSure,
    Undone,
    ClockedIn,
    ClockedOut,
    BreakStarted,
    BreakEnded,
    Opened,
    Refused
  };
  struct Entry {
    WallTime at = {};
    Kind kind = Kind::Greeted;
    std::string name = {};  // empty: nobody, or forgotten since
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  std::vector<Entry> entries = {};
  friend bool operator==(const AdminEventsScreen&, const AdminEventsScreen&) = default;
};

// Who is at work now.
struct AdminPresentScreen {
  struct Entry {
    std::string name = {};
    WorkState state = WorkState::In;
    WallTime since = {};
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  std::vector<Entry> entries = {};
  friend bool operator==(const AdminPresentScreen&, const AdminPresentScreen&) = default;
};

// Everybody enrolled whose name fits what is searched for.
struct AdminPeopleScreen {
  struct Entry {
    std::string id = {};  // comes back in ShowPerson
    std::string name = {};
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  std::vector<Entry> entries = {};
  TypedText search = {};
  bool typing = false;  // the keyboard is shown
  friend bool operator==(const AdminPeopleScreen&, const AdminPeopleScreen&) = default;
};

struct AdminPersonScreen {
  std::string id = {};
  std::string name = {};
  WallTime enrolled_at = {};
  int templates = 0;
  std::string consent_version = {};  // empty: none on record
  bool asked = false;                // "Forget" was touched once; the second time it is done
  friend bool operator==(const AdminPersonScreen&, const AdminPersonScreen&) = default;
};

// The live picture with the figures of the nearest face, for placing the camera.
struct AdminCameraScreen {
  struct Figures {
    double width_px = 0;  // of the face
    double least_width_px = 0;
    double yaw_deg = 0;
    double pitch_deg = 0;
    double brightness = 0;  // of the face, 0 to 255
    double sharpness = 0;
    friend bool operator==(const Figures&, const Figures&) = default;
  };
  std::optional<vision::FaceBox> face = {};
  std::optional<Figures> figures = {};  // set when a face is seen
  Hint hint = Hint::None;
  double camera_fps = 0;
  friend bool operator==(const AdminCameraScreen&, const AdminCameraScreen&) = default;
};

// What is safe to change on the spot: ViewState::language, ::theme and ::ease.
struct AdminSettingsScreen {
  friend bool operator==(const AdminSettingsScreen&, const AdminSettingsScreen&) = default;
};

struct AdminDiagnosticsScreen {
  // How long something took, as a histogram: the share of the highest bar, 0 to 1.
  struct Histogram {
    struct Bar {
      std::chrono::milliseconds upto;
      double share = 0;
      friend bool operator==(const Bar&, const Bar&) = default;
    };
    std::vector<Bar> bars = {};
    std::uint64_t count = 0;
    double p50_ms = 0;
    double p95_ms = 0;
    friend bool operator==(const Histogram&, const Histogram&) = default;
  };
  std::string version = {};
  double camera_fps = 0;
  double screen_fps = 0;
  std::uint64_t frames = 0;
  std::uint64_t frames_dropped = 0;
  Histogram latency = {};  // from a good face to a greeting
  std::vector<std::pair<std::string, std::string>> facts =
      {};  // name and value: "model", "dlib_face_recognition_resnet_v1"
  friend bool operator==(const AdminDiagnosticsScreen&, const AdminDiagnosticsScreen&) = default;
};

}  // namespace dangol::ui
