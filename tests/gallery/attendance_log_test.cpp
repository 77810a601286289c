#include "dangol/gallery/attendance_log.hpp"

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>

#include "sample_gallery.hpp"
#include "scratch_folder.hpp"

using namespace dangol;
using gallery::AttendanceAction;
using gallery::AttendanceCorrection;
using gallery::AttendanceEntry;
using gallery::AttendanceLog;
using gallery::AttendanceRecord;
using gallery::AttendanceUndo;
using gallery::Gallery;
using gallery::GalleryFault;
using test::at;
using test::faultOf;
using test::kModel;

namespace {

struct Log {
  Gallery gallery = Gallery::inMemory(kModel);
  AttendanceLog log{gallery};
  gallery::PersonId mina = test::enrol(gallery, "Invented Mina").id;
  gallery::PersonId joon = test::enrol(gallery, "Invented Joon").id;

  [[nodiscard]] AttendanceEntry entry(AttendanceAction action, std::int64_t minute) const {
    return {{}, mina, at(minute), std::chrono::minutes{540}, action, gallery::Method::Pin, "", "", false};
  }
};

}  // namespace

TEST_CASE("what is no record of attendance is refused and all or none are stored") {
  Log log;
  auto long_task = log.entry(AttendanceAction::ClockIn, 1);
  long_task.task = std::string(501, 'a');
  auto no_utf8 = log.entry(AttendanceAction::ClockIn, 1);
  no_utf8.answer = "\xff";
  const AttendanceCorrection no_reason{{}, log.mina, at(1), {}, {}, "", gallery::EventId{"x"}, {}};
  const AttendanceCorrection says_nothing{{}, log.mina, at(1), {}, {}, "why", {}, {}};
  const AttendanceUndo names_nothing{{}, log.mina, at(1), {}, {}};
  for (const AttendanceRecord& bad :
       std::vector<AttendanceRecord>{long_task, no_utf8, no_reason, says_nothing, names_nothing}) {
    CHECK(faultOf([&] { log.log.add({log.entry(AttendanceAction::ClockIn, 0), bad}); }) == GalleryFault::InvalidInput);
  }
  auto nobody = log.entry(AttendanceAction::ClockIn, 1);
  nobody.person = {"nobody"};
  CHECK(faultOf([&] { log.log.add({log.entry(AttendanceAction::ClockIn, 0), nobody}); }) == GalleryFault::NotFound);
  CHECK(log.log.records({}).empty());
}

TEST_CASE("every record comes back as it was stored in the order in which it was") {
  Log log;
  auto in = log.entry(AttendanceAction::ClockIn, 10);
  in.task = "바 \"counter\" \\ \n";
  in.answer = "no";
  in.alert = true;
  in.method = gallery::Method::Face;
  std::vector<AttendanceRecord> records{
      in, log.entry(AttendanceAction::BreakStart, 5), log.entry(AttendanceAction::BreakEnd, 6),
      log.entry(AttendanceAction::ChangeTask, 7), log.entry(AttendanceAction::ClockOut, 8)};
  auto ids = log.log.add(records);
  const std::vector<AttendanceRecord> later{
      AttendanceUndo{{}, log.mina, at(11), std::chrono::minutes{-300}, ids[0]},
      AttendanceCorrection{{}, log.mina, at(12), {}, log.joon, "said so", ids[1], {}},
      AttendanceCorrection{
          {},
          log.mina,
          at(13),
          {},
          {},
          "forgot",
          {},
          AttendanceCorrection::Entry{at(9), std::chrono::minutes{60}, AttendanceAction::ClockOut, "bar"}}};
  for (const auto& record : later) {
    records.push_back(record);
    ids.push_back(log.log.add(record));
  }
  for (std::size_t i = 0; i < records.size(); ++i) std::visit([&](auto& each) { each.id = ids[i]; }, records[i]);
  CHECK(log.log.records({}) == records);
  CHECK(log.log.records({.person = log.joon}).empty());
  CHECK(log.log.records({.recordedBefore = at(8), .person = log.mina}).size() == 3);
  CHECK(log.gallery.events({.type = gallery::EventType::AttendanceCorrected}).size() == 2);
}

TEST_CASE("a damaged record is named and does not become another one") {
  const test::ScratchFolder folder;
  Gallery gallery = Gallery::create(folder.file("gallery.db"), kModel);
  const auto mina = test::enrol(gallery, "Invented Mina");
  SQLite::Database database(folder.file("gallery.db"), SQLite::OPEN_READWRITE);
  database.exec(
      "INSERT INTO event (id, at, local_offset_min, type, person, detail) VALUES ('e1', 0, 0, 'clocked_in', '" +
      mina.id.value + "', '{}')");
  const AttendanceLog log(gallery);
  CHECK(faultOf([&] { static_cast<void>(log.records({})); }, "e1") == GalleryFault::NotAGallery);
}
