#include "dangol/gallery/credentials.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <span>

#include "attempt_lock.hpp"
#include "gallery_impl.hpp"

namespace dangol::gallery {

namespace {

constexpr std::string_view kPin = "pin";
constexpr std::string_view kBadge = "badge";
constexpr std::size_t kHashBytes = 32;
constexpr std::size_t kShortestPin = 4;
constexpr std::size_t kLongestPin = 12;
constexpr std::size_t kShortestCard = 8;
constexpr std::size_t kLongestCard = 200;

// Letters and digits that a QR code packs densely and nobody confuses when reading them aloud.
constexpr std::string_view kBadgeAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
constexpr std::size_t kBadgeCharacters = 32;
static_assert(kBadgeAlphabet.size() == 32);

void requireSodium() {
  if (sodium_init() < 0) std::abort();  // the system has no source of randomness at all
}

std::string_view nameOf(Credentials::Place place) {
  switch (place) {
    case Credentials::Place::Counter:
      return "counter";
    case Credentials::Place::Admin:
      return "admin";
  }
  return "counter";
}

std::string randomDigits(int count) {
  std::string digits;
  for (int i = 0; i < count; ++i) digits += static_cast<char>('0' + randombytes_uniform(10));
  return digits;
}

std::string randomBadge() {
  std::string text = "DANGOL-";
  for (std::size_t i = 0; i < kBadgeCharacters; ++i) text += kBadgeAlphabet[randombytes_uniform(32)];
  return text;
}

// Every step up or down by one: 1234, 9876.
bool isRun(std::string_view digits) {
  const int step = digits[1] - digits[0];
  if (step < -1 || step > 1) return false;
  for (std::size_t i = 1; i < digits.size(); ++i) {
    if (digits[i] - digits[i - 1] != step) return false;
  }
  return true;
}

NewEvent eventOf(const NewEvent& given, EventType type, std::optional<PersonId> person) {
  NewEvent event = given;
  event.type = type;
  event.person = std::move(person);
  return event;
}

AttemptLock readLock(const SQLite::Database& database, std::string_view place) {
  SQLite::Statement query(database, "SELECT failures, since, wait_ms FROM attempt_lock WHERE place = ?");
  query.bind(1, std::string(place));
  if (!query.executeStep()) return {};
  return {query.getColumn(0).getInt(), fromStored(query.getColumn(1).getInt64()),
          std::chrono::milliseconds{query.getColumn(2).getInt64()}};
}

void writeLock(const SQLite::Database& database, std::string_view place, const AttemptLock& lock) {
  SQLite::Statement write(database,
                          "INSERT INTO attempt_lock (place, failures, since, wait_ms) VALUES (?1, ?2, ?3, ?4)"
                          " ON CONFLICT (place) DO UPDATE SET failures = ?2, since = ?3, wait_ms = ?4");
  write.bind(1, std::string(place));
  write.bind(2, lock.failures);
  write.bind(3, toStored(lock.since));
  write.bind(4, static_cast<std::int64_t>(lock.wait.count()));
  write.exec();
}

}  // namespace

std::optional<std::string> whyPinIsRefused(std::string_view pin) {
  if (pin.size() < kShortestPin || pin.size() > kLongestPin ||
      pin.find_first_not_of("0123456789") != std::string_view::npos) {
    return fmt::format("it must have {} to {} digits, and nothing else", kShortestPin, kLongestPin);
  }
  if (isRun(pin)) return "it is one of those that everybody tries first";
  return std::nullopt;
}

std::string Credentials::hashOfPin(std::string_view pin) const {
  requireSodium();
  constexpr std::string_view doing = "check a PIN against";
  std::array<unsigned char, crypto_pwhash_SALTBYTES> salt{};
  gallery_.impl_->guarded(doing, [&] {
    SQLite::Statement query(gallery_.impl_->database_, "SELECT value FROM meta WHERE key = 'credential_salt'");
    const std::string hex = query.executeStep() ? query.getColumn(0).getString() : std::string{};
    std::size_t bytes = 0;
    if (sodium_hex2bin(salt.data(), salt.size(), hex.data(), hex.size(), nullptr, &bytes, nullptr) != 0 ||
        bytes != salt.size()) {
      throw damaged(doing, gallery_.file(), "the salt of its PINs is missing");
    }
  });
  std::string hash(kHashBytes, '\0');
  if (crypto_pwhash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), pin.data(), pin.size(), salt.data(),
                    crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw galleryError(GalleryFault::Io, doing, gallery_.file(), "there are not 64 MB of memory for it",
                       "End other programs.");
  }
  return hash;
}

