#include "dangol/runtime/attendance_desk.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "dangol/gallery/attendance_log.hpp"
#include "fake_clock.hpp"
#include "temp_folder.hpp"

using namespace dangol;
using namespace std::chrono_literals;
using gallery::AttendanceAction;
using gallery::Method;
using runtime::AttendanceDesk;
using runtime::AttendanceOffer;
using runtime::Config;
using runtime::Outcome;

namespace {

struct Counter {
  explicit Counter(Config::Attendance settings = {}) : desk(settings, clock) {}

  gallery::Person staff(const std::string& name) {
    return store.add({.name = name, .kind = gallery::PersonKind::Staff}, {.type = gallery::EventType::Enrolled});
  }
  void pass(std::chrono::milliseconds time) {
    clock.steadyNow += time;
    clock.wallNow += time;
  }
  void approach(const gallery::Person& person, Method method = Method::Face) { desk.approach(store, person, method); }
  runtime::Answer clockNow(AttendanceAction action, const std::string& task = "", const std::string& answer = "") {
    REQUIRE(desk.offer());
    return desk.clock(store, {desk.offer()->id, action, task, answer});
  }
  [[nodiscard]] std::size_t records() { return gallery::AttendanceLog(store).records({}).size(); }

  test::FakeClock clock;
  gallery::Gallery store = gallery::Gallery::inMemory({"test-model"});
  AttendanceDesk desk;
  gallery::Person mina = staff("Invented Mina");
  gallery::Person joon = staff("Invented Joon");
};

Config::Attendance withQuestion() {
  Config::Attendance settings;
  settings.question = "Fit for work?";
  settings.question_alerts = {"no"};
  return settings;
}

}  // namespace

TEST_CASE("a touch on an offer that has ended or was never made does nothing") {
  Counter counter;
  CHECK(counter.desk.clock(counter.store, {}).outcome == Outcome::NoLonger);
  CHECK(counter.desk.undo(counter.store, {}).outcome == Outcome::NoLonger);
  CHECK(counter.desk.end({}).outcome == Outcome::NoLonger);
  counter.approach(counter.mina);
  const auto id = counter.desk.offer()->id;
  counter.pass(7s);
  CHECK_FALSE(counter.desk.offer());
  counter.approach(counter.joon);
  REQUIRE(counter.desk.offer());
  CHECK(counter.desk.offer()->person.id == counter.joon.id);
  CHECK(counter.desk.clock(counter.store, {id, AttendanceAction::ClockIn, "", ""}).outcome == Outcome::NoLonger);
  CHECK(counter.records() == 0);
}

TEST_CASE("what makes no sense is not recorded") {
  Counter counter;
  counter.approach(counter.mina);
  CHECK(counter.clockNow(AttendanceAction::ClockOut).outcome == Outcome::NotNow);
  CHECK(counter.clockNow(AttendanceAction::BreakEnd).outcome == Outcome::NotNow);
  CHECK(counter.clockNow(AttendanceAction::ClockIn, "no such task").outcome == Outcome::Invalid);
  CHECK(counter.clockNow(AttendanceAction::ClockIn, "", "unasked").outcome == Outcome::Invalid);
  CHECK(counter.clockNow(AttendanceAction::ClockIn).outcome == Outcome::Done);
  CHECK(counter.clockNow(AttendanceAction::ClockIn).outcome == Outcome::NotNow);
  CHECK(counter.records() == 1);
}

TEST_CASE("a clock that is not set or was set back records nothing") {
  Counter counter;
  counter.approach(counter.mina);
  CHECK(counter.clockNow(AttendanceAction::ClockIn).outcome == Outcome::Done);
  counter.clock.wallNow -= 1h;
  CHECK(counter.clockNow(AttendanceAction::ClockOut).outcome == Outcome::NotNow);
  counter.clock.wallNow = gallery::WallTime{};
  CHECK(counter.clockNow(AttendanceAction::ClockOut).outcome == Outcome::NotNow);
  CHECK(counter.records() == 1);
}

TEST_CASE("what cannot be stored did not happen and can be tried again") {
  const test::TempFolder folder;
  const auto file = folder.path() / "g.db";
  auto store = gallery::Gallery::create(file, {"test-model"});
  const auto mina = store.add({.name = "Invented Mina", .kind = gallery::PersonKind::Staff}, {});
  const test::FakeClock clock;
  AttendanceDesk desk({}, clock);
  desk.approach(store, mina, Method::Face);
  const runtime::ClockAttendance touch{desk.offer()->id, AttendanceAction::ClockIn, "", ""};
  {
    SQLite::Database blocker(file.string(), SQLite::OPEN_READWRITE);
    const SQLite::Transaction lock(blocker, SQLite::TransactionBehavior::IMMEDIATE);
    CHECK_THROWS_AS(static_cast<void>(desk.clock(store, touch)), gallery::GalleryError);
    CHECK_FALSE(desk.offer()->receipt);
  }
  CHECK(desk.clock(store, touch).outcome == Outcome::Done);
  CHECK(gallery::AttendanceLog(store).records({}).size() == 1);
}

