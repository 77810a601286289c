#include "dangol/gallery/credentials.hpp"

#include <SQLiteCpp/Database.h>
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "../../gallery/attempt_lock.hpp"
#include "sample_gallery.hpp"
#include "scratch_folder.hpp"

using namespace dangol;
using gallery::AttemptLock;
using gallery::Credentials;
using gallery::EventType;
using gallery::Gallery;
using gallery::GalleryFault;
using gallery::Role;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using test::at;
using test::eventAt;
using test::faultOf;
using test::kModel;
using test::ScratchFolder;
using Place = Credentials::Place;
using Result = Credentials::Attempt::Result;

namespace {

gallery::NewEvent eventAfter(milliseconds since) {
  gallery::NewEvent event = eventAt(0);
  event.at += since;
  return event;
}

struct Staff {
  Gallery gallery = Gallery::inMemory(kModel);
  Credentials credentials{gallery};
  gallery::Person mina = test::enrol(gallery, "Invented Mina", {0.1F});
  gallery::Person joon = test::enrol(gallery, "Invented Joon", {0.9F});

  Result tryPin(const std::string& pin, milliseconds since = {}, Place place = Place::Counter, Role role = Role::None) {
    return credentials.tryPin(pin, place, role, eventAfter(since)).result;
  }
  [[nodiscard]] std::size_t count(EventType type) const { return gallery.events({.type = type}).size(); }
};

}  // namespace

TEST_CASE("a PIN that anybody would guess or that is no PIN is refused") {
  Staff staff;
  for (const std::string pin :
       {"", "123", "1234", "987654", "0000", "11111111", "12a4", "١٢٣٤", "1357924680135", " 1357"}) {
    CAPTURE(pin);
    CHECK(gallery::whyPinIsRefused(pin));
    CHECK(faultOf([&] { staff.credentials.setPin(staff.mina.id, pin, eventAt(1)); }) == GalleryFault::InvalidInput);
  }
  CHECK_FALSE(staff.credentials.hasPin(staff.mina.id));
  CHECK(staff.count(EventType::PinSet) == 0);
  for (const std::string pin : {"1357", "0852", "135792468013", "1224"}) CHECK_FALSE(gallery::whyPinIsRefused(pin));
}

TEST_CASE("nobody and somebody removed have no PIN and no badge") {
  Staff staff;
  const gallery::PersonId nobody{"nobody"};
  CHECK(faultOf([&] { staff.credentials.setPin(nobody, "2580", eventAt(1)); }) == GalleryFault::NotFound);
  CHECK(faultOf([&] { staff.credentials.addCard(nobody, "04AABBCCDD", eventAt(1)); }) == GalleryFault::NotFound);
  staff.credentials.setPin(staff.mina.id, "2580", eventAt(1));
  const std::string badge = staff.credentials.addBadge(staff.mina.id, eventAt(1));
  staff.gallery.remove(staff.mina.id, eventAt(2));
  CHECK(staff.tryPin("2580") == Result::Wrong);
  CHECK(staff.credentials.tryBadge(badge, Place::Counter, Role::None, eventAt(3)).result == Result::Wrong);
}

TEST_CASE("two people cannot have the same PIN or badge and one may set their own again") {
  Staff staff;
  staff.credentials.setPin(staff.mina.id, "2580", eventAt(1));
  CHECK(faultOf([&] { staff.credentials.setPin(staff.joon.id, "2580", eventAt(2)); }) == GalleryFault::AlreadyExists);
  CHECK_FALSE(staff.credentials.hasPin(staff.joon.id));
  staff.credentials.setPin(staff.mina.id, "2580", eventAt(3));
  staff.credentials.addCard(staff.mina.id, "04AABBCCDD", eventAt(4));
  CHECK(faultOf([&] { staff.credentials.addCard(staff.joon.id, "04AABBCCDD", eventAt(4)); }) ==
        GalleryFault::AlreadyExists);
  CHECK(faultOf([&] { staff.credentials.addCard(staff.joon.id, "short", eventAt(4)); }) == GalleryFault::InvalidInput);
}