std::string Credentials::hashOfBadge(std::string_view text) const {
  requireSodium();
  std::string hash(kHashBytes, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  return hash;
}

// Looks at every row for as long, whichever fits.
std::optional<PersonId> Credentials::holder(std::string_view kind, const std::string& hash) const {
  SQLite::Statement query(gallery_.impl_->database_, "SELECT person, hash FROM credential WHERE kind = ? ORDER BY id");
  query.bind(1, std::string(kind));
  std::vector<std::string> people;
  std::size_t found = 0;  // counted from 1
  while (query.executeStep()) {
    people.push_back(query.getColumn(0).getString());
    const SQLite::Column stored = query.getColumn(1);
    const bool whole = stored.getBytes() == static_cast<int>(hash.size());
    const bool equal = whole && sodium_memcmp(stored.getBlob(), hash.data(), hash.size()) == 0;
    found += (people.size() - found) * static_cast<std::size_t>(equal);
  }
  if (found == 0) return std::nullopt;
  return PersonId{people[found - 1]};
}

// Requires: within a transaction.
void Credentials::store(const PersonId& person, std::string_view kind, const std::string& hash, const NewEvent& event) {
  Gallery::Impl& impl = *gallery_.impl_;
  SQLite::Statement insert(impl.database_,
                           "INSERT INTO credential (id, person, kind, hash, created_at, revision)"
                           " VALUES (?, ?, ?, ?, ?, ?)");
  insert.bind(1, impl.nextId());
  insert.bind(2, person.value);
  insert.bind(3, std::string(kind));
  insert.bind(4, hash.data(), static_cast<int>(hash.size()));
  insert.bind(5, toStored(event.at));
  insert.bind(6, impl.nextRevision());
  insert.exec();
}

void Credentials::setPin(const PersonId& person, std::string_view pin, const NewEvent& event) {
  constexpr std::string_view doing = "set a PIN in";
  Gallery::Impl& impl = *gallery_.impl_;
  if (const auto why = whyPinIsRefused(pin)) throw impl.refused(doing, "the PIN cannot be used: " + *why);
  const std::string hash = hashOfPin(pin);
  impl.changing(doing, [&] {
    if (!gallery_.find(person)) throw impl.noSuchPerson(doing, person);
    if (const auto has = holder(kPin, hash); has && *has != person) {
      throw galleryError(GalleryFault::AlreadyExists, doing, gallery_.file(), "this PIN cannot be used",
                         "Choose another one.");
    }
    SQLite::Statement clear(impl.database_, "DELETE FROM credential WHERE person = ? AND kind = ?");
    clear.bind(1, person.value);
    clear.bind(2, std::string(kPin));
    clear.exec();
    store(person, kPin, hash, event);
    return impl.insertEvent(doing, eventOf(event, EventType::PinSet, person));
  });
}

std::string Credentials::setRandomPin(const PersonId& person, int digits, const NewEvent& event) {
  constexpr int kTries = 100;  // with a tenth of all PINs taken, the chance of none is 1 in 10^100
  requireSodium();
  for (int i = 0;; ++i) {
    const std::string pin = randomDigits(digits);
    if (whyPinIsRefused(pin)) continue;
    try {
      setPin(person, pin, event);
      return pin;
    } catch (const GalleryError& error) {
      if (error.fault() != GalleryFault::AlreadyExists || i >= kTries) throw;
    }
  }
}

bool Credentials::clearPin(const PersonId& person, const NewEvent& event) {
  constexpr std::string_view doing = "clear a PIN in";
  Gallery::Impl& impl = *gallery_.impl_;
  return impl.changing(doing, [&] {
    SQLite::Statement clear(impl.database_, "DELETE FROM credential WHERE person = ? AND kind = ?");
    clear.bind(1, person.value);
    clear.bind(2, std::string(kPin));
    if (clear.exec() == 0) return false;
    impl.insertEvent(doing, eventOf(event, EventType::PinCleared, person));
    return true;
  });
}

bool Credentials::hasPin(const PersonId& person) const {
  return gallery_.impl_->guarded("look for a PIN in", [&] {
    SQLite::Statement query(gallery_.impl_->database_, "SELECT 1 FROM credential WHERE person = ? AND kind = ?");
    query.bind(1, person.value);
    query.bind(2, std::string(kPin));
    return query.executeStep();
  });
}

std::string Credentials::addBadge(const PersonId& person, const NewEvent& event) {
  requireSodium();
  std::string text = randomBadge();
  addCard(person, text, event);
  return text;
}

void Credentials::addCard(const PersonId& person, std::string_view text, const NewEvent& event) {
  constexpr std::string_view doing = "add a badge to";
  Gallery::Impl& impl = *gallery_.impl_;
  if (text.size() < kShortestCard || text.size() > kLongestCard) {
    throw impl.refused(doing,
                       fmt::format("what the reader types must have {} to {} characters", kShortestCard, kLongestCard));
  }
  const std::string hash = hashOfBadge(text);
  impl.changing(doing, [&] {
    if (!gallery_.find(person)) throw impl.noSuchPerson(doing, person);
    if (holder(kBadge, hash)) {
      throw galleryError(GalleryFault::AlreadyExists, doing, gallery_.file(), "this badge is in use",
                         "Remove it from the person who has it, or use another one.");
    }
    store(person, kBadge, hash, event);
    return impl.insertEvent(doing, eventOf(event, EventType::BadgeAdded, person));
  });
}

std::vector<Credentials::Badge> Credentials::badgesOf(const PersonId& person) const {
  return gallery_.impl_->guarded("list badges in", [&] {
    SQLite::Statement query(gallery_.impl_->database_,
                            "SELECT id, created_at FROM credential WHERE person = ? AND kind = ? ORDER BY id");
    query.bind(1, person.value);
    query.bind(2, std::string(kBadge));
    std::vector<Badge> badges;
    while (query.executeStep()) {
      badges.push_back({{query.getColumn(0).getString()}, fromStored(query.getColumn(1).getInt64())});
    }
    return badges;
  });
}

int Credentials::removeBadges(const PersonId& person, const NewEvent& event) {
  constexpr std::string_view doing = "remove badges from";
  Gallery::Impl& impl = *gallery_.impl_;
  return impl.changing(doing, [&] {
    SQLite::Statement clear(impl.database_, "DELETE FROM credential WHERE person = ? AND kind = ?");
    clear.bind(1, person.value);
    clear.bind(2, std::string(kBadge));
    const int removed = clear.exec();
    if (removed > 0) impl.insertEvent(doing, eventOf(event, EventType::BadgeRemoved, person));
    return removed;
  });
}

template <class Hash>
Credentials::Attempt Credentials::attempt(std::string_view kind, Place place, Role atLeast, const NewEvent& event,
                                          Hash hash) {
  constexpr std::string_view doing = "check a PIN or badge against";
  Gallery::Impl& impl = *gallery_.impl_;
  const std::string_view where = nameOf(place);
  const auto denied = [&](std::string_view why) {
    NewEvent left = eventOf(event, EventType::Denied, std::nullopt);
    left.detail = fmt::format(R"({{"method":"{}","place":"{}","why":"{}"}})", kind, where, why);
    impl.insertEvent(doing, left);
  };

  // Counted before anything is looked at.
  const auto before = impl.changing(doing, [&] {
    const AttemptLock lock = readLock(impl.database_, where).seenAt(event.at);
    const bool locked = lock.remaining(event.at) > std::chrono::milliseconds{0};
    if (locked) denied("locked");
    writeLock(impl.database_, where, locked ? lock : lock.afterFailure(event.at));
    return lock;
  });
  if (const auto wait = before.remaining(event.at); wait.count() > 0) return {Attempt::Result::Locked, {}, wait};

  const std::string hashed = hash();
  return impl.changing(doing, [&]() -> Attempt {
    const auto id = holder(kind, hashed);
    auto person = id ? gallery_.find(*id) : std::nullopt;
    if (person && person->role >= atLeast) {
      writeLock(impl.database_, where, {});
      return {Attempt::Result::Accepted, std::move(person), {}};
    }
    denied(person ? "role" : "unknown");
    return {Attempt::Result::Wrong, {}, readLock(impl.database_, where).remaining(event.at)};
  });
}

Credentials::Attempt Credentials::tryPin(std::string_view pin, Place place, Role atLeast, const NewEvent& event) {
  // Longer than any PIN: it cannot be right, and takes as long as one that could be.
  return attempt(kPin, place, atLeast, event, [&] { return hashOfPin(pin.substr(0, kLongestPin + 1)); });
}

Credentials::Attempt Credentials::tryBadge(std::string_view text, Place place, Role atLeast, const NewEvent& event) {
  return attempt(kBadge, place, atLeast, event, [&] { return hashOfBadge(text.substr(0, kLongestCard + 1)); });
}

}  // namespace dangol::gallery
