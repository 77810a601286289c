#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dangol/gallery/gallery.hpp"

namespace dangol::gallery {

// PINs and badges: who may say who they are without a face, or do what a face alone may not. What is stored cannot be
// turned back: Argon2id of a PIN (64 MB, about 0.1 s), BLAKE2b of a badge's 160 random bits. A lookup compares with
// every row, whichever fits. A PIN alone says who it is, so no two people have the same.
//
// Where a PIN or badge is asked for, five wrong ones in a row lock the place for 30 s, and each further one for twice
// as long, up to an hour. A try is counted on disk before it is looked at, so that ending the program gives no more
// tries; a clock that is set back makes a wait longer, never shorter.
//
// Bound to the thread that uses the gallery, which must outlive this object. Everything throws GalleryError as Gallery
// does.
class Credentials {
 public:
  explicit Credentials(Gallery& gallery) : gallery_(gallery) {}

  // Of the events given, the time, the offset and the detail count.
  // InvalidInput: whyPinIsRefused refuses it; AlreadyExists: somebody else has it, so it has to be another one.
  void setPin(const PersonId& person, std::string_view pin, const NewEvent& event);
  // A PIN of that many digits (4 to 12) that nobody has; the only time it can be read.
  [[nodiscard]] std::string setRandomPin(const PersonId& person, int digits, const NewEvent& event);
  // False when there was none: then there is no event either.
  bool clearPin(const PersonId& person, const NewEvent& event);
  [[nodiscard]] bool hasPin(const PersonId& person) const;

  struct Badge {
    CredentialId id;
    WallTime createdAt;
  };
  // The text to be printed as a QR code: random, and the only time it can be read.
  [[nodiscard]] std::string addBadge(const PersonId& person, const NewEvent& event);
  // A card that exists: what its reader types, 8 to 200 characters. AlreadyExists: somebody has it.
  void addCard(const PersonId& person, std::string_view text, const NewEvent& event);
  [[nodiscard]] std::vector<Badge> badgesOf(const PersonId& person) const;
  // All of somebody's badges; how many there were.
  int removeBadges(const PersonId& person, const NewEvent& event);

  // Where something is asked for, each with a count of its own.
  enum class Place { Counter, Admin };
  struct Attempt {
    enum class Result { Accepted, Wrong, Locked };
    Result result = Result::Wrong;
    std::optional<Person> person{};     // Accepted
    std::chrono::milliseconds wait{0};  // until the next try may succeed; 0 unless Locked now
  };
  // Whose it is, if that person has the role at least. Whoever is not believed leaves an event Denied.
  Attempt tryPin(std::string_view pin, Place place, Role atLeast, const NewEvent& event);
  Attempt tryBadge(std::string_view text, Place place, Role atLeast, const NewEvent& event);

 private:
  struct Row;
  [[nodiscard]] std::string hashOfPin(std::string_view pin) const;
  [[nodiscard]] std::string hashOfBadge(std::string_view text) const;
  [[nodiscard]] std::optional<PersonId> holder(std::string_view kind, const std::string& hash) const;
  void store(const PersonId& person, std::string_view kind, const std::string& hash, const NewEvent& event);
  template <class Hash>
  Attempt attempt(std::string_view kind, Place place, Role atLeast, const NewEvent& event, Hash hash);

  Gallery& gallery_;
};

// Why nobody can have this PIN, to complete "the PIN cannot be used: "; nothing when they can. Reentrant.
[[nodiscard]] std::optional<std::string> whyPinIsRefused(std::string_view pin);

}  // namespace dangol::gallery
