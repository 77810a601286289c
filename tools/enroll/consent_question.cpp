#include "consent_question.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>

#include "command.hpp"
#include "text.hpp"

namespace dangol::enroll {
namespace {

gallery::NewConsent consentTo(const gallery::ConsentText& text, gallery::ConsentMethod method) {
  return {text.purpose, method, std::string(text.version), std::string(text.language)};
}

}  // namespace

gallery::NewConsent paperConsent(gallery::PersonKind kind, const std::string& language) {
  return consentTo(gallery::consentText(gallery::consentPurposeOf(kind), language), gallery::ConsentMethod::Paper);
}

gallery::NewConsent requireConsent(bool given, gallery::PersonKind kind, const std::string& language) {
  if (given) return paperConsent(kind, language);
  if (isatty(STDIN_FILENO) != 1) {
    throw CommandError(
        ExitCode::Usage,
        "nobody is enrolled without consent; add --consent-given when the person has signed the text that "
        "'dangol consent' prints");
  }
  const auto& text = gallery::consentText(gallery::consentPurposeOf(kind), language);
  fmt::print(stderr, "{}\n\nThe person has read this and agrees? Type yes: ", text.text);
  std::string answer;
  std::getline(std::cin, answer);
  if (asciiLower(answer) != "yes" && asciiLower(answer) != "y") {
    throw CommandError(ExitCode::Refused, "without consent nobody is enrolled");
  }
  return consentTo(text, gallery::ConsentMethod::Terminal);
}

}  // namespace dangol::enroll