TEST_CASE("in and out are offered in turn with what was worked") {
  Counter counter;
  counter.approach(counter.mina);
  CHECK(counter.desk.offer()->allowed.front() == AttendanceAction::ClockIn);
  CHECK_FALSE(counter.desk.offer()->since);
  const auto in = counter.clockNow(AttendanceAction::ClockIn);
  REQUIRE(in.receipt);
  CHECK(in.receipt->at == counter.clock.wallNow);
  CHECK(counter.desk.offer()->canUndo);

  counter.pass(8h);
  counter.approach(counter.mina);
  CHECK(counter.desk.offer()->allowed == std::vector{AttendanceAction::ClockOut, AttendanceAction::BreakStart});
  CHECK(counter.desk.offer()->since);
  const auto out = counter.clockNow(AttendanceAction::ClockOut);
  REQUIRE(out.receipt);
  CHECK(out.receipt->worked == 8h);
  CHECK_FALSE(out.receipt->longShift);
}

TEST_CASE("a long shift and a short rest and a forgotten end are said") {
  Counter counter;
  counter.approach(counter.mina);
  CHECK(counter.clockNow(AttendanceAction::ClockIn).outcome == Outcome::Done);
  counter.pass(13h);
  counter.approach(counter.mina);
  CHECK(counter.clockNow(AttendanceAction::ClockOut).receipt->longShift);
  counter.pass(10h);
  counter.approach(counter.mina);
  CHECK(counter.clockNow(AttendanceAction::ClockIn).receipt->restTooShort);
  counter.pass(20h);
  counter.approach(counter.mina);
  CHECK(counter.desk.offer()->forgottenOut == counter.clock.wallNow - 20h);
  CHECK(counter.desk.offer()->allowed == std::vector{AttendanceAction::ClockIn});
}

TEST_CASE("what was clocked can be taken back once and for a moment") {
  Counter counter;
  counter.approach(counter.mina);
  const auto id = counter.desk.offer()->id;
  CHECK(counter.desk.undo(counter.store, {id}).outcome == Outcome::NotNow);
  CHECK(counter.clockNow(AttendanceAction::ClockIn).outcome == Outcome::Done);
  CHECK(counter.desk.undo(counter.store, {id}).outcome == Outcome::Done);
  CHECK(counter.desk.undo(counter.store, {id}).outcome == Outcome::NotNow);
  CHECK(counter.desk.offer()->allowed.front() == AttendanceAction::ClockIn);
  CHECK(counter.clockNow(AttendanceAction::ClockIn).outcome == Outcome::Done);  // no duplicate of what was taken back
  counter.pass(11s);
  CHECK(counter.desk.undo(counter.store, {id}).outcome == Outcome::NoLonger);
}

TEST_CASE("the first who comes is served until they have left") {
  Counter counter;
  counter.approach(counter.mina);
  for (int i = 0; i < 60; ++i) {
    counter.pass(1s);
    counter.approach(counter.mina);
    counter.approach(counter.joon);
    REQUIRE(counter.desk.offer());
    CHECK(counter.desk.offer()->person.id == counter.mina.id);
  }
  CHECK(counter.clockNow(AttendanceAction::ClockIn).outcome == Outcome::Done);
  counter.pass(10s);
  counter.approach(counter.mina);  // still there, and done
  CHECK_FALSE(counter.desk.offer());
  counter.approach(counter.joon);
  REQUIRE(counter.desk.offer());
  CHECK(counter.desk.offer()->person.id == counter.joon.id);
}

TEST_CASE("a question is asked where it belongs and its answer can alert") {
  Counter counter(withQuestion());
  counter.approach(counter.mina);
  CHECK(counter.desk.offer()->question->answers == std::vector<std::string>{"yes", "no"});
  CHECK(counter.clockNow(AttendanceAction::ClockIn).outcome == Outcome::Invalid);
  CHECK(counter.clockNow(AttendanceAction::ClockIn, "", "maybe").outcome == Outcome::Invalid);
  const auto in = counter.clockNow(AttendanceAction::ClockIn, "", "no");
  REQUIRE(in.receipt);
  CHECK(in.receipt->alert);
  counter.pass(2min);
  counter.approach(counter.mina);
  CHECK(counter.clockNow(AttendanceAction::ClockOut).outcome == Outcome::Done);
  const auto records = gallery::AttendanceLog(counter.store).records({});
  CHECK(std::get<gallery::AttendanceEntry>(records[0]).alert);
}

TEST_CASE("automatic clocks whoever comes and leaves alone what is new or has to be answered") {
  Config::Attendance settings;
  settings.mode = "automatic";
  settings.tasks = {"bar"};
  Counter counter(settings);
  counter.approach(counter.mina);
  REQUIRE(counter.desk.offer());
  REQUIRE(counter.desk.offer()->receipt);
  CHECK(counter.desk.offer()->receipt->action == AttendanceAction::ClockIn);
  counter.pass(5min);
  counter.approach(counter.mina);
  REQUIRE(counter.desk.offer());
  CHECK_FALSE(counter.desk.offer()->receipt);
  CHECK(counter.clockNow(AttendanceAction::ChangeTask, "bar").outcome == Outcome::Done);
  counter.pass(8h);
  counter.approach(counter.mina);
  CHECK(counter.desk.offer()->receipt->action == AttendanceAction::ClockOut);

  Config::Attendance asking = withQuestion();
  asking.mode = "automatic";
  Counter other(asking);
  other.approach(other.mina);
  CHECK_FALSE(other.desk.offer()->receipt);
}
