#include "admin_area.hpp"

#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "fake_clock.hpp"
#include "temp_folder.hpp"

using namespace dangol;
using std::chrono::seconds;

namespace {

const vision::ModelId kModel{"test-model"};

// Counts what the reader has answered, and waits for it.
struct Answered {
  std::mutex mutex;
  std::condition_variable changed;
  int count = 0;
  void wake() {
    const std::lock_guard lock(mutex);
    ++count;
    changed.notify_all();
  }
  void waitFor(int wanted) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return count >= wanted; });
  }
};

struct Area {
  test::FakeClock clock;
  std::vector<runtime::Command> commands;
  runtime::Snapshot snapshot;
  app::AdminArea area;

  explicit Area(app::GalleryReader* reader = nullptr)
      : area(reader, [this](runtime::Command command) {
          commands.push_back(std::move(command));
          return std::optional(runtime::RequestId{commands.size()});
        }) {
    area.enter(runtime::AdminId{4}, clock.steadyNow);
  }
  template <class Wanted>
  Wanted as() {
    const auto shown = area.screen(snapshot, {}, 60);
    REQUIRE(std::holds_alternative<Wanted>(shown));
    return std::get<Wanted>(shown);
  }
};

}  // namespace

TEST_CASE("nobody without the admin PIN gets anywhere") {
  Area outside;
  outside.area.leave();
  CHECK_FALSE(outside.area.handle(ui::GoToPage{ui::AdminPage::People}, outside.clock));
  CHECK_FALSE(outside.area.admin());
  CHECK_FALSE(outside.area.timeout());
}

TEST_CASE("the owner goes from page to page and leaves by the way back") {
  Area owner;
  owner.snapshot.people = 12;
  CHECK(owner.as<ui::AdminMenuScreen>().people == 12);
  owner.area.handle(ui::GoToPage{ui::AdminPage::Settings}, owner.clock);
  owner.as<ui::AdminSettingsScreen>();
  owner.area.handle(ui::GoToPage{ui::AdminPage::Menu}, owner.clock);
  owner.area.handle(ui::Dismiss{}, owner.clock);
  CHECK_FALSE(owner.area.admin());
  REQUIRE(owner.commands.size() == 1);
  CHECK(std::holds_alternative<runtime::AdminLogout>(owner.commands.front()));
}

TEST_CASE("an owner who walks away is logged out") {
  Area owner;
  owner.clock.steadyNow += seconds{119};
  owner.area.update(owner.snapshot, owner.clock.steadyNow);
  CHECK(owner.area.admin());
  owner.clock.steadyNow += seconds{1};
  owner.area.update(owner.snapshot, owner.clock.steadyNow);
  CHECK_FALSE(owner.area.admin());
}

TEST_CASE("the camera page shows figures of the nearest face and none without one") {
  Area owner;
  owner.area.handle(ui::GoToPage{ui::AdminPage::Camera}, owner.clock);
  CHECK_FALSE(owner.as<ui::AdminCameraScreen>().figures);
  runtime::TrackReport track;
  track.seen_now = true;
  track.quality = vision::QualityReport{};
  track.quality->quality.face_px = 182;
  owner.snapshot.observation.emplace();
  owner.snapshot.observation->tracks.push_back(track);
  REQUIRE(owner.as<ui::AdminCameraScreen>().figures);
  CHECK(owner.as<ui::AdminCameraScreen>().figures->width_px == 182);
  CHECK(owner.as<ui::AdminCameraScreen>().figures->least_width_px == 60);
}

TEST_CASE("somebody is searched for and shown and forgotten at the second touch only") {
  const test::TempFolder folder;
  const auto file = folder.path() / "gallery.db";
  std::string id;
  {
    auto gallery = gallery::Gallery::create(file, kModel);
    const std::vector<gallery::NewTemplate> templates(1);
    const gallery::NewEvent event{.type = gallery::EventType::Enrolled};
    id = gallery.enrol({.name = "Sample Regular"}, templates, event).id.value;
    static_cast<void>(gallery.enrol({.name = "Example Guest"}, templates, event));
  }
  Answered answered;
  app::GalleryReader reader([&] { return gallery::Gallery::open(file, kModel); }, [&] { answered.wake(); });
  Area owner(&reader);
  owner.area.handle(ui::GoToPage{ui::AdminPage::People}, owner.clock);
  answered.waitFor(1);
  CHECK(owner.as<ui::AdminPeopleScreen>().entries.size() == 2);

  owner.area.handle(ui::SearchPeople{}, owner.clock);
  owner.area.handle(ui::LayoutKey{}, owner.clock);
  int asked = 2;
  for (const char32_t letter : std::u32string_view(U"reg")) {
    owner.area.handle(ui::TypeKey{letter}, owner.clock);
    ++asked;
  }
  // Questions that wait are replaced by newer ones; the newest is always answered.
  while (owner.as<ui::AdminPeopleScreen>().entries.size() != 1) answered.waitFor(answered.count);
  CHECK(owner.as<ui::AdminPeopleScreen>().entries.front().name == "Sample Regular");
  CHECK(asked == 5);
  owner.area.handle(ui::EnterKey{}, owner.clock);
  CHECK_FALSE(owner.as<ui::AdminPeopleScreen>().typing);

  owner.area.handle(ui::ShowPerson{id}, owner.clock);
  CHECK(owner.as<ui::AdminPersonScreen>().name == "Sample Regular");
  owner.area.handle(ui::ForgetPerson{id}, owner.clock);
  CHECK(owner.commands.empty());
  CHECK(owner.as<ui::AdminPersonScreen>().asked);
  owner.area.handle(ui::ForgetPerson{id}, owner.clock);
  REQUIRE(owner.commands.size() == 1);
  const auto& forget = std::get<runtime::ForgetPerson>(owner.commands.front());
  CHECK(forget.person.value == id);
  CHECK(forget.admin == runtime::AdminId{4});
  runtime::Answer done;
  done.request = runtime::RequestId{1};
  owner.snapshot.answers = {done};
  owner.area.update(owner.snapshot, owner.clock.steadyNow);
  CHECK(owner.area.takeForgotten());
  CHECK_FALSE(owner.area.takeForgotten());
}

TEST_CASE("a gallery that cannot be read shows nothing and stops nothing") {
  Answered answered;
  app::GalleryReader reader([] { return gallery::Gallery::open("/nowhere/gallery.db", kModel); },
                            [&] { answered.wake(); });
  Area owner(&reader);
  owner.area.handle(ui::GoToPage{ui::AdminPage::Events}, owner.clock);
  answered.waitFor(1);
  CHECK_FALSE(reader.view()->complete);
  CHECK(owner.as<ui::AdminEventsScreen>().entries.empty());
}
