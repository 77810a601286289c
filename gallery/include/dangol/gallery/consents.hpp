#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dangol/gallery/gallery.hpp"

namespace dangol::gallery {

// The words people agree to. Once released a text never changes: another wording is another version, and whoever agreed
// to an older one agreed to that one.
struct ConsentText {
  ConsentPurpose purpose = ConsentPurpose::Greeting;
  std::string_view version;   // "2026-11"
  std::string_view language;  // "ko" or "en"
  std::string_view text;      // paragraphs, separated by empty lines
};
// The newest text in that language; in English where there is none. Reentrant.
[[nodiscard]] const ConsentText& consentText(ConsentPurpose purpose, std::string_view language);
// The text somebody agreed to; nothing when there never was such a version. Reentrant.
[[nodiscard]] std::optional<ConsentText> consentText(ConsentPurpose purpose, std::string_view version,
                                                     std::string_view language);
// What a face of that kind of person is recognised for. Reentrant.
[[nodiscard]] ConsentPurpose consentPurposeOf(PersonKind kind);

struct Consent {
  ConsentId id;
  ConsentPurpose purpose = ConsentPurpose::Greeting;
  ConsentMethod method = ConsentMethod::Kiosk;
  std::string version;
  std::string language;
  WallTime givenAt;
};

// Who agreed to what. Consent that is withdrawn ends with Gallery::remove: without it there is nothing to be kept.
// Bound to the thread that uses the gallery, which must outlive this object. Throws GalleryError as Gallery does;
// InvalidInput when there never was a text of that version.
class Consents {
 public:
  explicit Consents(Gallery& gallery) : gallery_(gallery) {}

  // For somebody enrolled; new people bring theirs in NewPerson. Of the event, the time and the offset count.
  void record(const PersonId& person, const NewConsent& consent, const NewEvent& event);
  // The oldest first.
  [[nodiscard]] std::vector<Consent> of(const PersonId& person) const;

 private:
  Gallery& gallery_;
};

// Stable snake_case names: "greeting", "kiosk". And back; nothing for an unknown one.
[[nodiscard]] std::string_view name(ConsentPurpose purpose);
[[nodiscard]] std::optional<ConsentPurpose> consentPurposeFromName(std::string_view wanted);
[[nodiscard]] std::string_view name(ConsentMethod method);
[[nodiscard]] std::optional<ConsentMethod> consentMethodFromName(std::string_view wanted);

}  // namespace dangol::gallery
