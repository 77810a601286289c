#pragma once

#include <string>

#include "dangol/gallery/consents.hpp"

namespace dangol::enroll {

// That the newest text for that kind of person was signed.
[[nodiscard]] gallery::NewConsent paperConsent(gallery::PersonKind kind, const std::string& language);

// Consent to enrolling somebody of that kind: on paper when the owner says it was given, else asked for at the
// terminal. Throws CommandError: Usage when there is no terminal to ask at, Refused when the answer is no.
[[nodiscard]] gallery::NewConsent requireConsent(bool given, gallery::PersonKind kind, const std::string& language);

}  // namespace dangol::enroll
