#include "admin_area.hpp"

#include <algorithm>
#include <utility>

#include "face_hints.hpp"

namespace dangol::app {
namespace {

using ui::AdminPage;

constexpr std::chrono::seconds kPatience{120};

// What of the log is for the owner's eyes on the kiosk; nothing for the rest.
std::optional<ui::AdminEventsScreen::Kind> kindOf(gallery::EventType type) {
  using Kind = ui::AdminEventsScreen::Kind;
  if (type == gallery::EventType::Greeted) return Kind::Greeted;
  if (type == gallery::EventType::GreetingUndone) return Kind::Undone;
  if (type == gallery::EventType::ClockedIn) return Kind::ClockedIn;
  if (type == gallery::EventType::ClockedOut) return Kind::ClockedOut;
  if (type == gallery::EventType::BreakStarted) return Kind::BreakStarted;
  if (type == gallery::EventType::BreakEnded) return Kind::BreakEnded;
  if (type == gallery::EventType::Denied) return Kind::Refused;
  return std::nullopt;
}

gallery::WallTime startOfDay(const runtime::Clock& clock) {
  const auto offset = clock.localOffset();
  return std::chrono::floor<std::chrono::days>(clock.wall() + offset) - offset;
}

}  // namespace

void AdminArea::enter(runtime::AdminId admin, vision::SteadyTime now) {
  admin_ = admin;
  page_ = AdminPage::Menu;
  person_.reset();
  typing_ = false;
  search_ = ui::TextEntry();
  touchedAt_ = now;
}

void AdminArea::leave() {
  if (admin_) static_cast<void>(post_(runtime::AdminLogout{*admin_}));
  admin_.reset();
}

std::optional<ui::Countdown> AdminArea::timeout() const {
  if (!admin_) return std::nullopt;
  return ui::Countdown{touchedAt_, touchedAt_ + kPatience};
}

void AdminArea::ask(const runtime::Clock& clock) {
  if (reader_ != nullptr) reader_->ask(search_.trimmed(), startOfDay(clock));
}

void AdminArea::go(AdminPage page, const runtime::Clock& clock) {
  page_ = page;
  person_.reset();
  typing_ = false;
  ask(clock);
}

bool AdminArea::handle(const ui::UiAction& action, const runtime::Clock& clock) {
  if (!admin_) return false;
  touchedAt_ = clock.steady();
  if (const auto* to = std::get_if<ui::GoToPage>(&action)) {
    go(to->page, clock);
  } else if (std::holds_alternative<ui::SearchPeople>(action)) {
    typing_ = true;
  } else if (const auto* shown = std::get_if<ui::ShowPerson>(&action)) {
    person_ = shown->id;
    asked_ = false;
  } else if (const auto* forget = std::get_if<ui::ForgetPerson>(&action)) {
    if (std::exchange(asked_, true) && !forgetting_) {
      forgetting_ = post_(runtime::ForgetPerson{*admin_, gallery::PersonId{forget->id}});
    }
  } else if (std::holds_alternative<ui::Dismiss>(action)) {
    if (typing_) {
      typing_ = false;
    } else {
      leave();
    }
  } else if (std::holds_alternative<ui::EnterKey>(action)) {
    typing_ = false;
  } else if (typing_) {
    search_.handle(action);
    ask(clock);
  } else {
    return false;
  }
  return true;
}

void AdminArea::update(const runtime::Snapshot& snapshot, vision::SteadyTime now) {
  for (const runtime::Answer& answer : snapshot.answers) {
    if (forgetting_ != answer.request) continue;
    forgetting_.reset();
    asked_ = false;
    forgotten_ = answer.outcome == runtime::Outcome::Done;
    if (forgotten_) person_.reset();
  }
  if (admin_ && now >= touchedAt_ + kPatience) leave();
}

ui::AdminEventsScreen AdminArea::events() const {
  ui::AdminEventsScreen screen;
  if (reader_ == nullptr) return screen;
  const auto view = reader_->view();
  for (auto event = view->events.rbegin(); event != view->events.rend(); ++event) {
    const auto kind = kindOf(event->type);
    if (!kind) continue;
    ui::AdminEventsScreen::Entry entry{event->at, *kind, ""};
    const auto who = std::ranges::find_if(view->named, [&](const auto& p) { return event->person == p.id; });
    if (who != view->named.end()) entry.name = who->name;
    screen.entries.push_back(std::move(entry));
  }
  return screen;
}

ui::AdminPeopleScreen AdminArea::people() const {
  ui::AdminPeopleScreen screen;
  screen.search = search_.typed();
  screen.typing = typing_;
  if (reader_ == nullptr) return screen;
  for (const auto& person : reader_->view()->people) screen.entries.push_back({person.id.value, person.name});
  return screen;
}

std::optional<ui::AdminPersonScreen> AdminArea::person() const {
  if (!person_ || reader_ == nullptr) return std::nullopt;
  const auto view = reader_->view();
  const auto found = std::ranges::find_if(view->named, [&](const auto& p) { return p.id.value == *person_; });
  if (found == view->named.end()) return std::nullopt;
  ui::AdminPersonScreen screen;
  screen.id = found->id.value;
  screen.name = found->name;
  screen.enrolled_at = found->enrolledAt;
  screen.templates = found->templates;
  screen.asked = asked_;
  return screen;
}

ui::ViewState::ScreenData AdminArea::screen(const runtime::Snapshot& snapshot, const Figures& figures,
                                            double least_face_px) const {
  switch (page_) {
    case AdminPage::Events:
      return events();
    case AdminPage::Present:
      return ui::AdminPresentScreen{};
    case AdminPage::People:
      if (auto screen = person()) return *screen;
      return people();
    case AdminPage::Camera: {
      ui::AdminCameraScreen screen;
      screen.camera_fps = figures.camera_fps;
      const auto* face = nearestFace(snapshot);
      if (face == nullptr || !face->quality) return screen;
      const vision::FaceQuality& quality = face->quality->quality;
      screen.face = face->box;
      screen.hint = hintFor(*face->quality);
      screen.figures = ui::AdminCameraScreen::Figures{quality.face_px,   least_face_px,      quality.yaw_deg,
                                                      quality.pitch_deg, quality.brightness, quality.sharpness};
      return screen;
    }
    case AdminPage::Settings:
      return ui::AdminSettingsScreen{};
    case AdminPage::Diagnostics: {
      ui::AdminDiagnosticsScreen screen;
      screen.version = figures.version;
      screen.camera_fps = figures.camera_fps;
      screen.screen_fps = figures.screen_fps;
      screen.frames = figures.run.frames_processed;
      screen.frames_dropped = figures.run.frames_dropped;
      screen.latency = figures.latency;
      screen.facts = {{"model", figures.model}};
      for (const auto& fault : snapshot.faults) screen.facts.emplace_back(runtime::name(fault.fault), fault.reason);
      return screen;
    }
    case AdminPage::Menu:
      break;
  }
  return ui::AdminMenuScreen{static_cast<int>(snapshot.people), static_cast<int>(events().entries.size())};
}

}  // namespace dangol::app