TEST_CASE("a PIN says whose it is until it is cleared or replaced") {
  Staff staff;
  staff.credentials.setPin(staff.mina.id, "2580", eventAt(1));
  staff.credentials.setPin(staff.joon.id, "8642097531", eventAt(1));
  CHECK(staff.credentials.tryPin("2580", Place::Counter, Role::None, eventAt(2)).person->id == staff.mina.id);
  CHECK(staff.credentials.tryPin("8642097531", Place::Counter, Role::None, eventAt(2)).person->id == staff.joon.id);
  staff.credentials.setPin(staff.mina.id, "1470", eventAt(3));
  CHECK(staff.tryPin("2580") == Result::Wrong);
  CHECK(staff.tryPin("1470") == Result::Accepted);
  CHECK(staff.credentials.clearPin(staff.mina.id, eventAt(4)));
  CHECK_FALSE(staff.credentials.clearPin(staff.mina.id, eventAt(4)));
  CHECK(staff.tryPin("1470") == Result::Wrong);
  CHECK(staff.count(EventType::PinSet) == 3);
  CHECK(staff.count(EventType::PinCleared) == 1);
  CHECK(staff.count(EventType::Denied) == 2);
}

TEST_CASE("random PINs and badges are usable and differ") {
  Staff staff;
  const std::string pin = staff.credentials.setRandomPin(staff.mina.id, 6, eventAt(1));
  CHECK(pin.size() == 6);
  CHECK(staff.tryPin(pin) == Result::Accepted);
  std::set<std::string> badges;
  for (int i = 0; i < 20; ++i) badges.insert(staff.credentials.addBadge(staff.joon.id, eventAt(1)));
  CHECK(badges.size() == 20);
  CHECK(staff.credentials.badgesOf(staff.joon.id).size() == 20);
  const auto accepted = staff.credentials.tryBadge(*badges.begin(), Place::Counter, Role::None, eventAt(2));
  CHECK(accepted.person->id == staff.joon.id);
  CHECK(staff.credentials.removeBadges(staff.joon.id, eventAt(3)) == 20);
  CHECK(staff.credentials.tryBadge(*badges.begin(), Place::Counter, Role::None, eventAt(4)).result == Result::Wrong);
}

TEST_CASE("a PIN without the role that is needed is as wrong as any") {
  Staff staff;
  staff.credentials.setPin(staff.mina.id, "2580", eventAt(1));
  CHECK(staff.tryPin("2580", {}, Place::Admin, Role::Manager) == Result::Wrong);
  staff.gallery.setRole(staff.mina.id, Role::Staff, eventAt(1));
  CHECK(staff.tryPin("2580", {}, Place::Admin, Role::Manager) == Result::Wrong);
  staff.gallery.setRole(staff.mina.id, Role::Owner, eventAt(1));
  CHECK(staff.tryPin("2580", {}, Place::Admin, Role::Manager) == Result::Accepted);
  CHECK(staff.gallery.find(staff.mina.id)->role == Role::Owner);
}

TEST_CASE("five wrong tries lock the place and no other") {
  Staff staff;
  staff.credentials.setPin(staff.mina.id, "2580", eventAt(0));
  for (int i = 0; i < 4; ++i) CHECK(staff.tryPin("1111") == Result::Wrong);
  const auto fifth = staff.credentials.tryPin("1111", Place::Counter, Role::None, eventAt(0));
  CHECK(fifth.result == Result::Wrong);
  CHECK(fifth.wait == seconds{30});
  const auto locked = staff.credentials.tryPin("2580", Place::Counter, Role::None, eventAfter(seconds{10}));
  CHECK(locked.result == Result::Locked);
  CHECK(locked.wait == seconds{20});
  CHECK_FALSE(locked.person);
  CHECK(staff.tryPin("2580", seconds{10}, Place::Admin) == Result::Accepted);
  CHECK(staff.tryPin("2580", seconds{30}) == Result::Accepted);
  CHECK(staff.tryPin("1111", seconds{31}) == Result::Wrong);  // counted from the beginning again
  CHECK(staff.tryPin("2580", seconds{31}) == Result::Accepted);
}

