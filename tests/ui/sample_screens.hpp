#pragma once

#include <string>
#include <vector>

#include "sample_states.hpp"

// Every screen in its interesting states, with invented people, for tests and for looking at.
namespace dangol::test {

struct NamedState {
  std::string name;
  ui::ViewState state;
};

inline constexpr ui::SteadyTime kShownAt{std::chrono::hours(1)};

inline ui::Countdown countdownFrom(ui::SteadyTime since, int seconds) {
  return {since, since + std::chrono::seconds(seconds)};
}

inline ui::WallTime todayAt(int hour, int minute) { return stateAt(hour, minute, ui::Language::Korean).now; }

template <class Screen>
ui::ViewState stateOf(Screen screen, ui::Language language, int hour = 8, int minute = 13) {
  ui::ViewState state = stateAt(hour, minute, language);
  state.capabilities = {.pin = true,
                        .call_staff = true,
                        .code = true,
                        .become_regular = true,
                        .admin = true,
                        .ease = true,
                        .attendance = true};
  state.screen = std::move(screen);
  return state;
}

// A consent text as long as real ones, and saying that it is none.
inline std::string sampleConsent(ui::Language language) {
  if (language == ui::Language::Korean) {
    return "# 이 글은 견본이에요\n실제 동의서는 가게 주인이 준비한 글로 바뀌어요.\n\n# 무엇을 저장하나요\n이름과, "
           "얼굴에서 "
           "계산한 숫자 묶음만 이 기기에 저장해요. 사진과 영상은 저장하지 않고, 어디로도 보내지 않아요.\n\n# 무엇에 "
           "쓰나요\n다음에 오셨을 때 먼저 알아보고 인사드리는 데에만 써요.\n\n# 얼마나 보관하나요\n일 년 동안 오지 "
           "않으시면 저절로 지워져요. 그 전에도 직원에게 말씀하시면 바로 지워 드려요.\n\n# 동의하지 않으면요\n아무 "
           "불편이 없어요. PIN이나 QR 코드를 쓰시거나 카운터에서 평소처럼 주문하시면 돼요.";
  }
  return "# This text is a sample\nThe owner’s own text takes its place.\n\n# What is stored\nYour name, and numbers "
         "computed from your face, on this device alone. No pictures and no videos are stored, and nothing is sent "
         "anywhere.\n\n# What it is for\nTo know you when you come again and say hello, and for nothing else.\n\n# How "
         "long\nIf you do not come for a year it is erased by itself; before that, whenever you ask a member of "
         "staff.\n\n# And if you say no\nNothing is lost: use a PIN or a QR code, or order at the counter as always.";
}

inline std::string sampleName(ui::Language language) {
  return language == ui::Language::Korean ? "김단골" : "Sample Regular";
}

inline std::string longName(ui::Language language) {
  return language == ui::Language::Korean ? "가나다라마바사아자차 카타파하거너더러머버서어저처커터퍼허고노"
                                          : "Maximiliana Exampleton-Placeholder of Nowhere";
}

inline ui::StaffDisplayScreen staffDisplay(ui::Language language) {
  const bool korean = language == ui::Language::Korean;
  ui::StaffDisplayScreen screen;
  screen.now = {.name = sampleName(language),
                .at = todayAt(8, 13),
                .visit = 12,
                .usual = korean ? "따뜻한 오트 라테, 연하게" : "Oat latte, hot, mild",
                .reward = ui::Reward{korean ? "쿠키 하나" : "a cookie", 0},
                .note = korean ? "견과류 알레르기" : "Allergic to nuts"};
  screen.before = {
      {.name = korean ? "이예시" : "Example Guest",
       .at = todayAt(8, 9),
       .visit = 3,
       .usual = korean ? "아메리카노" : "Americano"},
      {.name = longName(language), .at = todayAt(8, 2), .visit = 40, .usual = korean ? "바닐라 라테" : "Vanilla latte"},
      {.name = korean ? "박견본" : "Nobody Inparticular", .at = todayAt(7, 51), .usual = ""}};
  return screen;
}

inline ui::AdminDiagnosticsScreen diagnostics() {
  ui::AdminDiagnosticsScreen screen;
  screen.version = "0.1.0";
  screen.camera_fps = 29.8;
  screen.screen_fps = 4;
  screen.frames = 104'233;
  screen.frames_dropped = 812;
  screen.latency.count = 96;
  screen.latency.p50_ms = 412;
  screen.latency.p95_ms = 880;
  const std::vector<std::pair<int, double>> bars{{100, 0.05}, {200, 0.25}, {300, 0.6},  {400, 1.0},
                                                 {600, 0.7},  {800, 0.3},  {1200, 0.1}, {2000, 0.03}};
  for (const auto& [upto, share] : bars) screen.latency.bars.push_back({std::chrono::milliseconds(upto), share});
  screen.facts = {
      {"model", "dlib_face_recognition_resnet_model_v1"}, {"OpenGL", "4.5 (Mesa, llvmpipe)"}, {"faults", "0"}};
  return screen;
}

std::vector<NamedState> customerScreens(ui::Language language);
std::vector<NamedState> enrolmentScreens(ui::Language language);
std::vector<NamedState> adminScreens(ui::Language language);
// All of them.
std::vector<NamedState> everySample(ui::Language language);

inline std::vector<NamedState> customerScreens(ui::Language language) {
  const bool korean = language == ui::Language::Korean;
  const std::string name = sampleName(language);
  ui::GreetingScreen greeting{
      .id = 7, .name = name, .visit = 12, .since = kShownAt, .until = kShownAt + std::chrono::seconds(5)};
  ui::GreetingScreen treat = greeting;
  treat.reward = ui::Reward{korean ? "아메리카노 한 잔" : "a cup of coffee", 0};
  ui::GreetingScreen nearly = greeting;
  nearly.reward = ui::Reward{korean ? "쿠키" : "a cookie", 2};
  ui::GreetingScreen tall = greeting;
  tall.name = longName(language);
  ui::GreetingScreen odd = greeting;
  odd.name = korean ? "김😀단골 🎉 محمد" : "Łukasz 👩‍💻 Przykład";
  ui::GreetingScreen several = greeting;
  several.name_hidden = true;
  const ui::ViewState plainIdle = idleState(language);
  ui::ViewState faultyIdle = stateOf(ui::IdleScreen{}, language);
  faultyIdle.faults = {{ui::FaultKind::GalleryReadOnly, ""}};
  faultyIdle.status = ui::StatusFigures{"0.1.0", 29.7, 124, std::chrono::milliseconds(640)};
  ui::ViewState seeing = seeingState(ui::Hint::None, 0.66F, language);
  ui::ViewState dark = seeingState(ui::Hint::TooDark, 0, language);
  ui::ViewState pinTimeout = stateOf(ui::PinScreen{.typed = 2}, language);
  pinTimeout.timeout = ui::Countdown{kShownAt - std::chrono::seconds(25), kShownAt + std::chrono::seconds(8)};

  ui::AttendanceScreen work{
      .id = 3, .name = name, .next = ui::ClockAction::In, .countdown = countdownFrom(kShownAt, 4)};
  ui::AttendanceScreen leaving{.id = 4,
                               .name = name,
                               .state = ui::WorkState::In,
                               .state_since = todayAt(8, 58),
                               .next = ui::ClockAction::Out,
                               .others = {ui::ClockAction::BreakStart}};
  ui::AttendanceScreen recorded = work;
  recorded.recorded = {9, ui::ClockAction::In, todayAt(8, 13)};
  recorded.countdown = countdownFrom(kShownAt, 5);
  const auto fault = [&](std::vector<ui::Fault> faults) {
    ui::ViewState state = stateOf(ui::FaultScreen{}, language, 19, 5);
    state.faults = std::move(faults);
    return state;
  };
  return {
      {"idle", plainIdle},
      {"idle-full", stateOf(ui::IdleScreen{}, language)},
      {"idle-fault", faultyIdle},
      {"seeing", seeing},
      {"seeing-hint", dark},
      {"greeting", stateOf(greeting, language)},
      {"greeting-reward", stateOf(treat, language)},
      {"greeting-nearly", stateOf(nearly, language)},
      {"greeting-long", stateOf(tall, language)},
      {"greeting-odd", stateOf(odd, language)},
      {"greeting-several", stateOf(several, language)},
      {"unknown-plain", unknownState(ui::UnknownScreen::Reason::NotKnown, language)},
      {"unknown", stateOf(ui::UnknownScreen{ui::UnknownScreen::Reason::NotKnown}, language, 14, 40)},
      {"notsure", stateOf(ui::UnknownScreen{ui::UnknownScreen::Reason::NotSure}, language, 14, 40)},
      {"pin", stateOf(ui::PinScreen{.typed = 2}, language)},
      {"pin-wrong",
       stateOf(ui::PinScreen{.digits = {7, 2, 9, 0, 4, 1, 8, 3, 6, 5}, .problem = ui::PinScreen::Problem::Wrong},
               language)},
      {"pin-locked", stateOf(ui::PinScreen{.whose = ui::PinScreen::For::Admin,
                                           .typed = 6,
                                           .problem = ui::PinScreen::Problem::Locked,
                                           .locked_seconds = 27},
                             language)},
      {"pin-timeout", pinTimeout},
      {"code", stateOf(ui::CodeScreen{}, language)},
      {"code-refused", stateOf(ui::CodeScreen{true}, language)},
      {"attendance-in", stateOf(work, language, 8, 57)},
      {"attendance-out", stateOf(leaving, language, 18, 2)},
      {"attendance-done", stateOf(recorded, language)},
      {"access-granted", stateOf(ui::AccessScreen{true, name, {}, countdownFrom(kShownAt, 5)}, language)},
      {"access-refused", stateOf(ui::AccessScreen{false, "", {}, countdownFrom(kShownAt, 5)}, language)},
      {"message-staff",
       stateOf(ui::MessageScreen{ui::MessageScreen::Kind::StaffCalled, countdownFrom(kShownAt, 5)}, language)},
      {"message-undone",
       stateOf(ui::MessageScreen{ui::MessageScreen::Kind::GreetingUndone, countdownFrom(kShownAt, 5)}, language)},
      {"message-impossible",
       stateOf(ui::MessageScreen{ui::MessageScreen::Kind::NotPossible, countdownFrom(kShownAt, 5)}, language)},
      {"ease", stateOf(ui::EaseScreen{}, language)},
      {"staff-display", stateOf(staffDisplay(language), language)},
      {"staff-nobody", stateOf(ui::StaffDisplayScreen{.before = staffDisplay(language).before}, language)},
      {"fault-camera", fault({{ui::FaultKind::CameraLost, "/dev/video0"}})},
      {"fault-models", fault({{ui::FaultKind::ModelsMissing, "shape_predictor_5_face_landmarks.dat"},
                              {ui::FaultKind::DiskNearlyFull, ""}})},
      {"fault-stopped", fault({{ui::FaultKind::RecognitionStopped, ""}})},
      {"fault-gallery", fault({{ui::FaultKind::GalleryUnavailable, ""}, {ui::FaultKind::ClockWrong, "1970-01-01"}})},
      {"fault-readonly", fault({{ui::FaultKind::GalleryReadOnly, ""}})}};
}

inline std::vector<NamedState> enrolmentScreens(ui::Language language) {
  const bool korean = language == ui::Language::Korean;
  const auto layout = korean ? ui::KeyboardLayout::Hangul : ui::KeyboardLayout::Latin;
  ui::ViewState capture = stateOf(
      ui::EnrolCaptureScreen{ui::Pose::Left, ui::Hint::None, 0.45F, vision::FaceBox{230, 130, 180, 180}}, language);
  capture.preview = drawnFrame();
  return {{"enrol-name-empty", stateOf(ui::EnrolNameScreen{{.text = "", .layout = layout}, false}, language)},
          {"enrol-name",
           stateOf(ui::EnrolNameScreen{{.text = korean ? "김단고" : "Sample R", .layout = layout, .shift = true}, true},
                   language)},
          {"enrol-consent", stateOf(ui::EnrolConsentScreen{"2026-11", sampleConsent(language), false}, language)},
          {"enrol-consent-read", stateOf(ui::EnrolConsentScreen{"2026-11", sampleConsent(language), true}, language)},
          {"enrol-capture", capture},
          {"enrol-done", stateOf(ui::EnrolDoneScreen{sampleName(language), countdownFrom(kShownAt, 12)}, language)}};
}

inline std::vector<NamedState> adminScreens(ui::Language language) {
  using Kind = ui::AdminEventsScreen::Kind;
  const bool korean = language == ui::Language::Korean;
  const std::string name = sampleName(language);
  const std::string other = korean ? "이예시" : "Example Guest";
  ui::AdminEventsScreen events{{{todayAt(8, 13), Kind::Greeted, name},
                                {todayAt(8, 9), Kind::Undone, other},
                                {todayAt(8, 9), Kind::Greeted, other},
                                {todayAt(8, 4), Kind::Unknown, ""},
                                {todayAt(8, 2), Kind::NotSure, ""},
                                {todayAt(8, 1), Kind::ClockedIn, longName(language)},
                                {todayAt(7, 58), Kind::Refused, ""},
                                {todayAt(7, 55), Kind::Opened, name},
                                {todayAt(7, 40), Kind::BreakStarted, ""}}};
  ui::AdminPeopleScreen people;
  for (int i = 0; i < 14; ++i)
    people.entries.push_back({std::to_string(i), (i % 2 == 0 ? name : other) + " " + std::to_string(i + 1)});
  ui::AdminPeopleScreen searching = people;
  searching.entries.resize(3);
  searching.typing = true;
  searching.search = {.text = korean ? "단골" : "reg",
                      .layout = korean ? ui::KeyboardLayout::Hangul : ui::KeyboardLayout::Latin};
  const ui::AdminPersonScreen person{"1", name, todayAt(8, 13) - std::chrono::hours(24 * 40), 6, "2026-11", false};
  ui::AdminPersonScreen asked = person;
  asked.asked = true;
  ui::ViewState camera =
      stateOf(ui::AdminCameraScreen{vision::FaceBox{230, 130, 180, 180},
                                    ui::AdminCameraScreen::Figures{182, 60, -4, 9, 131, 21.4}, ui::Hint::None, 29.8},
              language);
  camera.preview = drawnFrame();
  return {{"admin-menu", stateOf(ui::AdminMenuScreen{124, 37}, language)},
          {"admin-events", stateOf(events, language)},
          {"admin-events-none", stateOf(ui::AdminEventsScreen{}, language)},
          {"admin-present", stateOf(ui::AdminPresentScreen{{{name, ui::WorkState::In, todayAt(7, 58)},
                                                            {other, ui::WorkState::OnBreak, todayAt(8, 5)}}},
                                    language)},
          {"admin-people", stateOf(people, language)},
          {"admin-search", stateOf(searching, language)},
          {"admin-person", stateOf(person, language)},
          {"admin-forget", stateOf(asked, language)},
          {"admin-camera", camera},
          {"admin-settings", stateOf(ui::AdminSettingsScreen{}, language)},
          {"admin-diagnostics", stateOf(diagnostics(), language)}};
}

inline std::vector<NamedState> everySample(ui::Language language) {
  auto all = customerScreens(language);
  for (auto& sample : enrolmentScreens(language)) all.push_back(std::move(sample));
  for (auto& sample : adminScreens(language)) all.push_back(std::move(sample));
  return all;
}

}  // namespace dangol::test
