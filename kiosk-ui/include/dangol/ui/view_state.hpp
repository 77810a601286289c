#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dangol/ui/actions.hpp"
#include "dangol/ui/admin_screens.hpp"
#include "dangol/ui/screens.hpp"
#include "dangol/ui/values.hpp"

// What the kiosk shows: plain values, with the actions the whole contract between the screen and the rest.
namespace dangol::ui {

// What a touch may ask for on this kiosk. A button exists on the screen exactly when its flag is set.
struct Capabilities {
  bool pin = false;             // UsePin
  bool call_staff = false;      // CallStaff
  bool code = false;            // UseCode: a reader for QR codes or badges is there
  bool become_regular = false;  // BecomeRegular
  bool admin = false;           // OpenAdmin
  bool ease = false;            // OpenEase, SetLanguage
  bool attendance = false;      // AdminPage::Present
  friend bool operator==(const Capabilities&, const Capabilities&) = default;
};

// Figures for whoever runs the kiosk, one small line at the bottom edge.
struct StatusFigures {
  std::string version;
  double camera_fps = 0;
  int people = 0;
  std::chrono::milliseconds latency{0};  // from a good face to a decision; 0: not yet measured
  friend bool operator==(const StatusFigures&, const StatusFigures&) = default;
};

// Everything the kiosk shows. Copies are cheap: the frame is shared.
struct ViewState {
  using ScreenData =
      std::variant<IdleScreen, SeeingScreen, GreetingScreen, UnknownScreen, FaultScreen, PinScreen, CodeScreen,
                   AttendanceScreen, AccessScreen, MessageScreen, EaseScreen, EnrolNameScreen, EnrolConsentScreen,
                   EnrolCaptureScreen, EnrolDoneScreen, StaffDisplayScreen, AdminMenuScreen, AdminEventsScreen,
                   AdminPresentScreen, AdminPeopleScreen, AdminPersonScreen, AdminCameraScreen, AdminSettingsScreen,
                   AdminDiagnosticsScreen>;
  ScreenData screen;

  WallTime now;
  std::chrono::minutes local_offset{0};  // local time minus UTC
  Language language = Language::Korean;  // the kiosk's own
  ThemeKind theme = ThemeKind::Light;
  Ease ease;
  Capabilities capabilities;
  std::vector<Fault> faults;            // most serious first. Outside FaultScreen the first is shown as a small strip.
  vision::FramePtr preview;             // the newest picture; null while there is none
  std::optional<StatusFigures> status;  // unset: not shown
  // When what is shown ends by itself because nobody touches anything: near its end a bar offers more time.
  std::optional<Countdown> timeout;
};

// Which screen a state shows, in the variant's order.
enum class Screen {
  Idle,
  Seeing,
  Greeting,
  Unknown,
  Fault,
  Pin,
  Code,
  Attendance,
  Access,
  Message,
  Ease,
  EnrolName,
  EnrolConsent,
  EnrolCapture,
  EnrolDone,
  StaffDisplay,
  AdminMenu,
  AdminEvents,
  AdminPresent,
  AdminPeople,
  AdminPerson,
  AdminCamera,
  AdminSettings,
  AdminDiagnostics
};
[[nodiscard]] inline Screen screenOf(const ViewState& state) { return static_cast<Screen>(state.screen.index()); }
static_assert(std::variant_size_v<ViewState::ScreenData> == static_cast<std::size_t>(Screen::AdminDiagnostics) + 1);

}  // namespace dangol::ui
