#pragma once

#include "scene.hpp"

namespace dangol::ui {

void drawIdle(const Scene& scene, const IdleScreen& screen);
void drawSeeing(const Scene& scene, const SeeingScreen& screen);
void drawGreeting(const Scene& scene, const GreetingScreen& screen);
void drawUnknown(const Scene& scene, const UnknownScreen& screen);
void drawFault(const Scene& scene, const FaultScreen& screen);
void drawPin(const Scene& scene, const PinScreen& screen);
void drawCode(const Scene& scene, const CodeScreen& screen);
void drawAttendance(const Scene& scene, const AttendanceScreen& screen);
void drawAccess(const Scene& scene, const AccessScreen& screen);
void drawMessage(const Scene& scene, const MessageScreen& screen);
void drawEase(const Scene& scene, const EaseScreen& screen);
void drawEnrolName(const Scene& scene, const EnrolNameScreen& screen);
void drawEnrolConsent(const Scene& scene, const EnrolConsentScreen& screen);
void drawEnrolCapture(const Scene& scene, const EnrolCaptureScreen& screen);
void drawEnrolDone(const Scene& scene, const EnrolDoneScreen& screen);
void drawStaffDisplay(const Scene& scene, const StaffDisplayScreen& screen);
void drawAdminMenu(const Scene& scene, const AdminMenuScreen& screen);
void drawAdminEvents(const Scene& scene, const AdminEventsScreen& screen);
void drawAdminPresent(const Scene& scene, const AdminPresentScreen& screen);
void drawAdminPeople(const Scene& scene, const AdminPeopleScreen& screen);
void drawAdminPerson(const Scene& scene, const AdminPersonScreen& screen);
void drawAdminCamera(const Scene& scene, const AdminCameraScreen& screen);
void drawAdminSettings(const Scene& scene, const AdminSettingsScreen& screen);
void drawAdminDiagnostics(const Scene& scene, const AdminDiagnosticsScreen& screen);

// What lies behind every screen, on the palette's background, and what may lie over it.
void drawBackground(const Scene& scene);
void drawNotices(const Scene& scene);
// Near the end of ViewState::timeout, an offer of more time. Reacts to touches; comes before the screen, whose own
// places it covers.
void drawMoreTime(const Scene& scene);
void drawDimming(const Scene& scene);

// The state's own screen.
void drawScreen(const Scene& scene);

}  // namespace dangol::ui