TEST_CASE("a lock outlives the program and a clock that is set back") {
  const ScratchFolder folder;
  const auto file = folder.file("gallery.db");
  {
    Gallery gallery = Gallery::create(file, kModel);
    const auto mina = test::enrol(gallery, "Invented Mina");
    Credentials credentials(gallery);
    credentials.setPin(mina.id, "2580", eventAt(0));
    for (int i = 0; i < 5; ++i) static_cast<void>(credentials.tryPin("1111", Place::Counter, Role::None, eventAt(0)));
  }
  Gallery gallery = Gallery::open(file, kModel);
  Credentials credentials(gallery);
  const auto yesterday = credentials.tryPin("2580", Place::Counter, Role::None, eventAfter(-hours{24}));
  CHECK(yesterday.result == Result::Locked);
  CHECK(yesterday.wait == seconds{30});
  CHECK(credentials.tryPin("2580", Place::Counter, Role::None, eventAfter(-hours{24} + seconds{29})).result ==
        Result::Locked);
  CHECK(credentials.tryPin("2580", Place::Counter, Role::None, eventAfter(-hours{24} + seconds{30})).result ==
        Result::Accepted);
}

TEST_CASE("a try is on disk before it is looked at") {
  const ScratchFolder folder;
  const auto file = folder.file("gallery.db");
  Gallery gallery = Gallery::create(file, kModel);
  Credentials credentials(gallery);
  static_cast<void>(credentials.tryPin("1111", Place::Counter, Role::None, eventAt(0)));
  SQLite::Database database(file, SQLite::OPEN_READONLY);
  CHECK(database.execAndGet("SELECT failures FROM attempt_lock").getInt() == 1);
}

TEST_CASE("neither a PIN nor a badge can be read in the file") {
  const ScratchFolder folder;
  const auto file = folder.file("gallery.db");
  std::string badge;
  {
    Gallery gallery = Gallery::create(file, kModel);
    const auto mina = test::enrol(gallery, "Invented Mina");
    Credentials credentials(gallery);
    credentials.setPin(mina.id, "290384756102", eventAt(0));
    badge = credentials.addBadge(mina.id, eventAt(0));
    static_cast<void>(credentials.tryPin("847563920174", Place::Counter, Role::None, eventAt(1)));
  }
  std::string bytes;
  for (const std::string suffix : {"", "-wal"}) {
    std::ifstream in(file.string() + suffix, std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(in), {});
  }
  REQUIRE(bytes.find("Invented Mina") != std::string::npos);
  CHECK(bytes.find("290384756102") == std::string::npos);
  CHECK(bytes.find("847563920174") == std::string::npos);
  CHECK(bytes.find(badge) == std::string::npos);
  CHECK(bytes.find(badge.substr(7)) == std::string::npos);
}

TEST_CASE("waits after wrong tries never shrink whatever the clock does") {
  rc::check("a wait, seen from any moment, is at most what was imposed and passes", [] {
    AttemptLock lock;
    gallery::WallTime now = at(0);
    for (int i = 0, steps = *rc::gen::inRange(1, 60); i < steps; ++i) {
      const milliseconds step{*rc::gen::inRange(-100'000, 100'000)};
      now += step;
      const auto before = lock.remaining(now);
      lock = lock.seenAt(now);
      RC_ASSERT(lock.remaining(now) == before);
      RC_ASSERT(lock.remaining(now + lock.wait) == milliseconds{0});
      if (before > milliseconds{0}) continue;
      const AttemptLock next = lock.afterFailure(now);
      RC_ASSERT(next.wait >= lock.wait || lock.failures == 0);
      RC_ASSERT(next.wait <= AttemptLock::kLongestWait);
      RC_ASSERT((next.wait > milliseconds{0}) == (next.failures >= 5));
      lock = next;
    }
  });
}

TEST_CASE("an hour is the longest wait") {
  AttemptLock lock;
  for (int i = 0; i < 40; ++i) lock = lock.afterFailure(at(i * 100));
  CHECK(lock.wait == hours{1});
}
