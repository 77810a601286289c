// PINs, roles, badges, consent, staff lists, corrections and reports, as an owner meets them in a terminal.

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <string>
#include <vector>

#include "dangol/gallery/attendance_log.hpp"
#include "dangol/gallery/credentials.hpp"
#include "dangol/vision/model_bundle.hpp"
#include "owner.hpp"

namespace {

using namespace dangol;
using namespace dangol::test;
using gallery::AttendanceAction;
using std::chrono::hours;
using std::chrono::minutes;

const gallery::WallTime kMonday{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};

struct Workplace : Owner {
  Workplace() { REQUIRE(run({"init"}).exit_code == 0); }

  [[nodiscard]] gallery::Gallery open() const {
    return gallery::Gallery::open(gallery, vision::ModelBundle::embeddingModelId());
  }
  std::string staff(const std::string& name, const std::string& code = "") const {
    auto opened = open();
    gallery::NewPerson person{.name = name, .kind = gallery::PersonKind::Staff};
    person.code = code;
    return opened.add(person, {}).id.value;
  }
  // At a local time in Seoul, so many hours and minutes into that Monday.
  void clock(const std::string& person, AttendanceAction action, hours hour, minutes minute = {},
             const std::string& task = "") const {
    auto opened = open();
    gallery::AttendanceEntry entry;
    entry.person = {person};
    entry.at = kMonday + hour + minute - hours{9};
    entry.localOffset = hours{9};
    entry.action = action;
    entry.task = task;
    gallery::AttendanceLog(opened).add(entry);
  }
  [[nodiscard]] std::vector<std::string> march(std::vector<std::string> more) const {
    more.insert(more.begin(), {"report", "timesheet", "--month", "2026-03"});
    return more;
  }
};

TEST_CASE("what is no PIN or nobody's is refused") {
  const Workplace owner;
  owner.staff("Example Kim");
  CHECK(owner.run({"pin", "set", "Nobody"}).exit_code == 3);
  CHECK(owner.run({"pin", "change", "Example Kim"}).exit_code == 2);
  CHECK(owner.run({"pin", "set", "Example Kim", "--digits", "3"}).exit_code == 2);
  CHECK(owner.run({"pin", "set", "Example Kim", "--stdin"}).exit_code == 2);  // standard input is empty
  CHECK(owner.run({"pin", "clear", "Example Kim"}).exit_code == 3);
  CHECK(owner.run({"role", "Example Kim", "boss"}).exit_code == 2);
  CHECK(owner.run({"badge", "remove", "Example Kim"}).exit_code == 3);
  CHECK(owner.run({"badge", "add", "Example Kim", "--stdin"}).exit_code == 2);
}

TEST_CASE("a PIN a badge and a role work and leave events") {
  const Workplace owner;
  const std::string id = owner.staff("Example Kim");
  const std::string pin = owner.json({"pin", "set", "Example Kim"})["pin"];
  CHECK(pin.size() == 6);
  const std::string badge = owner.json({"badge", "add", "Example Kim"})["badge"];
  CHECK(owner.run({"role", "Example Kim", "manager"}).exit_code == 0);
  auto opened = owner.open();
  gallery::Credentials credentials(opened);
  using Place = gallery::Credentials::Place;
  CHECK(credentials.tryPin(pin, Place::Admin, gallery::Role::Manager, {}).person->id.value == id);
  CHECK(credentials.tryBadge(badge, Place::Counter, gallery::Role::None, {}).person->id.value == id);
  CHECK(owner.json({"badge", "list", "Example Kim"})["badges"].size() == 1);
  CHECK(owner.run({"badge", "remove", "Example Kim"}).exit_code == 0);
  CHECK(owner.run({"pin", "clear", "Example Kim"}).exit_code == 0);
  const std::string events = owner.run({"events", "--json"}).out;
  for (const char* type : {"pin_set", "pin_cleared", "badge_added", "badge_removed", "role_changed"}) {
    CHECK(contains(events, type));
  }
  CHECK_FALSE(contains(events, pin));
  CHECK_FALSE(contains(events, badge));
}

TEST_CASE("nobody is enrolled or imported without consent") {
  const Workplace owner;
  const auto enrolled = owner.run({"enroll", "--name", "Example Kim", owner.write("1.jpg", "")});
  CHECK(enrolled.exit_code == 2);
  CHECK(contains(enrolled.err, "--consent-given"));
  std::filesystem::create_directories(owner.path("people/Example Kim"));
  CHECK(owner.run({"import", owner.path("people").string()}).exit_code == 2);
  CHECK(owner.json({"list"})["people"].empty());
}

TEST_CASE("the consent text is there in both languages and consent can be recorded") {
  const Workplace owner;
  owner.staff("Example Kim");
  CHECK(contains(owner.run({"consent", "--language", "ko"}).out, "생체인식"));
  CHECK(contains(owner.run({"consent", "--kind", "staff"}).out, "PIN"));
  CHECK(owner.run({"consent", "--given"}).exit_code == 2);
  CHECK(owner.run({"consent", "Nobody"}).exit_code == 3);
  CHECK(owner.json({"consent", "Example Kim"})["consents"].empty());
  const auto given = owner.json({"consent", "Example Kim", "--given"})["consents"];
  REQUIRE(given.size() == 1);
  CHECK(given[0]["purpose"] == "attendance");
  CHECK(given[0]["method"] == "paper");
}

TEST_CASE("a staff list with faults changes nothing and every fault has its line") {
  const Workplace owner;
  CHECK(owner.run({"import-staff", owner.path("no.csv").string()}).exit_code == 3);
  for (const std::string bytes : {"", "name\nExample Kim\n", "code,name,salary\n", "code,name\n\"E1,Example\n",
                                  "code,name\nE1,Ex\"ample\n", "code,name\n\xff,x\n"}) {
    CAPTURE(bytes);
    CHECK(owner.run({"import-staff", owner.write("bad.csv", bytes)}).exit_code == 4);
  }
  const auto result =
      owner.run({"import-staff", owner.write("staff.csv",
                                             "code,name,language\nE1,Example Kim,ko\n,Example Lee,\n"
                                             "E1,Example Park,\n\nE4,,\nE5,Example Choi,fr\nE6,a,b,c\n")});
  CHECK(result.exit_code == 4);
  for (const char* line : {"line 3:", "line 4:", "line 6:", "line 7:", "line 8:"}) CHECK(contains(result.err, line));
  CHECK_FALSE(contains(result.err, "line 2:"));
  CHECK(owner.json({"list"})["people"].empty());
}

TEST_CASE("a staff list is taken over once and brings later changes") {
  const Workplace owner;
  const std::string file =
      owner.write("staff.csv",
                  "\xEF\xBB\xBF"
                  "Code,Name,Teams,Language\r\nE1,\"Example, Kim\",bar;kitchen,ko\r\nE2,예시 이,,\r\n");
  CHECK(owner.json({"import-staff", file, "--dry-run"})["staff"][0]["change"] == "added");
  CHECK(owner.json({"list"})["people"].empty());
  const std::string pins = owner.path("pins.csv").string();
  CHECK(owner.run({"import-staff", file, "--pins", pins}).exit_code == 0);
  CHECK(owner.run({"import-staff", file, "--pins", pins}).exit_code == 6);
  struct stat status {};
  REQUIRE(stat(pins.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  const std::string written = bytesOf(pins);
  CHECK(contains(written, "E1,\"Example, Kim\","));
  CHECK(contains(written, "\r\nE2,예시 이,"));

  CHECK(owner.json({"import-staff", file})["staff"][1]["change"] == "same");
  const std::string changed = owner.write("later.csv", "code,name\nE2,예시 이\nE1,Example Kim-Lee\n");
  CHECK(owner.json({"import-staff", changed})["staff"][1]["change"] == "changed");
  CHECK(owner.json({"list"})["people"].size() == 2);
  CHECK(owner.json({"show", "Example Kim-Lee"})["kind"] == "staff");
}

TEST_CASE("what a report cannot be made from is refused") {
  const Workplace owner;
  for (const std::vector<std::string>& bad :
       {std::vector<std::string>{"report", "salaries"},
        {"report", "timesheet", "--month", "2026-13"},
        {"report", "timesheet", "--from", "2026-02-30"},
        {"report", "timesheet", "--from", "2026-03-02", "--to", "2026-03-01"},
        {"report", "timesheet", "--from", "0001-01-01"},
        {"report", "timesheet", "--format", "pdf"},
        {"report", "timesheet", "--round", "-5"},
        {"report", "timesheet", "--layout", "payroll", "--columns", "salary"},
        {"report", "timesheet", "--layout", "payroll", "--pay-code-for", "night"}}) {
    CHECK(owner.run(bad).exit_code == 2);
  }
  CHECK(owner.run({"report", "timesheet", "--out", owner.write("there.csv", "x")}).exit_code == 6);
  CHECK(owner.run({"report", "timesheet", "--out", owner.path("no").string() + "/such/folder"}).exit_code == 1);
}

TEST_CASE("a timesheet has every shift and total in every format and the same bytes each time") {
  const Workplace owner;
  const std::string kim = owner.staff("=Example <Kim>", "E1");
  owner.clock(kim, AttendanceAction::ClockIn, hours{9});
  owner.clock(kim, AttendanceAction::BreakStart, hours{12});
  owner.clock(kim, AttendanceAction::BreakEnd, hours{12}, minutes{40});
  owner.clock(kim, AttendanceAction::ClockOut, hours{18});
  owner.clock(kim, AttendanceAction::ClockIn, hours{46});  // Tuesday, 22:00
  owner.clock(kim, AttendanceAction::ClockOut, hours{54});
  owner.clock(kim, AttendanceAction::ClockOut, hours{60});
  const auto csv = owner.run(owner.march({"--format", "csv"}));
  CHECK(csv.out ==
        "code,name,date,in,out,breaks,worked,paid_hours,tasks,issues\r\n"
        "E1,=Example <Kim>,2026-03-02,2026-03-02T09:00,2026-03-02T18:00,0:40:00,8:20:00,8.33,,\r\n"
        "E1,=Example <Kim>,2026-03-03,2026-03-03T22:00,2026-03-04T06:00,0:00:00,8:00:00,8.00,,\r\n"
        "E1,=Example <Kim>,2026-03-04,,,,,,,does_not_fit\r\n");
  CHECK(owner.run(owner.march({"--format", "csv"})).out == csv.out);
  const std::string spreadsheet = owner.run(owner.march({"--format", "csv", "--bom"})).out;
  CHECK(spreadsheet.starts_with("\xEF\xBB\xBF"));
  CHECK(contains(spreadsheet, "E1,'=Example <Kim>,"));
  CHECK(contains(owner.run(owner.march({"--format", "csv", "--round", "15"})).out, "8:20:00,8.25"));
  CHECK(contains(owner.run(owner.march({})).out, "16:20:00"));

  const auto json = owner.json(owner.march({}));
  CHECK(json["rows"].size() == 3);
  CHECK(json["rows"][0]["paid_hours"] == 8.33);

  const std::string file = owner.path("march.html").string();
  CHECK(owner.run(owner.march({"--format", "html", "--language", "ko", "--out", file})).exit_code == 0);
  const std::string html = bytesOf(file);
  CHECK(contains(html, "<html lang=\"ko\">"));
  CHECK(contains(html, "근무 시간표"));
  CHECK(contains(html, "=Example &lt;Kim&gt;"));
  CHECK_FALSE(contains(html, "<Kim>"));
  for (const char* outside : {"http://", "https://", "src=", "href=", "url(", "@import"})
    CHECK_FALSE(contains(html, outside));
}

TEST_CASE("payroll gets codes and hours and says first whose code is missing") {
  const Workplace owner;
  const std::string kim = owner.staff("Example Kim", "E1");
  const std::string lee = owner.staff("Example Lee");
  owner.clock(kim, AttendanceAction::ClockIn, hours{9}, {}, "bar");
  owner.clock(kim, AttendanceAction::ChangeTask, hours{14}, {}, "night");
  owner.clock(kim, AttendanceAction::ClockOut, hours{17}, minutes{20});
  CHECK(owner.run(owner.march({"--layout", "payroll", "--format", "csv"})).out ==
        "code,pay_code,hours\r\nE1,REG,8.33\r\n");
  CHECK(owner
            .run(owner.march({"--layout", "payroll", "--format", "csv", "--pay-code-for", "night=N125", "--columns",
                              "code,hours,pay_code,until"}))
            .out == "code,hours,pay_code,until\r\nE1,3.33,N125,2026-03-31\r\nE1,5.00,REG,2026-03-31\r\n");
  owner.clock(lee, AttendanceAction::ClockIn, hours{9});
  owner.clock(lee, AttendanceAction::ClockOut, hours{10});
  const auto refused = owner.run(owner.march({"--layout", "payroll"}));
  CHECK(refused.exit_code == 4);
  CHECK(contains(refused.err, "Example Lee"));
  CHECK(owner.run(owner.march({"--layout", "payroll", "--allow-missing-code"})).exit_code == 0);
}

TEST_CASE("a correction is a record of its own and repairs the day") {
  const Workplace owner;
  const std::string kim = owner.staff("Example Kim", "E1");
  owner.clock(kim, AttendanceAction::ClockIn, hours{9});
  CHECK(contains(owner.run(owner.march({"--format", "csv"})).out, "forgotten_out"));
  const auto marks = owner.json({"correct", "Example Kim"})["marks"];
  REQUIRE(marks.size() == 1);
  const std::string id = marks[0]["id"];

  const std::vector<std::string> add{"correct", "Example Kim", "--add", "clock_out", "--at", "2026-03-02 10:00"};
  auto withReason = add;
  withReason.insert(withReason.end(), {"--reason", "forgot"});
  CHECK(owner.run(add).exit_code == 2);
  CHECK(owner.run({"correct", "Example Kim", "--remove", "no-such-id", "--reason", "x"}).exit_code == 3);
  CHECK(owner.run({"correct", "Example Kim", "--replace", id, "--reason", "x"}).exit_code == 2);
  CHECK(owner.run({"correct", "Example Kim", "--add", "clock_out", "--at", "2999-01-01", "--reason", "x"}).exit_code ==
        2);
  auto by = withReason;
  by.insert(by.end(), {"--by", "Example Kim"});
  CHECK(owner.run(by).exit_code == 4);
  CHECK(owner.run({"role", "Example Kim", "manager"}).exit_code == 0);
  CHECK(owner.run(by).exit_code == 0);
  const std::string repaired = owner.run(owner.march({"--format", "csv"})).out;
  CHECK_FALSE(contains(repaired, "forgotten_out"));
  CHECK(contains(repaired, "corrected"));
  CHECK(owner.run({"correct", "Example Kim", "--remove", id, "--reason", "was not here"}).exit_code == 0);
  CHECK(contains(owner.run(owner.march({"--format", "csv"})).out, "does_not_fit"));
  CHECK(contains(owner.run({"events", "--json"}).out, "\"reason\":\"was not here\""));
}

TEST_CASE("who is in is whoever came and did not leave") {
  const Workplace owner;
  owner.staff("Example Kim", "E1");
  owner.staff("Example Lee");
  CHECK(owner.run({"correct", "Example Kim", "--add", "clock_in", "--at", "5m", "--reason", "test"}).exit_code == 0);
  const auto who = owner.json({"who"})["rows"];
  REQUIRE(who.size() == 2);
  CHECK(who[0]["state"] == "working");
  CHECK(who[1]["state"] == "out");
  const std::string roll = owner.run({"who", "--roll-call", "--format", "html"}).out;
  CHECK(contains(roll, "Example Kim"));
  CHECK_FALSE(contains(roll, "Example Lee"));
  CHECK(contains(roll, "☐"));
}

TEST_CASE("visits count greetings that were not taken back and refused tries are listed") {
  const Workplace owner;
  {
    auto opened = owner.open();
    const gallery::PersonId guest{"guest"};
    gallery::NewEvent greeted{kMonday, hours{9}, gallery::EventType::Greeted, guest, "{}"};
    opened.append(greeted);
    const auto wrong = opened.append(greeted);
    opened.append(
        {kMonday, hours{9}, gallery::EventType::GreetingUndone, guest, "{\"undoes\":\"" + wrong.id.value + "\"}"});
    static_cast<void>(gallery::Credentials(opened).tryPin("1111", gallery::Credentials::Place::Admin,
                                                          gallery::Role::Manager, {.at = kMonday}));
  }
  CHECK(owner.run({"report", "visits", "--month", "2026-03", "--format", "csv"}).out ==
        "date,visits,people,taken_back\r\n2026-03-02,1,1,1\r\n");
  CHECK(owner.run({"report", "denied", "--month", "2026-03", "--format", "csv"}).out ==
        "date,time,method,place,why\r\n2026-03-02,00:00,pin,admin,unknown\r\n");
}

}  // namespace
