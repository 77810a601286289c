#include "liveliness.hpp"

#include <algorithm>

namespace dangol::ui {
namespace {

constexpr auto kMoreTimeOffered = std::chrono::seconds(10);

auto minuteOf(const ViewState& state) {
  return std::chrono::floor<std::chrono::minutes>(state.now + state.local_offset);
}

// Which person or thing a screen is about; 0 where there is only one.
struct SubjectOf {
  std::uint64_t operator()(const GreetingScreen& screen) const { return screen.id; }
  std::uint64_t operator()(const AttendanceScreen& screen) const { return screen.id * 2 + (screen.recorded ? 1 : 0); }
  std::uint64_t operator()(const MessageScreen& screen) const { return static_cast<std::uint64_t>(screen.kind); }
  std::uint64_t operator()(const PinScreen& screen) const { return static_cast<std::uint64_t>(screen.whose); }
  template <class Other>
  std::uint64_t operator()(const Other&) const {
    return 0;
  }
};

struct CountdownOf {
  std::optional<SteadyTime> operator()(const GreetingScreen& screen) const { return screen.until; }
  std::optional<SteadyTime> operator()(const AccessScreen& screen) const { return screen.countdown.until; }
  std::optional<SteadyTime> operator()(const MessageScreen& screen) const { return screen.countdown.until; }
  std::optional<SteadyTime> operator()(const EnrolDoneScreen& screen) const { return screen.countdown.until; }
  std::optional<SteadyTime> operator()(const AttendanceScreen& screen) const {
    return screen.countdown ? std::optional(screen.countdown->until) : std::nullopt;
  }
  template <class Other>
  std::optional<SteadyTime> operator()(const Other&) const {
    return std::nullopt;
  }
};

}  // namespace

bool sameScreen(const ViewState& a, const ViewState& b) {
  return a.screen.index() == b.screen.index() && std::visit(SubjectOf{}, a.screen) == std::visit(SubjectOf{}, b.screen);
}

bool looksTheSame(const ViewState& a, const ViewState& b) {
  return a.screen == b.screen && minuteOf(a) == minuteOf(b) && a.language == b.language && a.theme == b.theme &&
         a.ease == b.ease && a.capabilities == b.capabilities && a.faults == b.faults && a.status == b.status &&
         a.timeout.has_value() == b.timeout.has_value();
}

std::optional<SteadyTime> runsDownUntil(const ViewState& state) { return std::visit(CountdownOf{}, state.screen); }

bool offersMoreTime(const ViewState& state, SteadyTime now) {
  return state.timeout && now >= state.timeout->until - kMoreTimeOffered && now < state.timeout->until;
}

std::optional<LiveView> liveViewOf(const ViewState& state) {
  if (const auto* seeing = std::get_if<SeeingScreen>(&state.screen)) return LiveView{seeing->progress, seeing->face};
  if (const auto* capture = std::get_if<EnrolCaptureScreen>(&state.screen)) {
    return LiveView{capture->progress, capture->face};
  }
  if (const auto* camera = std::get_if<AdminCameraScreen>(&state.screen)) return LiveView{0, camera->face};
  return std::nullopt;
}

bool takesLetters(const ViewState& state) {
  if (screenOf(state) == Screen::EnrolName) return true;
  const auto* people = std::get_if<AdminPeopleScreen>(&state.screen);
  return people != nullptr && people->typing;
}

}  // namespace dangol::ui
